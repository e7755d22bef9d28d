package org.tiltmeter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Computes a stored audit again, with the probes and settings it was made with. Any worker's thread.
public final class Repetition {

    private Repetition() {}

    /// Runs the audit again and compares.
    ///
    /// @param fingerprints SHA-256 of the model's files as they are now; another file than then is named as a
    ///     difference, and what comes out is compared all the same
    /// @param now by what it is computed this time
    /// @throws BadInputException if the session does not hold what was asked
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static Verification of(
            StoredAudit stored,
            LanguageModel model,
            SortedMap<String, String> fingerprints,
            RuntimeFacts now,
            Progress progress,
            Cancellation cancellation) {
        ProbeSet probes = stored.probes()
                .orElseThrow(() -> new BadInputException("The session does not hold the probe set \""
                        + stored.saved().name() + "\" any more, so its result cannot be computed again."));
        Verification.Bound bound = stored.provenance()
                .runtime()
                .map(first -> Verification.Bound.between(first, now))
                .orElse(Verification.Bound.UNKNOWN);
        AuditResult fresh = Audit.run(model, probes, stored.result().settings(), progress, cancellation);
        Verification compared = Verification.of(stored.result(), fresh, bound);
        List<String> differences = new ArrayList<>(otherFiles(stored, fingerprints));
        differences.addAll(compared.differences());
        return new Verification(bound, compared.drifts(), differences);
    }

    private static List<String> otherFiles(StoredAudit stored, SortedMap<String, String> fingerprints) {
        List<String> differences = new ArrayList<>();
        stored.provenance().fingerprints().forEach((name, digest) -> {
            String present = fingerprints.get(name);
            if (present == null) {
                differences.add("The model has no file " + name + " any more.");
            } else if (!present.equals(digest)) {
                differences.add("The model's file " + name + " is not the one of the first run.");
            }
        });
        return differences;
    }
}
