package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Texts;

/// Makes the figures of the concept explorer, each with the caution in its footer.
final class ConceptFigures {

    /// More lines than colours could not be told apart.
    private static final int MOST_LINES = 8;

    private ConceptFigures() {}

    private static List<ConceptDirection> directions(ConceptAnalysis analysis, String concept, DirectionMethod method) {
        return IntStream.range(0, analysis.layers())
                .mapToObj(layer -> analysis.direction(concept, layer, method))
                .toList();
    }

    private static double[] layers(ConceptAnalysis analysis) {
        return IntStream.range(0, analysis.layers()).asDoubleStream().toArray();
    }

    /// How well held-out texts are told apart in each layer, beside shuffled labels.
    static LineChart accuracy(ConceptAnalysis analysis, Concept concept, DirectionMethod method, String origin) {
        List<ConceptDirection> directions = directions(analysis, concept.name(), method);
        double[] accuracy =
                directions.stream().mapToDouble(ConceptDirection::accuracy).toArray();
        double[] shuffled =
                directions.stream().mapToDouble(ConceptDirection::nullAccuracy).toArray();
        double[] most =
                directions.stream().mapToDouble(ConceptDirection::nullHigh).toArray();
        double lowest = Math.min(0.4, Arrays.stream(shuffled).min().orElse(0.4) - 0.05);
        Caption caption = Caption.of(Texts.get("concepts.accuracyTitle", concept.name()))
                .withFinding(finding(analysis, concept, method))
                .withAlternativeText(Texts.get("concepts.accuracyAlternative", finding(analysis, concept, method)))
                .withHowToRead(Texts.get("concepts.accuracyHowToRead"))
                .withFooter(Texts.get(
                        "concepts.basis",
                        ConceptWords.method(method),
                        ConceptWords.pooling(analysis.settings().pooling()),
                        Integer.toString(analysis.settings().folds()),
                        Integer.toString(analysis.settings().randomSplits())))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(origin);
        return new LineChart(
                caption,
                Texts.get("concepts.layer"),
                Texts.get("concepts.accuracy"),
                layers(analysis),
                List.of(
                        new LineChart.Series(Texts.get("concepts.heldOut"), 0, accuracy, Optional.empty()),
                        new LineChart.Series(
                                Texts.get("concepts.shuffled"),
                                -1,
                                shuffled,
                                Optional.of(new LineChart.Band(shuffled, most, Texts.get("concepts.shuffledRange"))))),
                OptionalDouble.of(ConceptDirection.LEAST_ACCURACY),
                Optional.of(new LineChart.Range(lowest, 1.02)));
    }

    /// Cosine of the concept's direction with those of the others in each layer; those that come closest first.
    static LineChart similarity(ConceptAnalysis analysis, Concept concept, DirectionMethod method, String origin) {
        List<LineChart.Series> lines = new ArrayList<>();
        List<Concept> others = analysis.set().concepts().stream()
                .filter(other -> !other.name().equals(concept.name()))
                .toList();
        int group = 0;
        for (Concept other : strongest(analysis, concept, others, method)) {
            double[] cosines = analysis.similarityByLayer(concept.name(), other.name(), method);
            lines.add(new LineChart.Series(other.name(), group++, cosines, Optional.empty()));
        }
        int size = analysis.direction(concept.name(), 0, method).direction().length;
        double chance = 1.96 / Math.sqrt(size);
        double[] zero = new double[analysis.layers()];
        double[] low = new double[analysis.layers()];
        double[] high = new double[analysis.layers()];
        Arrays.fill(low, -chance);
        Arrays.fill(high, chance);
        lines.add(new LineChart.Series(
                Texts.get("concepts.random"),
                -1,
                zero,
                Optional.of(new LineChart.Band(low, high, Texts.get("concepts.randomRange")))));
        Caption caption = Caption.of(Texts.get("concepts.similarityTitle", concept.name()))
                .withAlternativeText(Texts.get("concepts.similarityAlternative", concept.name()))
                .withHowToRead(Texts.get("concepts.similarityHowToRead"))
                .withFooter(
                        others.size() > MOST_LINES
                                ? Texts.get(
                                        "concepts.strongestOnly",
                                        Integer.toString(MOST_LINES),
                                        Integer.toString(others.size()))
                                : "")
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(origin);
        return new LineChart(
                caption,
                Texts.get("concepts.layer"),
                Texts.get("concepts.cosine"),
                layers(analysis),
                lines,
                OptionalDouble.of(0),
                Optional.of(new LineChart.Range(-1.02, 1.02)));
    }

    private static List<Concept> strongest(
            ConceptAnalysis analysis, Concept concept, List<Concept> others, DirectionMethod method) {
        if (others.size() <= MOST_LINES) {
            return others;
        }
        return others.stream()
                .sorted(Comparator.comparingDouble((Concept other) -> -Arrays.stream(
                                analysis.similarityByLayer(concept.name(), other.name(), method))
                        .map(Math::abs)
                        .max()
                        .orElse(0)))
                .limit(MOST_LINES)
                .toList();
    }

    /// The layer that tells held-out texts apart best; of several, the one where shuffled labels reach least, and of
    /// those the last: the first, the embedding, knows each token without the text before it.
    static ConceptDirection best(ConceptAnalysis analysis, String concept, DirectionMethod method) {
        return directions(analysis, concept, method).stream()
                .max(Comparator.comparingDouble(ConceptDirection::accuracy)
                        .thenComparing(Comparator.comparingDouble(ConceptDirection::nullHigh)
                                .reversed())
                        .thenComparingInt(ConceptDirection::layer))
                .orElseThrow();
    }

    /// One sentence: where the concept is told apart best, how well, against what, and whether that is enough.
    static String finding(ConceptAnalysis analysis, Concept concept, DirectionMethod method) {
        ConceptDirection best = best(analysis, concept.name(), method);
        long reliable = directions(analysis, concept.name(), method).stream()
                .filter(ConceptDirection::isReliable)
                .count();
        return Texts.get(
                reliable > 0 ? "concepts.finding" : "concepts.findingUnreliable",
                concept.name(),
                Integer.toString(best.layer()),
                Numbers.fixed(best.accuracy(), 2),
                Integer.toString(concept.positive().size()),
                Integer.toString(concept.negative().size()),
                Numbers.fixed(best.nullHigh(), 2),
                Long.toString(reliable),
                Integer.toString(analysis.layers()));
    }
}
