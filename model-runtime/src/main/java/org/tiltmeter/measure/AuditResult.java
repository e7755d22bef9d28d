package org.tiltmeter.measure;

import java.util.List;
import org.tiltmeter.probe.PairFinding;

/// Everything an audit of one model with one probe set found. Jackson writes it as it is and reads it back.
///
/// @param model the model's name
/// @param probes the probe set's name
/// @param settings how it was computed
/// @param measures one line per measure and comparison, controls included
/// @param results the same with summaries per template and word
/// @param items every pair with its log-probabilities, in the order of the expansion
/// @param findings what the pair check noticed, at most the first thousand
public record AuditResult(
        String model,
        String probes,
        AuditSettings settings,
        List<MeasureRow> measures,
        List<ProbeResult> results,
        List<ScoredPair> items,
        List<PairFinding> findings) {

    /// Copies the lists.
    public AuditResult {
        measures = List.copyOf(measures);
        results = List.copyOf(results);
        items = List.copyOf(items);
        findings = List.copyOf(findings);
    }

    /// The pairs that belong to one result, in order.
    public List<ScoredPair> itemsOf(ProbeResult result) {
        return items.stream().filter(result::holds).toList();
    }
}
