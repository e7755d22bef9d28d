package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Which of the two texts of a pair the model finds more probable.
///
/// difference = log P(A) − log P(B), nats; log P(text) = Σ log P(token | tokens before), over all tokens after
/// the
/// first, unnormalised. Comparing whole texts under a causal model follows the autoregressive form of
/// CrowS-Pairs
/// (EleutherAI lm-evaluation-harness, task crows_pairs).
public final class LikelihoodMeasure {

    /// Names this measure in settings and results.
    public static final String ID = "likelihood";

    private LikelihoodMeasure() {}

    /// Scores both texts of every pair; texts that occur more than once are asked once.
    ///
    /// @param scores what is already known; new scores are added to it, also when the work is cancelled
    /// @return one entry per pair, in order
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static List<ScoredPair> score(
            LanguageModel model,
            List<CounterfactualPair> pairs,
            TextScores scores,
            Progress progress,
            Cancellation cancellation) {
        Set<String> texts = new LinkedHashSet<>();
        for (CounterfactualPair pair : pairs) {
            texts.add(pair.textA());
            texts.add(pair.textB());
        }
        scores.score(model, texts, progress, cancellation);
        List<ScoredPair> scored = new ArrayList<>(pairs.size());
        for (CounterfactualPair pair : pairs) {
            scored.add(scored(pair, scores).orElseThrow());
        }
        return scored;
    }

    /// The pairs of which both texts have been scored; what a cancelled run leaves.
    public static List<ScoredPair> alreadyScored(List<CounterfactualPair> pairs, TextScores scores) {
        return pairs.stream().flatMap(pair -> scored(pair, scores).stream()).toList();
    }

    private static Optional<ScoredPair> scored(CounterfactualPair pair, TextScores scores) {
        Optional<SequenceScore> a = scores.of(pair.textA());
        Optional<SequenceScore> b = scores.of(pair.textB());
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        double totalA = a.get().total();
        double totalB = b.get().total();
        return Optional.of(new ScoredPair(
                pair, totalA, totalB, a.get().ids().length, b.get().ids().length, totalA - totalB));
    }
}
