package org.tiltmeter.measure;

import java.util.List;
import org.tiltmeter.probe.PairFinding;

/// Everything an audit of one model with one probe set found. Jackson writes it as it is and
/// reads it back.
///
/// @param model the model's name
/// @param probes the probe set's name
/// @param settings how it was computed
/// @param measures one line per measure and comparison, controls included
/// @param results the same with summaries per template and word
/// @param items every pair with its log-probabilities, in the order of the expansion
/// @param findings what the check noticed, at most the first thousand
/// @param crossings the four-text comparisons behind the intersectional results
/// @param groups what each group's texts got on their own
/// @param excluded pairs that the probe set leaves out
public record AuditResult(
        String model,
        String probes,
        AuditSettings settings,
        List<MeasureRow> measures,
        List<ProbeResult> results,
        List<ScoredPair> items,
        List<PairFinding> findings,
        List<ScoredCrossing> crossings,
        List<GroupSummary> groups,
        List<ExcludedPair> excluded) {

    /// Copies the lists; those that earlier versions did not know are empty where they are
    /// missing.
    public AuditResult {
        measures = List.copyOf(measures);
        results = List.copyOf(results);
        items = List.copyOf(items);
        findings = List.copyOf(findings);
        crossings = crossings == null ? List.of() : List.copyOf(crossings);
        groups = groups == null ? List.of() : List.copyOf(groups);
        excluded = excluded == null ? List.of() : List.copyOf(excluded);
    }

    /// A result of single attributes only.
    public AuditResult(
            String model,
            String probes,
            AuditSettings settings,
            List<MeasureRow> measures,
            List<ProbeResult> results,
            List<ScoredPair> items,
            List<PairFinding> findings) {
        this(model, probes, settings, measures, results, items, findings, List.of(), List.of(), List.of());
    }

    /// The pairs that belong to one result, in order. Those of an intersectional result hold a text of each of its two
    /// pairs, and the two differences as values.
    public List<ScoredPair> itemsOf(ProbeResult result) {
        List<ScoredPair> own = items.stream().filter(result::holds).toList();
        return own.isEmpty()
                ? CrossedPairs.pairs(crossings).stream().filter(result::holds).toList()
                : own;
    }
}
