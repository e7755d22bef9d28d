package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.tiltmeter.concept.Sensitivity;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// Sensitivities of answers as a chart and in words. Any thread.
final class SensitivityFigures {

    private static final double SIGNIFICANT = 0.05;
    private static final double HALF = 0.5;

    private SensitivityFigures() {}

    /// The share of texts after which the answer rises, beside that of random directions, over the layers.
    ///
    /// @param answers which answers, in words
    /// @param origin lines of the footer
    static Figure chart(List<Sensitivity> found, String answers, String origin) {
        String concept = found.getFirst().concept();
        String title = Texts.get("concepts.tcav.title", concept);
        String sentence = sentence(found, answers);
        Caption caption = Caption.of(title)
                .withFinding(sentence)
                .withAlternativeText(title + ". " + sentence)
                .withHowToRead(Texts.get("concepts.tcav.howToRead", answers, concept))
                .withFooter(answers)
                .withFooter(Texts.get(
                        "concepts.tcav.test",
                        Integer.toString(found.getFirst().runs()),
                        Integer.toString(found.getFirst().texts())))
                .withFooter(Texts.get("concepts.tcav.caution"));
        for (String line : origin.lines().toList()) {
            caption = caption.withFooter(line);
        }
        if (found.size() == 1) {
            return single(found.getFirst(), caption);
        }
        LineChart.Band runs = new LineChart.Band(
                values(found, one -> one.scores().low()),
                values(found, one -> one.scores().high()),
                Texts.get("concepts.tcav.runs"));
        LineChart.Band randomRuns = new LineChart.Band(
                values(found, one -> one.randomScores().low()),
                values(found, one -> one.randomScores().high()),
                Texts.get("concepts.tcav.runs"));
        return new LineChart(
                caption,
                Texts.get("concepts.layer"),
                Texts.get("concepts.tcav.share"),
                values(found, Sensitivity::layer),
                List.of(
                        new LineChart.Series(concept, 0, values(found, Sensitivity::score), Optional.of(runs)),
                        new LineChart.Series(
                                Texts.get("concepts.tcav.random"),
                                -1,
                                values(found, Sensitivity::randomScore),
                                Optional.of(randomRuns))),
                OptionalDouble.of(HALF),
                Optional.of(new LineChart.Range(-0.02, 1.02)));
    }

    private static Figure single(Sensitivity one, Caption caption) {
        return new IntervalChart(
                caption,
                Texts.get("concepts.tcav.share"),
                List.of(Texts.get("concepts.tcav.share")),
                List.of(
                        new IntervalChart.Row(
                                one.concept(),
                                Texts.get("concepts.lean.detail", p(one.adjustedP())),
                                List.of(new IntervalChart.Point(
                                        0,
                                        one.score(),
                                        one.scores().low(),
                                        one.scores().high()))),
                        new IntervalChart.Row(
                                Texts.get("concepts.tcav.random"),
                                "",
                                List.of(new IntervalChart.Point(
                                        0,
                                        one.randomScore(),
                                        one.randomScores().low(),
                                        one.randomScores().high())))),
                OptionalDouble.of(HALF),
                Optional.empty());
    }

    private static double[] values(List<Sensitivity> found, ToDoubleFunction<Sensitivity> value) {
        return found.stream().mapToDouble(value).toArray();
    }

    /// A p-value; that there is none where no run differs from another.
    static String p(double p) {
        return Double.isNaN(p) ? Texts.get("number.none") : Precision.probability(p);
    }

    /// The layer that differs most surely, with both shares, p and what was counted.
    static String sentence(List<Sensitivity> found, String answers) {
        Sensitivity one = SensitivityViewModel.surest(found);
        return Texts.get(
                isBeyondRandom(one) ? "concepts.tcav.finding" : "concepts.tcav.noFinding",
                Integer.toString(one.layer()),
                one.concept(),
                Numbers.fixed(100 * one.score(), 0),
                Integer.toString(one.texts()),
                Numbers.fixed(100 * one.randomScore(), 0),
                p(one.p()),
                p(one.adjustedP()),
                Integer.toString(found.size()),
                Integer.toString(one.runs()),
                answers,
                Integer.toString(one.randomAsFar()));
    }

    /// Many runs make any difference significant; few of them must go as far as well.
    private static boolean isBeyondRandom(Sensitivity one) {
        return one.adjustedP() < SIGNIFICANT && one.randomAsFar() <= SIGNIFICANT * one.runs();
    }
}
