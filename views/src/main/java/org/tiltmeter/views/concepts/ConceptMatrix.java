package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<Integer> order = order(cosines);
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

    /// An order in which similar things stand together: the leaves of an average-linkage tree over 1 − cosine, the two
    /// ends that lie closest joined at every merge.
    ///
    /// @param cosines `[things][things]`
    static List<Integer> order(double[][] cosines) {
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < cosines.length; i++) {
            clusters.add(List.of(i));
        }
        while (clusters.size() > 1) {
            int first = 0;
            int second = 1;
            double closest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < clusters.size(); i++) {
                for (int k = i + 1; k < clusters.size(); k++) {
                    double mean = mean(cosines, clusters.get(i), clusters.get(k));
                    if (mean > closest) {
                        closest = mean;
                        first = i;
                        second = k;
                    }
                }
            }
            List<Integer> joined = joined(cosines, clusters.get(first), clusters.get(second));
            clusters.remove(second);
            clusters.set(first, joined);
        }
        return clusters.isEmpty() ? List.of() : clusters.getFirst();
    }

    private static double mean(double[][] cosines, List<Integer> one, List<Integer> other) {
        double sum = 0;
        for (int i : one) {
            for (int k : other) {
                sum += cosines[i][k];
            }
        }
        return sum / one.size() / other.size();
    }

    private static List<Integer> joined(double[][] cosines, List<Integer> one, List<Integer> other) {
        List<Integer> best = List.of();
        double closest = Double.NEGATIVE_INFINITY;
        for (List<Integer> left : List.of(one, one.reversed())) {
            for (List<Integer> right : List.of(other, other.reversed())) {
                double cosine = cosines[left.getLast()][right.getFirst()];
                if (cosine > closest) {
                    closest = cosine;
                    best = new ArrayList<>(left);
                    best.addAll(right);
                }
            }
        }
        return best;
    }
}
