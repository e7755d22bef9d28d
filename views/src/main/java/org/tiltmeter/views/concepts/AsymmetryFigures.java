package org.tiltmeter.views.concepts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.concept.AsymmetryStudy;
import org.tiltmeter.concept.ReferencePair;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// Asymmetries of one layer as a ranked chart and in words. Any thread.
final class AsymmetryFigures {

    /// More rows than this are no chart any more; the table has them all.
    static final int MOST_ROWS = 80;

    private static final double SIGNIFICANT = 0.05;

    private AsymmetryFigures() {}

    /// For one pair of references from the first to the second, for several the largest first.
    static List<Asymmetry> ranked(AsymmetryStudy study) {
        Comparator<Asymmetry> order = study.request().references().size() == 1
                ? Comparator.comparingDouble(one -> -one.score())
                : Comparator.comparingDouble(one -> -Math.abs(one.score()));
        return study.layers().stream().sorted(order).toList();
    }

    /// What a row is called.
    static String name(AsymmetryStudy study, Asymmetry one) {
        return study.request().references().size() == 1
                ? one.target()
                : Texts.get(
                        "concepts.lean.row",
                        one.target(),
                        one.references().first(),
                        one.references().second());
    }

    /// A point and an interval for each target, from the one that leans most; a band where directions of no meaning
    /// lie.
    static Figure chart(AsymmetryStudy study, String origin) {
        List<Asymmetry> ranked = ranked(study);
        List<Asymmetry> shown = ranked.size() <= MOST_ROWS ? ranked : shown(study, ranked);
        List<IntervalChart.Row> rows = shown.stream()
                .map(one -> new IntervalChart.Row(
                        name(study, one),
                        Texts.get(
                                one.reliable() ? "concepts.lean.detail" : "concepts.lean.detailUnreliable",
                                Precision.probability(one.adjustedP())),
                        List.of(new IntervalChart.Point(
                                0,
                                one.score(),
                                one.interval().low(),
                                one.interval().high()))))
                .toList();
        double random =
                shown.stream().mapToDouble(Asymmetry::randomChance).max().orElse(0);
        String percent = Long.toString(Math.round(study.request().level() * 100));
        Caption caption = Caption.of(title(study))
                .withFinding(sentence(study))
                .withAlternativeText(title(study) + ". " + sentence(study))
                .withHowToRead(Texts.get("concepts.lean.howToRead", percent))
                .withFooter(
                        shown.size() < ranked.size()
                                ? Texts.get(
                                        "concepts.lean.some",
                                        Integer.toString(shown.size()),
                                        Integer.toString(ranked.size()))
                                : "")
                .withFooter(Texts.get(
                        "concepts.lean.basis",
                        label(study),
                        ConceptWords.method(study.request().method()),
                        Integer.toString(study.request().resamples()),
                        Integer.toString(study.request().randomSplits()),
                        percent))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(origin);
        return new IntervalChart(
                caption,
                quantity(study),
                List.of(label(study)),
                rows,
                OptionalDouble.of(0),
                Optional.of(new IntervalChart.Band(-random, random, Texts.get("concepts.lean.random", percent))));
    }

    /// For one pair of references the ends of the order, else its beginning.
    private static List<Asymmetry> shown(AsymmetryStudy study, List<Asymmetry> ranked) {
        return study.request().references().size() > 1
                ? ranked.subList(0, MOST_ROWS)
                : java.util.stream.Stream.concat(
                                ranked.subList(0, MOST_ROWS / 2).stream(),
                                ranked.subList(ranked.size() - MOST_ROWS / 2, ranked.size()).stream())
                        .toList();
    }

    private static String title(AsymmetryStudy study) {
        String layer = Integer.toString(layer(study));
        List<ReferencePair> references = study.request().references();
        return references.size() == 1
                ? Texts.get(
                        "concepts.lean.title",
                        references.getFirst().first(),
                        references.getFirst().second(),
                        layer)
                : Texts.get("concepts.lean.titleAll", Integer.toString(references.size()), layer);
    }

    private static String quantity(AsymmetryStudy study) {
        List<ReferencePair> references = study.request().references();
        return references.size() == 1
                ? Texts.get(
                        "concepts.lean.quantity",
                        references.getFirst().first(),
                        references.getFirst().second())
                : Texts.get("concepts.lean.quantityAll");
    }

    /// The name of the measure in the user's words.
    static String label(AsymmetryStudy study) {
        return Texts.get(
                study.label().equals(AsymmetryStudy.BIAS_LENS) ? "concepts.lean.biasLens" : "concepts.lean.cavCosine");
    }

    static int layer(AsymmetryStudy study) {
        return study.layers().getFirst().layer();
    }

    /// How many lean beyond unrelated directions, and which lean most.
    static String sentence(AsymmetryStudy study) {
        List<Asymmetry> rows = study.layers();
        long found = rows.stream().filter(AsymmetryFigures::leans).count();
        long reliable = rows.stream().filter(Asymmetry::reliable).count();
        Asymmetry most = rows.stream()
                .max(Comparator.comparingDouble(one -> Math.abs(one.score())))
                .orElseThrow();
        return Texts.get(
                "concepts.lean.finding",
                Long.toString(found),
                Integer.toString(rows.size()),
                Integer.toString(layer(study)),
                most.target(),
                most.score() >= 0
                        ? most.references().first()
                        : most.references().second(),
                most.score() >= 0
                        ? most.references().second()
                        : most.references().first(),
                Numbers.fixed(Math.abs(most.score()), 2),
                range(most),
                Long.toString(reliable));
    }

    /// The interval of the absolute score.
    private static String range(Asymmetry one) {
        return one.score() >= 0
                ? Numbers.fixed(one.interval().low(), 2) + ", "
                        + Numbers.fixed(one.interval().high(), 2)
                : Numbers.fixed(-one.interval().high(), 2) + ", "
                        + Numbers.fixed(-one.interval().low(), 2);
    }

    private static boolean leans(Asymmetry one) {
        return one.reliable() && one.adjustedP() < SIGNIFICANT;
    }
}
