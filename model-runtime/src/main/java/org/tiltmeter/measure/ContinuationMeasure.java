package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.AskedPair.Side;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Target;

/// How probable targets are after each variant of a text.
///
/// m(label) = mean over the label's words of log P(word | text), nats. With one label the outcome
/// is m; with two it
/// is m(first) − m(second); with more, each label's log-odds against all others, log(s / (1 − s))
/// with
/// s = exp m / Σ exp m. Difference = outcome(A) − outcome(B).
final class ContinuationMeasure implements PairMeasure {

    private final AnswerScores scores;

    ContinuationMeasure(AnswerScores scores) {
        this.scores = scores;
    }

    @Override
    public QuestionKind kind() {
        return QuestionKind.CONTINUATION;
    }

    @Override
    public void ask(AskedPair pair) {
        scores.ask(pair);
    }

    @Override
    public List<ScoredPair> scored(AskedPair pair) {
        double[] a = scores.means(pair.a(), pair.a().prompts().getFirst());
        double[] b = scores.means(pair.b(), pair.b().prompts().getFirst());
        List<AskedText> texts = scores.texts(pair);
        return outcomes(kind(), pair, values(a), values(b), names(pair.a()), texts);
    }

    private static double[] values(double[] means) {
        return means.length == 1 ? means : contrasts(AnswerScores.normalised(means));
    }

    /// The first target's log-odds where there are two; everyone's where there are more,
    /// `[outcomes]`.
    static double[] contrasts(double[] logShares) {
        double[] contrasts = new double[logShares.length == 2 ? 1 : logShares.length];
        for (int i = 0; i < contrasts.length; i++) {
            contrasts[i] = AnswerScores.logOdds(logShares, i);
        }
        return contrasts;
    }

    /// What the values of [#contrasts(double[])] are called.
    static List<String> names(Side side) {
        List<Target> targets = side.targets();
        return switch (targets.size()) {
            case 1 -> List.of("probability of " + targets.getFirst().label());
            case 2 ->
                List.of("preference for " + targets.get(0).label() + " over "
                        + targets.get(1).label());
            default ->
                targets.stream()
                        .map(target -> "preference for " + target.label() + " over the others")
                        .toList();
        };
    }

    static List<ScoredPair> outcomes(
            QuestionKind kind, AskedPair pair, double[] a, double[] b, List<String> names, List<AskedText> texts) {
        List<ScoredPair> scored = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            scored.add(new ScoredPair(
                    pair.pair(),
                    Double.NaN,
                    Double.NaN,
                    0,
                    0,
                    a[i] - b[i],
                    kind.fileName(),
                    new Outcome(names.get(i), Outcome.NATS),
                    a[i],
                    b[i],
                    i == 0 ? texts : List.of()));
        }
        return scored;
    }
}
