package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.concept.ClusterOrder;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.views.Texts;

/// All concepts of a set against each other in one layer, similar ones beside each other.
final class ConceptMatrix {

    private ConceptMatrix() {}

    /// Cosines between all directions of a layer, in the order of their clusters.
    static Figure of(ConceptAnalysis analysis, int layer, DirectionMethod method, String origin) {
        double[][] cosines = analysis.similarities(layer, method);
        List<Integer> order = ClusterOrder.of(cosines).order();
        List<String> names = order.stream()
                .map(index -> analysis.set().concepts().get(index))
                .map(Concept::name)
                .toList();
        float[] values = new float[names.size() * names.size()];
        for (int row = 0; row < names.size(); row++) {
            for (int column = 0; column < names.size(); column++) {
                values[row * names.size() + column] = (float) cosines[order.get(row)][order.get(column)];
            }
        }
        int size = analysis.direction(names.getFirst(), layer, method).direction().length;
        String title = Texts.get("concepts.matrixTitle", Integer.toString(layer));
        Caption caption = Caption.of(title)
                .withAlternativeText(title)
                .withHowToRead(Texts.get("concepts.matrixHowToRead"))
                .withFooter(Texts.get(
                        "concepts.matrixBasis",
                        ConceptWords.method(method),
                        Numbers.fixed(1.96 / Math.sqrt(size), 2),
                        Integer.toString(size)))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(origin);
        return new Heatmap(
                caption,
                Axis.of(Texts.get("concepts.matrixAxis"), names),
                Axis.of(Texts.get("concepts.matrixAxis"), names),
                new Matrix(names.size(), names.size(), values),
                Scale.diverging(1, Texts.get("concepts.cosine")),
                Optional.empty());
    }
}
