package org.tiltmeter.measure.benchmark;

import java.util.List;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.MeasureRow;

/// What a benchmark found on one model. Jackson writes it as it is; the fields `measures` and
/// `items` mean the
/// same as
/// in the result of an audit.
///
/// @param model the model's name
/// @param benchmark id of the benchmark
/// @param source name of the file or folder that was read
/// @param settings how it was computed
/// @param measures one line per value; `value` is in the unit that `group` names, or a share
///     from 0 to 1
/// @param items every item with its log-probabilities
/// @param notes plain sentences: how the measure departs from the published one, what was left
///     out, how to
///     read it
public record BenchmarkResult(
        String model,
        String benchmark,
        String source,
        AuditSettings settings,
        List<MeasureRow> measures,
        List<BenchmarkItem> items,
        List<String> notes) {

    /// Copies the lists.
    public BenchmarkResult {
        measures = List.copyOf(measures);
        items = List.copyOf(items);
        notes = List.copyOf(notes);
    }

    /// The same with other lines.
    BenchmarkResult withMeasures(List<MeasureRow> others) {
        return new BenchmarkResult(model, benchmark, source, settings, others, items, notes);
    }

    /// The line of a group.
    ///
    /// @throws IllegalArgumentException if there is none
    public MeasureRow row(String group) {
        return measures.stream()
                .filter(row -> row.group().equals(group))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row for " + group));
    }
}
