package org.tiltmeter.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.Corrections;

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
    private MeasureRow withAdjustedP(double other) {
        return new MeasureRow(id, group, value, interval, n, p, other, effect, noiseFloor);
    }

    /// Lines with every test corrected (Holm) over all of them, those without a test as they are.
    public static List<MeasureRow> corrected(List<MeasureRow> rows) {
        double[] p = rows.stream()
                .map(MeasureRow::p)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] adjusted = Corrections.holm(p);
        List<MeasureRow> corrected = new ArrayList<>();
        int next = 0;
        for (MeasureRow row : rows) {
            corrected.add(row.p() == null ? row : row.withAdjustedP(adjusted[next++]));
        }
        return List.copyOf(corrected);
    }

    /// The same beside a noise floor.
    public MeasureRow withNoiseFloor(double floor) {
        return new MeasureRow(id, group, value, interval, n, p, adjustedP, effect, floor);
    }
}
