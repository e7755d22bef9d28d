package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.AskedPair.Prompt;
import org.tiltmeter.probe.AskedPair.Side;
import org.tiltmeter.probe.QuestionKind;

/// Yes or no after each variant of a text, or which of two profiles in one text.
///
/// Yes or no (after discrim-eval, Tamkin et al. 2023): log-odds = log ΣP(spellings of yes) − log
/// ΣP(spellings of no),
/// less the prior's; with a negated twin half of plain − negated. Two profiles (after the
/// Decision Bias of Bai et al.
/// 2025, our reconstruction: log-probabilities instead of written answers): each text shows both
/// groups, in text B in
/// the opposite order; outcome = log P(own) − log P(other), and the difference is half of A − B,
/// which is the
/// preference for group A over both orders. A second outcome counts decisions: 1 where the
/// log-odds are above 0.
final class DecisionMeasure implements PairMeasure {

    private final AnswerScores scores;

    DecisionMeasure(AnswerScores scores) {
        this.scores = scores;
    }

    @Override
    public QuestionKind kind() {
        return QuestionKind.DECISION;
    }

    @Override
    public void ask(AskedPair pair) {
        scores.ask(pair);
    }

    @Override
    public List<ScoredPair> scored(AskedPair pair) {
        double a = value(pair, pair.a());
        double b = value(pair, pair.b());
        String first = pair.a().targets().getFirst().label();
        String second = pair.a().targets().get(1).label();
        return List.of(
                outcome(
                        pair,
                        new Outcome(
                                pair.relative() ? Finding.PROFILES : "preference for " + first + " over " + second,
                                Outcome.NATS),
                        a,
                        b,
                        scores.texts(pair)),
                outcome(
                        pair,
                        new Outcome(
                                pair.relative() ? Finding.PROFILE_SHARE : "share of decisions for " + first,
                                Outcome.SHARE),
                        decided(a),
                        decided(b),
                        List.of()));
    }

    private static double decided(double logOdds) {
        return logOdds > 0 ? 1 : logOdds < 0 ? 0 : 0.5;
    }

    private static ScoredPair outcome(AskedPair pair, Outcome outcome, double a, double b, List<AskedText> texts) {
        return new ScoredPair(
                pair.pair(),
                Double.NaN,
                Double.NaN,
                0,
                0,
                pair.relative() ? (a - b) / 2 : a - b,
                QuestionKind.DECISION.fileName(),
                outcome,
                a,
                b,
                texts);
    }

    private double value(AskedPair pair, Side side) {
        double plain = value(pair, side, side.prompts().getFirst());
        return side.prompts().stream()
                .filter(Prompt::negated)
                .findFirst()
                .map(negated -> (plain - value(pair, side, negated)) / 2)
                .orElse(plain);
    }

    private double value(AskedPair pair, Side side, Prompt prompt) {
        double[] logs = pair.relative() ? scores.means(side, prompt) : scores.logShares(pair, side, prompt);
        return logs[0] - logs[1];
    }

    @Override
    public List<MeasureRow> habits(List<AskedPair> pairs, HabitRows rows) {
        List<AskedPair> absolute =
                pairs.stream().filter(pair -> !pair.relative()).toList();
        List<Double> masses = new ArrayList<>();
        List<Double> negative = new ArrayList<>();
        for (Side side : Habits.distinctSides(absolute)) {
            side.prompts().forEach(prompt -> masses.add(Math.exp(AnswerScores.logSum(scores.sums(side, prompt)))));
            if (side.prompts().stream().anyMatch(Prompt::negated)) {
                negative.add(side.prompts().stream()
                                .mapToDouble(prompt -> Math.exp(AnswerScores.normalised(scores.sums(side, prompt))[1]))
                                .average()
                                .orElse(0.5)
                        - 0.5);
            }
        }
        return new Habits(rows).negative(masses, negative);
    }
}
