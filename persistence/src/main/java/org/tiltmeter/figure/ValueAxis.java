package org.tiltmeter.figure;

import java.util.List;
import java.util.stream.DoubleStream;

/// Places numbers along one side of a chart.
///
/// @param low number at the start
/// @param high number at the end
/// @param start place of `low`
/// @param end place of `high`; smaller than `start` where the side runs upwards
record ValueAxis(double low, double high, double start, double end) {

    private static final double ROOM_ACROSS = 64;
    private static final double ROOM_UP = 40;

    /// A side whose range holds all finite numbers, with a little room at both ends.
    static ValueAxis around(DoubleStream numbers, double start, double end) {
        var statistics = numbers.filter(Double::isFinite).summaryStatistics();
        if (statistics.getCount() == 0) {
            return new ValueAxis(0, 1, start, end);
        }
        double low = statistics.getMin();
        double high = statistics.getMax();
        double room = high > low ? (high - low) * 0.05 : Math.max(Math.abs(high) * 0.1, 1e-6);
        return new ValueAxis(low - room, high + room, start, end);
    }

    double place(double value) {
        return start + (end - start) * (value - low) / (high - low);
    }

    boolean holds(double value) {
        return value >= low && value <= high;
    }

    private int count() {
        return (int) Math.max(2, end > start ? (end - start) / ROOM_ACROSS : (start - end) / ROOM_UP);
    }

    List<Double> ticks() {
        return Numbers.ticks(low, high, count());
    }

    String label(double tick) {
        return Numbers.fixed(tick, Numbers.digits(low, high, count()));
    }

    /// Width of the widest tick label.
    double labelWidth() {
        return ticks().stream()
                .mapToDouble(tick -> FigureFonts.width(label(tick), Sheet.LABEL))
                .max()
                .orElse(0);
    }
}
