package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.model.ComputeType;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.report.Repetition;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.report.StoredAudit;
import org.tiltmeter.report.StoredBenchmark;
import org.tiltmeter.report.StoredResult;
import org.tiltmeter.report.Verification;
import org.tiltmeter.session.Session;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;

/// A session's audits, each computed again on the model it was made with.
final class VerifyWork {

    private final Console console;
    private final OpenOptions options;
    private final @Nullable String place;
    private final Cancellation cancellation;

    /// @param place where the model lies now; null for where the session says
    VerifyWork(Console console, OpenOptions options, @Nullable String place) {
        this.console = console;
        this.options = options;
        this.place = place;
        this.cancellation = console.cancellation();
    }

    /// What is printed for one audit.
    record Line(
            String audit,
            String model,
            boolean repeats,
            Verification.Bound bound,
            List<Verification.Drift> drifts,
            List<String> differences) {}

    /// Verifies every audit and prints what came out.
    ///
    /// @return whether everything repeats
    boolean run(Path file) {
        List<StoredResult> audits = new ArrayList<>();
        try (Session session = console.sessions().openForReading(file)) {
            audits.addAll(StoredAudit.all(session));
            audits.addAll(StoredBenchmark.all(session));
        }
        if (audits.isEmpty()) {
            throw new BadInputException(
                    "The session " + file + " holds no audit yet; run a probe set, then verify it.");
        }
        List<Line> lines = new ArrayList<>();
        byModel(audits).forEach((settings, alike) -> lines.addAll(again(settings, alike)));
        boolean repeats = lines.stream().allMatch(Line::repeats);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("session", file.toString());
        result.put("repeats", repeats);
        result.put("audits", lines);
        console.printJson(result);
        return repeats;
    }

    /// Audits that one opening of a model serves.
    private record Opening(Path folder, OpenSettings settings) {}

    private Map<Opening, List<StoredResult>> byModel(List<StoredResult> audits) {
        Map<Opening, List<StoredResult>> groups = new LinkedHashMap<>();
        for (StoredResult audit : audits) {
            Opening opening = new Opening(folder(audit), settings(audit));
            groups.computeIfAbsent(opening, fresh -> new ArrayList<>()).add(audit);
        }
        return groups;
    }

    private Path folder(StoredResult audit) {
        if (place != null) {
            return console.models().folder(place);
        }
        return audit.provenance()
                .model()
                .map(model -> model.folder())
                .filter(folder -> !folder.toString().isEmpty())
                .orElseThrow(() -> new BadInputException("The session does not say where the model of \""
                        + audit.saved().name() + "\" lies; name its folder with --model."));
    }

    private static OpenSettings settings(StoredResult audit) {
        return audit.provenance()
                .runtime()
                .map(runtime -> new OpenSettings(
                        ComputeType.valueOf(runtime.computeType().toUpperCase(Locale.ROOT)), runtime.threads()))
                .orElse(OpenSettings.AUTOMATIC);
    }

    private List<Line> again(Opening opening, List<StoredResult> audits) {
        List<Line> lines = new ArrayList<>();
        try (LanguageModel model = options.open(console, opening.folder(), opening.settings(), cancellation)) {
            SortedMap<String, String> fingerprints =
                    Fingerprints.of(model.summary().folder(), console.progress(), cancellation);
            RuntimeFacts now = AuditWork.runtime(model);
            for (StoredResult audit : audits) {
                Verification verification =
                        Repetition.of(audit, model, fingerprints, now, console.progress(), cancellation);
                console.progress().finish();
                console.err().println(sentence(audit, verification));
                lines.add(new Line(
                        audit.saved().name(),
                        model.summary().name(),
                        verification.repeats(),
                        verification.bound(),
                        verification.drifts(),
                        verification.differences()));
            }
        }
        return lines;
    }

    private static String sentence(StoredResult audit, Verification verification) {
        String outcome = verification.repeats() ? "repeats" : "does NOT repeat";
        String largest = verification
                .largest()
                .map(drift -> "; largest drift %.3g in %s (allowed %.3g)"
                        .formatted(drift.drift(), drift.what(), drift.allowed()))
                .orElse("");
        String differences =
                verification.differences().isEmpty() ? "" : "; " + String.join(" ", verification.differences());
        return audit.saved().name() + ": " + outcome + largest + "; "
                + verification.bound().reason() + differences;
    }
}
