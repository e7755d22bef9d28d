package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tiltmeter.concept.AssociationTest;
import org.tiltmeter.concept.ChanceEffects;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.concept.VectorScaling;
import org.tiltmeter.concept.WordSets;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// Association tests as charts and in words. Any thread.
final class AssociationFigures {

    private static final double SIGNIFICANT = 0.05;
    private static final double ROOM = 2.05;

    private AssociationFigures() {}

    /// Effect sizes over the layers, where there are several, and what chance does in the shown one.
    ///
    /// @param origin lines of the footer: how it was computed and by which model
    static List<Figure> of(
            List<ModelAssociation> layers, ModelAssociation one, AssociationMeasure measure, String origin) {
        List<Figure> figures = new ArrayList<>();
        if (layers.size() > 1) {
            figures.add(byLayer(layers, one, measure, origin));
        }
        figures.add(chance(layers, one, measure, origin));
        return figures;
    }

    /// What was done to vectors, in words.
    static String vectors(VectorScaling scaling) {
        return switch (scaling) {
            case RAW -> Texts.get("concepts.assoc.raw");
            case CENTRED -> Texts.get("concepts.assoc.centred");
            case STANDARDISED -> Texts.get("concepts.assoc.standardised");
        };
    }

    private static Figure byLayer(
            List<ModelAssociation> layers, ModelAssociation one, AssociationMeasure measure, String origin) {
        String title = Texts.get("concepts.assoc.layersTitle", measure.name(), one.test());
        LineChart.Band interval = new LineChart.Band(
                values(layers, known -> measure.interval(known).low()),
                values(layers, known -> measure.interval(known).high()),
                interval(measure));
        LineChart.Band chance = new LineChart.Band(
                values(layers, known -> measure.chance(known).low()),
                values(layers, known -> measure.chance(known).high()),
                Texts.get("concepts.assoc.chanceRange"));
        return new LineChart(
                caption(title, layers, one, measure, origin)
                        .withHowToRead(Texts.get(
                                "concepts.assoc.layersHowToRead",
                                one.lists().used().x().name(),
                                one.lists().used().a().name(),
                                interval(measure))),
                Texts.get("concepts.layer"),
                Texts.get("concepts.assoc.effect"),
                values(layers, ModelAssociation::layer),
                List.of(
                        new LineChart.Series(
                                Texts.get("concepts.assoc.effectSeries", measure.name()),
                                0,
                                values(layers, measure::effect),
                                Optional.of(interval)),
                        new LineChart.Series(
                                Texts.get("concepts.assoc.chanceSeries"),
                                -1,
                                new double[layers.size()],
                                Optional.of(chance))),
                OptionalDouble.of(0),
                Optional.of(new LineChart.Range(-ROOM, ROOM)));
    }

    private static String interval(AssociationMeasure measure) {
        return Texts.get(
                measure == AssociationMeasure.CEAT ? "concepts.assoc.overContexts" : "concepts.assoc.overWords");
    }

    private static double[] values(List<ModelAssociation> layers, ToDoubleFunction<ModelAssociation> value) {
        return layers.stream().mapToDouble(value).toArray();
    }

