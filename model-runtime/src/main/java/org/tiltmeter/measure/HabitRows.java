package org.tiltmeter.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.SignFlipTest;

/// Lines about a model's habits in the result of one measure.
///
/// @param id of the measure
/// @param settings seed, resamples and level
record HabitRows(String id, AuditSettings settings) {

    /// A mean with bootstrap interval, and a sign-flip test where there are values enough.
    MeasureRow mean(String group, List<Double> list) {
        double[] values = list.stream().mapToDouble(Double::doubleValue).toArray();
        Double p = values.length < SignFlipTest.FEWEST_UNITS
                ? null
                : Double.valueOf(SignFlipTest.of(values, settings.resamples(), settings.seed())
                        .p());
        return row(group, Samples.mean(values), interval(values), values.length, p, null);
    }

    /// A mean of amounts that are never negative, with bootstrap interval and no test.
    MeasureRow amount(String group, List<Double> list) {
        double[] values = list.stream().mapToDouble(Double::doubleValue).toArray();
        return row(group, Samples.mean(values), interval(values), values.length, null, null);
    }

    private Interval interval(double[] values) {
        return Bootstrap.mean(values, Math.min(settings.resamples(), 2_000), settings.level(), settings.seed())
                .percentile();
    }

    /// Any value with its interval.
    MeasureRow row(String group, double value, Interval interval, int n, @Nullable Double p, @Nullable Double effect) {
        return new MeasureRow(
                id,
                group,
                value,
                interval.known() ? List.of(interval.low(), interval.high()) : List.of(),
                n,
                p,
                p,
                effect,
                null);
    }
}
