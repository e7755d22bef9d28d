package org.tiltmeter.measure;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.QuestionKind;

/// Which of the two texts of a pair the model finds more probable.
///
/// difference = log P(A) − log P(B), nats; log P(text) = Σ log P(token | tokens before), over all
/// tokens after
/// the
/// first, unnormalised. Comparing whole texts under a causal model follows the autoregressive
/// form of
/// CrowS-Pairs
/// (EleutherAI lm-evaluation-harness, task crows_pairs).
public final class LikelihoodMeasure implements PairMeasure {

    /// Names this measure in settings and results.
    public static final String ID = "likelihood";

    private final ContinuationScores texts;
    private final TextScores scores;

    LikelihoodMeasure(ContinuationScores texts, TextScores scores) {
        this.texts = texts;
        this.scores = scores;
    }

    @Override
    public QuestionKind kind() {
        return QuestionKind.LIKELIHOOD;
    }

    @Override
    public void ask(AskedPair pair) {
        texts.ask("", pair.pair().textA());
        texts.ask("", pair.pair().textB());
    }

    @Override
    public List<ScoredPair> scored(AskedPair pair) {
        return List.of(scored(pair.pair(), scores).orElseThrow());
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