    /// The shares of effect sizes that chance gives, and a line where the observed one lies.
    private static Figure chance(
            List<ModelAssociation> layers, ModelAssociation one, AssociationMeasure measure, String origin) {
        List<Long> counts = measure.chance(one).counts();
        double total = counts.stream().mapToLong(Long::longValue).sum();
        double[] shares = counts.stream().mapToDouble(count -> count / total).toArray();
        double observed = measure.effect(one);
        double[] middles = IntStream.range(0, ChanceEffects.BINS)
                .mapToDouble(ChanceEffects::middle)
                .toArray();
        int before =
                (int) Arrays.stream(middles).filter(middle -> middle < observed).count();
        int length = middles.length + 2;
        double[] places = new double[length];
        double[] byChance = new double[length];
        double[] line = new double[length];
        Arrays.fill(line, Double.NaN);
        for (int i = 0; i < length; i++) {
            int bin = i < before ? i : Math.max(0, i - 2);
            boolean marked = i == before || i == before + 1;
            places[i] = marked ? observed : middles[bin];
            byChance[i] = marked ? between(shares, middles, observed) : shares[bin];
        }
        line[before] = 0;
        line[before + 1] = Arrays.stream(shares).max().orElse(1);
        String title =
                Texts.get("concepts.assoc.chanceTitle", measure.name(), one.test(), Integer.toString(one.layer()));
        return new LineChart(
                caption(title, layers, one, measure, origin)
                        .withHowToRead(Texts.get("concepts.assoc.chanceHowToRead", measure.partitions(one))),
                Texts.get("concepts.assoc.effect"),
                Texts.get("concepts.assoc.share"),
                places,
                List.of(
                        new LineChart.Series(
                                Texts.get("concepts.assoc.observed", Numbers.fixed(observed, 2)),
                                0,
                                line,
                                Optional.empty()),
                        new LineChart.Series(Texts.get("concepts.assoc.dealt"), -1, byChance, Optional.empty())),
                OptionalDouble.empty(),
                Optional.empty());
    }

    private static double between(double[] shares, double[] middles, double place) {
        double at = (place - middles[0]) / (middles[1] - middles[0]);
        int left = Math.clamp((long) Math.floor(at), 0, shares.length - 2);
        double part = Math.clamp(at - left, 0, 1);
        return (1 - part) * shares[left] + part * shares[left + 1];
    }

    private static Caption caption(
            String title,
            List<ModelAssociation> layers,
            ModelAssociation one,
            AssociationMeasure measure,
            String origin) {
        String sentence = sentence(layers, one, measure);
        WordSets used = one.lists().used();
        Caption caption = Caption.of(title)
                .withFinding(sentence)
                .withAlternativeText(title + ". " + sentence)
                .withFooter(Texts.get(
                        "concepts.assoc.lists",
                        Texts.get(
                                "concepts.assoc.listed",
                                used.x().name(),
                                used.x().words().size()),
                        Texts.get(
                                "concepts.assoc.listed",
                                used.y().name(),
                                used.y().words().size()),
                        Texts.get(
                                "concepts.assoc.listed",
                                used.a().name(),
                                used.a().words().size()),
                        Texts.get(
                                "concepts.assoc.listed",
                                used.b().name(),
                                used.b().words().size()),
                        one.lists().leftOut().size()))
                .withFooter(
                        switch (measure) {
                            case WEAT -> "";
                            case SEAT -> Texts.get("concepts.assoc.seatCaution");
                            case CEAT -> Texts.get("concepts.assoc.ceatCaution");
                        })
                .withFooter(Texts.get("concepts.caution"));
        for (String line : origin.lines().toList()) {
            caption = caption.withFooter(line);
        }
        return caption;
    }

    /// Which way, how strong, how sure, among how many.
    static String sentence(List<ModelAssociation> layers, ModelAssociation one, AssociationMeasure measure) {
        WordSets used = one.lists().used();
        Interval interval = measure.interval(one);
        String numbers = Texts.get(
                "concepts.assoc.numbers",
                measure.name(),
                Precision.number(measure.effect(one), interval),
                Precision.range(interval),
                measure.test(one)
                        .map(AssociationTest::statistic)
                        .map(value -> Texts.get("concepts.assoc.statistic", Numbers.fixed(value, 3)))
                        .orElseGet(() -> Texts.get(
                                "concepts.assoc.draws",
                                one.contexts().draws(),
                                Numbers.fixed(100 * one.contexts().heterogeneity(), 0))),
                Precision.probability(measure.p(one)),
                measure.partitions(one),
                Precision.probability(measure.adjustedP(one)),
                layers.size());
        return Texts.get(
                measure.adjustedP(one) < SIGNIFICANT ? "concepts.assoc.finding" : "concepts.assoc.noFinding",
                Integer.toString(one.layer()),
                used.x().name(),
                used.a().name(),
                used.y().name(),
                used.b().name(),
                numbers);
    }
}
