package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How probable one model finds each text, and what it wrote after texts, each asked once.
///
/// What was computed stays here when the work is cancelled or fails, so that running again with
/// the same
/// object goes
/// on where it stopped. Belongs to one model; used by one thread at a time.
public final class TextScores {

    private static final int TEXTS_PER_CALL = 128;

    private final Map<String, SequenceScore> scores = new HashMap<>();
    private final Map<Sample, String> samples = new HashMap<>();

    /// One continuation, by what it was asked with.
    record Sample(String text, int tokens, long seed) {}

    /// Scores the texts that are not yet known.
    ///
    /// @param texts what to score; duplicates are scored once
    /// @param progress hears SCORING steps in texts
    /// @throws BadInputException if a text is longer than the model's context
    /// @throws org.tiltmeter.work.CancelledException if asked to stop; what was scored is kept
    public void score(LanguageModel model, Collection<String> texts, Progress progress, Cancellation cancellation) {
        List<String> missing = new LinkedHashSet<>(texts)
                .stream().filter(text -> !scores.containsKey(text)).toList();
        progress.report(new Progress.Step(Progress.Phase.SCORING, 0, missing.size()));
        List<Asked> ordered = asked(model, missing, cancellation);
        for (int start = 0; start < ordered.size(); start += TEXTS_PER_CALL) {
            cancellation.throwIfRequested();
            int done = start;
            List<Asked> batch = ordered.subList(start, Math.min(ordered.size(), start + TEXTS_PER_CALL));
            List<SequenceScore> batchScores = model.score(
                    batch.stream().map(Asked::ids).toList(),
                    step -> progress.report(new Progress.Step(
                            Progress.Phase.SCORING, done + Math.min(step.done(), batch.size()), missing.size())),
                    cancellation);
            for (int i = 0; i < batch.size(); i++) {
                scores.put(batch.get(i).text(), batchScores.get(i));
            }
            progress.report(new Progress.Step(Progress.Phase.SCORING, start + batch.size(), missing.size()));
        }
    }

    /// A text and its tokens.
    private record Asked(String text, int[] ids) {}

    /// Tokenizes; texts that begin alike stand together, so that the model computes what they share once.
    private static List<Asked> asked(LanguageModel model, List<String> texts, Cancellation cancellation) {
        int context = model.summary().contextLength();
        List<Asked> asked = new ArrayList<>(texts.size());
        for (String text : texts) {
            cancellation.throwIfRequested();
            int[] ids = model.tokenizer().encode(text).ids();
            if (ids.length == 0 || ids.length > context) {
                throw new BadInputException(
                        "The text \"%s\" has %d tokens, but the model takes 1 to %d; shorten the template."
                                .formatted(beginning(text), ids.length, context));
            }
            asked.add(new Asked(text, ids));
        }
        asked.sort(Comparator.comparing(Asked::ids, Arrays::compare));
        return asked;
    }

    private static String beginning(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /// The score of a text, if it has been computed.
    public Optional<SequenceScore> of(String text) {
        return Optional.ofNullable(scores.get(text));
    }

    /// Keeps a score that this very model gave earlier, so that the text is not asked again.
    public void keep(String text, SequenceScore score) {
        scores.put(text, score);
    }

    /// The texts that are scored, in no order.
    public Set<String> texts() {
        return Set.copyOf(scores.keySet());
    }

    /// What the model wrote, if it has been asked.
    Optional<String> written(Sample sample) {
        return Optional.ofNullable(samples.get(sample));
    }

    /// Keeps what the model wrote.
    void keep(Sample sample, String written) {
        samples.put(sample, written);
    }

    /// Number of texts scored and continuations written so far.
    public int size() {
        return scores.size() + samples.size();
    }
}
