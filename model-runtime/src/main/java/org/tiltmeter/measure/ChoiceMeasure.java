package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.AskedPair.Prompt;
import org.tiltmeter.probe.AskedPair.Side;
import org.tiltmeter.probe.QuestionKind;

/// Which of several options the model picks after each variant of a text.
///
/// For each order of the options and each polarity: the options' shares of their joint
/// probability, divided by their
/// prior (Fei et al. 2023) where the template has neutral texts. Outcome = log-odds of an option
/// against the others,
/// the mean over orders; a negated twin enters with the opposite sign and counts half. Beside it
/// the model's position
/// bias (5.17): how often the same option is picked in every order, and how often the first slot
/// where it is not.
final class ChoiceMeasure implements PairMeasure {

    private final AnswerScores scores;

    ChoiceMeasure(AnswerScores scores) {
        this.scores = scores;
    }

    @Override
    public QuestionKind kind() {
        return QuestionKind.CHOICE;
    }

    @Override
    public void ask(AskedPair pair) {
        scores.ask(pair);
    }

    @Override
    public List<ScoredPair> scored(AskedPair pair) {
        return ContinuationMeasure.outcomes(
                kind(),
                pair,
                values(pair, pair.a()),
                values(pair, pair.b()),
                ContinuationMeasure.names(pair.a()),
                scores.texts(pair));
    }

    /// Log-odds of the outcomes for one text, both polarities counting the same.
    private double[] values(AskedPair pair, Side side) {
        double[] plain = values(pair, side, false);
        double[] negated = values(pair, side, true);
        if (negated.length == 0) {
            return plain;
        }
        double[] both = new double[plain.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = (plain[i] - negated[i]) / 2;
        }
        return both;
    }

    private double[] values(AskedPair pair, Side side, boolean negated) {
        List<Prompt> prompts = side.prompts().stream()
                .filter(prompt -> prompt.negated() == negated)
                .toList();
        double[] mean = new double[0];
        for (Prompt prompt : prompts) {
            double[] values = ContinuationMeasure.contrasts(scores.logShares(pair, side, prompt));
            if (mean.length == 0) {
                mean = new double[values.length];
            }
            for (int i = 0; i < values.length; i++) {
                mean[i] += values[i] / prompts.size();
            }
        }
        return mean;
    }

    @Override
    public List<MeasureRow> habits(List<AskedPair> pairs, HabitRows rows) {
        Habits habits = new Habits(rows);
        List<Double> masses = new ArrayList<>();
        int texts = 0;
        int consistent = 0;
        int inconsistentPrompts = 0;
        int firstSlot = 0;
        for (Side side : Habits.distinctSides(pairs)) {
            side.prompts().forEach(prompt -> masses.add(Math.exp(AnswerScores.logSum(scores.sums(side, prompt)))));
            for (boolean negated : new boolean[] {false, true}) {
                List<Prompt> orders = side.prompts().stream()
                        .filter(prompt ->
                                prompt.negated() == negated && !prompt.order().isEmpty())
                        .toList();
                if (orders.isEmpty()) {
                    continue;
                }
                int[] picked = orders.stream()
                        .mapToInt(prompt -> Habits.largest(scores.sums(side, prompt)))
                        .toArray();
                texts++;
                if (java.util.Arrays.stream(picked).allMatch(one -> one == picked[0])) {
                    consistent++;
                } else {
                    inconsistentPrompts += orders.size();
                    for (int i = 0; i < picked.length; i++) {
                        firstSlot += orders.get(i).order().getFirst() == picked[i] ? 1 : 0;
                    }
                }
            }
        }
        return habits.position(masses, texts, consistent, inconsistentPrompts, firstSlot, expectedFirst(pairs));
    }

    private static double expectedFirst(List<AskedPair> pairs) {
        return pairs.stream()
                .mapToDouble(pair -> 1.0 / pair.a().targets().size())
                .average()
                .orElse(0.5);
    }
}
