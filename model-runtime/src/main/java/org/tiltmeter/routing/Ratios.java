package org.tiltmeter.routing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;

/// Intervals over templates, and ratios of medians with percentile bootstrap intervals.
final class Ratios {

    private Ratios() {}

    /// Interval of median(values) / median(floor), both sets of templates drawn again; unknown where either has fewer
    /// than two, or the floor's median vanishes in a drawing.
    static Interval ofMedians(double[] values, double[] floor, StudySettings settings) {
        if (values.length < 2 || floor.length < 2) {
            return Interval.unknown(settings.level());
        }
        SplittableRandom random = new SplittableRandom(settings.seed() + 4);
        double[] ratios = new double[settings.resamples()];
        for (int i = 0; i < ratios.length; i++) {
            double below = Samples.median(drawn(floor, random));
            if (below == 0) {
                return Interval.unknown(settings.level());
            }
            ratios[i] = Samples.median(drawn(values, random)) / below;
        }
        Arrays.sort(ratios);
        double tail = (1 - settings.level()) / 2;
        return new Interval(Samples.quantile(ratios, tail), Samples.quantile(ratios, 1 - tail), settings.level());
    }

    /// Lower and upper end of an interval; empty where it is unknown.
    static List<Double> ends(Interval interval) {
        return interval.known() ? List.of(interval.low(), interval.high()) : List.of();
    }

    private static double[] drawn(double[] values, SplittableRandom random) {
        double[] drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
        }
        return drawn;
    }
}
