package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What a model answers to some pairs of a probe set, by the very measures of an [Audit] but without its statistics:
/// for studies that ask the same pairs many times under changes of the model.
public final class PairScores {

    private PairScores() {}

    /// Asks the pairs.
    ///
    /// @param probes the set that the pairs are from
    /// @param progress hears SCORING in texts, GENERATING in continuations
    /// @return one per pair and outcome, in the order of the pairs
    /// @throws org.tiltmeter.work.BadInputException if a text does not fit the model
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static List<ScoredPair> of(
            LanguageModel model,
            ProbeSet probes,
            List<AskedPair> pairs,
            long seed,
            Progress progress,
            Cancellation cancellation) {
        TextScores scores = new TextScores();
        ContinuationScores texts = new ContinuationScores(model, scores);
        AnswerScores answers = new AnswerScores(texts, probes, seed);
        Map<QuestionKind, PairMeasure> measures = new EnumMap<>(QuestionKind.class);
        for (AskedPair pair : pairs) {
            measures.computeIfAbsent(pair.kind(), kind -> measure(kind, model, probes, texts, answers, scores, seed))
                    .ask(pair);
        }
        texts.score(progress, cancellation);
        for (PairMeasure measure : measures.values()) {
            measure.run(progress, cancellation);
        }
        List<ScoredPair> scored = new ArrayList<>();
        for (AskedPair pair : pairs) {
            scored.addAll(Objects.requireNonNull(measures.get(pair.kind())).scored(pair));
        }
        return scored;
    }

    /// The measure of one kind of question.
    static PairMeasure measure(
            QuestionKind kind,
            LanguageModel model,
            ProbeSet probes,
            ContinuationScores texts,
            AnswerScores answers,
            TextScores scores,
            long seed) {
        return switch (kind) {
            case LIKELIHOOD -> new LikelihoodMeasure(texts, scores);
            case CONTINUATION -> new ContinuationMeasure(answers);
            case CHOICE -> new ChoiceMeasure(answers);
            case DECISION -> new DecisionMeasure(answers);
            case GENERATION -> new GenerationMeasure(model, probes, scores, seed);
        };
    }
}
