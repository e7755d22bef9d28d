package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Texts as points on the plane in which their activations vary most: the first two principal
/// components.
///
/// @param layer the hidden state
/// @param points one per text, in the order of concepts, positive before negative
/// @param shares share of the variance along each axis, 0 … 1
public record TextMap(int layer, List<Point> points, List<Double> shares) {

    /// Copies the lists.
    public TextMap {
        points = List.copyOf(points);
        shares = List.copyOf(shares);
    }

    /// A text on the map.
    ///
    /// @param concept name of the concept
    /// @param positive whether it shows the concept
    /// @param x along the first component, in the unit of the hidden states
    /// @param y along the second
    public record Point(String concept, boolean positive, String text, double x, double y) {}

    /// Maps the texts of some concepts.
    ///
    /// @param progress hears TRACING in texts
    public static TextMap of(
            LanguageModel model,
            List<Concept> concepts,
            int layer,
            Pooling pooling,
            Progress progress,
            Cancellation cancellation) {
        PooledActivations activations = new PooledActivations(model, pooling, List.of(layer));
        List<double[]> rows = new ArrayList<>();
        for (Concept concept : concepts) {
            for (List<String> texts : List.of(concept.positive(), concept.negative())) {
                activations.of(texts, progress, cancellation).forEach(text -> rows.add(Vectors.doubles(text[0])));
            }
        }
        if (rows.isEmpty()) {
            return new TextMap(layer, List.of(), List.of());
        }
        double[][] centred = rows.toArray(double[][]::new);
        Vectors.centre(centred);
        PrincipalComponents components = PrincipalComponents.of(centred, 2);
        List<Point> points = new ArrayList<>();
        int next = 0;
        for (Concept concept : concepts) {
            for (boolean positive : new boolean[] {true, false}) {
                for (String text : positive ? concept.positive() : concept.negative()) {
                    double[] at = components.coordinates(rows.get(next++));
                    points.add(new Point(
                            concept.name(), positive, text, at.length > 0 ? at[0] : 0, at.length > 1 ? at[1] : 0));
                }
            }
        }
        return new TextMap(
                layer,
                points,
                java.util.Arrays.stream(components.shares()).boxed().toList());
    }
}
