package org.tiltmeter.views.results;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.TextScores;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What a model once said of the texts of an audit.
///
/// @param texts log-probability of each token of each text, nats, `[tokens]`
/// @param date when it was asked
/// @param runtime by what it was computed
public record RecordedScores(Map<String, double[]> texts, Instant date, RuntimeFacts runtime) {

    /// Copies the map.
    public RecordedScores {
        texts = java.util.Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /// Audits with these answers. For a worker thread.
    ///
    /// @throws BadInputException if a text is missing or is read as another number of tokens; the model is not
    ///     asked
    public AuditResult audit(
            LanguageModel model,
            ProbeSet probes,
            AuditSettings settings,
            Progress progress,
            Cancellation cancellation) {
        TextScores scores = new TextScores();
        texts.forEach((text, logProbabilities) -> {
            int[] ids = model.tokenizer().encode(text).ids();
            if (ids.length != logProbabilities.length) {
                throw new BadInputException("The recording has %d numbers for “%s”, which the model reads as %d tokens;"
                                .formatted(logProbabilities.length, text, ids.length)
                        + " compute here instead.");
            }
            scores.keep(text, new SequenceScore(ids, logProbabilities));
        });
        int before = scores.size();
        AuditResult result = Audit.run(model, probes, settings, scores, progress, cancellation);
        if (scores.size() != before) {
            throw new BadInputException("The recording lacks " + (scores.size() - before)
                    + " of the texts that are asked; compute here instead.");
        }
        return result;
    }
}
