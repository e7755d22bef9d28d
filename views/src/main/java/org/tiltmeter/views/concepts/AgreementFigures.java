package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tiltmeter.concept.RepresentationAgreement;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.ScatterChart;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// What a model does with words against how close it pictures them to two concepts, as charts and in words. Any
/// thread.
final class AgreementFigures {

    private static final double SIGNIFICANT = 0.05;

    private AgreementFigures() {}

    /// One point for each word of one layer.
    ///
    /// @param unit of the behaviour, in the user's words
    static Figure scatter(RepresentationAgreement one, String unit, String origin) {
        String title = Texts.get(
                "concepts.agree.title",
                one.slot(),
                Integer.toString(one.items().size()),
                Integer.toString(one.layer()));
        Caption caption = Caption.of(title)
                .withFinding(sentence(one))
                .withAlternativeText(title + ". " + sentence(one))
                .withHowToRead(Texts.get(
                        "concepts.agree.howToRead", one.groupA(), one.groupB(), one.conceptA(), one.conceptB()))
                .withFooter(Texts.get(
                        "concepts.agree.basis",
                        one.probes(),
                        one.attribute(),
                        ConceptWords.method(one.method()),
                        Long.toString(Math.round(one.interval().level() * 100))))
                .withFooter(one.reliable() ? "" : Texts.get("concepts.agree.unreliable"))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(origin);
        return new ScatterChart(
                caption,
                Texts.get("concepts.lean.quantity", one.conceptA(), one.conceptB()),
                Texts.get("concepts.agree.behaviour", one.groupA(), one.groupB(), unit),
                List.of(one.slot()),
                one.items().stream()
                        .map(item -> new ScatterChart.Point(item.term(), 0, item.representation(), item.behaviour()))
                        .toList(),
                false);
    }

    /// Both correlations in every layer.
    ///
    /// @param layers of one method, ascending
    static Figure byLayer(List<RepresentationAgreement> layers, String origin) {
        RepresentationAgreement any = layers.getFirst();
        String title = Texts.get("concepts.agree.layersTitle", any.slot());
        Caption caption = Caption.of(title)
                .withAlternativeText(title)
                .withHowToRead(Texts.get(
                        "concepts.agree.layersHowToRead",
                        Long.toString(Math.round(any.interval().level() * 100))))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(origin);
        return new LineChart(
                caption,
                Texts.get("concepts.layer"),
                Texts.get("concepts.agree.correlation"),
                layers.stream().mapToDouble(RepresentationAgreement::layer).toArray(),
                List.of(
                        new LineChart.Series(
                                Texts.get("concepts.agree.spearman"),
                                0,
                                layers.stream()
                                        .mapToDouble(RepresentationAgreement::spearman)
                                        .toArray(),
                                Optional.of(band(layers, RepresentationAgreement::interval))),
                        new LineChart.Series(
                                Texts.get("concepts.agree.pearson"),
                                1,
                                layers.stream()
                                        .mapToDouble(RepresentationAgreement::pearson)
                                        .toArray(),
                                Optional.empty())),
                OptionalDouble.of(0),
                Optional.of(new LineChart.Range(-1.02, 1.02)));
    }

    private static LineChart.Band band(
            List<RepresentationAgreement> layers,
            java.util.function.Function<RepresentationAgreement, Interval> interval) {
        return new LineChart.Band(
                layers.stream().mapToDouble(one -> interval.apply(one).low()).toArray(),
                layers.stream().mapToDouble(one -> interval.apply(one).high()).toArray(),
                Texts.get("concepts.agree.band"));
    }

    /// Both correlations with intervals, n and p.
    static String sentence(RepresentationAgreement one) {
        return Texts.get(
                one.p() < SIGNIFICANT ? "concepts.agree.finding" : "concepts.agree.noFinding",
                Integer.toString(one.layer()),
                Integer.toString(one.items().size()),
                correlation(one.spearman(), one.interval(), one.p()),
                correlation(one.pearson(), one.pearsonInterval(), one.pearsonP()));
    }

    private static String correlation(double value, Interval interval, double p) {
        return Texts.get(
                "concepts.agree.number",
                Numbers.fixed(value, 2),
                Numbers.fixed(interval.low(), 2),
                Numbers.fixed(interval.high(), 2),
                Double.isNaN(p) ? Texts.get("number.none") : Precision.probability(p));
    }
}
