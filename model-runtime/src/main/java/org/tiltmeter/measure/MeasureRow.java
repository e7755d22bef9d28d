package org.tiltmeter.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of `measures` in results.json: the same fields whatever the measure.
///
/// @param id of the measure
/// @param group what was compared, as `attribute: group A vs group B`
/// @param value the measure's value in its own unit (likelihood: nats)
/// @param interval lower and upper end; empty where there is no interval
/// @param n number of independent units (templates)
/// @param p p-value; null where no test is possible
/// @param adjustedP after correction over all comparisons of the same measure; null where there
///     is no p
/// @param effect standardised effect size d_z; null where it is undefined
/// @param noiseFloor the value for neutral swaps; null without a control
public record MeasureRow(
        String id,
        String group,
        double value,
        List<Double> interval,
        int n,
        @Nullable Double p,
        @JsonProperty("p_adjusted") @Nullable Double adjustedP,
        @Nullable Double effect,
        @JsonProperty("noise_floor") @Nullable Double noiseFloor) {

    /// Copies the list.
    public MeasureRow {
        interval = List.copyOf(interval);
    }

    /// The same with another corrected p.
    MeasureRow withAdjustedP(double other) {
        return new MeasureRow(id, group, value, interval, n, p, other, effect, noiseFloor);
    }

    /// The same beside a noise floor.
    public MeasureRow withNoiseFloor(double floor) {
        return new MeasureRow(id, group, value, interval, n, p, adjustedP, effect, floor);
    }
}
