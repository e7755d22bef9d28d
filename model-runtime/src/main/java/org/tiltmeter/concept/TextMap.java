package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Texts as points on the plane in which their activations vary most: the first two principal
/// components. Signs are chosen so that the first group's mean is not below 0.
///
/// @param layer the hidden state
/// @param groups names of the groups
/// @param points one per text, in the order of groups
/// @param shares share of the variance along each axis, 0 … 1
public record TextMap(int layer, List<String> groups, List<Point> points, List<Double> shares) {

    /// Copies the lists.
    public TextMap {
        groups = List.copyOf(groups);
        points = List.copyOf(points);
        shares = List.copyOf(shares);
    }

    /// Texts that belong together.
    public record Group(String name, List<String> texts) {

        /// Copies the list.
        public Group {
            texts = List.copyOf(texts);
        }
    }

    /// A text on the map.
    ///
    /// @param group index into the map's groups
    /// @param x along the first component, in the unit of the hidden states
    /// @param y along the second
    public record Point(int group, String text, double x, double y) {}

    /// The texts of concepts, those that show each and those that do not.
    ///
    /// @param without what is put behind the name of a concept for those that do not
    public static List<Group> groups(List<Concept> concepts, String without) {
        List<Group> groups = new ArrayList<>();
        for (Concept concept : concepts) {
            groups.add(new Group(concept.name(), concept.positive()));
            groups.add(new Group(concept.name() + without, concept.negative()));
        }
        return groups;
    }

    /// Maps the texts in some layers.
    ///
    /// @param layers the hidden states
    /// @param progress hears TRACING in texts and COMPUTING_STATISTICS in layers
    /// @return one map per layer, in their order
    public static List<TextMap> of(
            LanguageModel model,
            List<Group> groups,
            List<Integer> layers,
            Pooling pooling,
            Progress progress,
            Cancellation cancellation) {
        PooledActivations activations = new PooledActivations(model, pooling, layers);
        List<float[][]> pooled = new ArrayList<>();
        for (Group group : groups) {
            pooled.addAll(activations.of(group.texts(), progress, cancellation));
        }
        List<TextMap> maps = new ArrayList<>();
        for (int index = 0; index < layers.size(); index++) {
            cancellation.throwIfRequested();
            int state = index;
            double[][] rows =
                    pooled.stream().map(text -> Vectors.doubles(text[state])).toArray(double[][]::new);
            maps.add(of(layers.get(index), groups, rows));
            progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, index + 1L, layers.size()));
        }
        return maps;
    }

    /// @param rows the texts' activations, `[texts][hidden size]`
    private static TextMap of(int layer, List<Group> groups, double[][] rows) {
        List<String> names = groups.stream().map(Group::name).toList();
        if (rows.length == 0) {
            return new TextMap(layer, names, List.of(), List.of());
        }
        Vectors.centre(rows);
        PrincipalComponents components = PrincipalComponents.of(rows, 2);
        double[][] places = Arrays.stream(rows)
                .map(components::coordinates)
                .map(at -> Arrays.copyOf(at, 2))
                .toArray(double[][]::new);
        int first = groups.getFirst().texts().size();
        for (int axis = 0; axis < 2; axis++) {
            double sum = 0;
            for (int text = 0; text < first; text++) {
                sum += places[text][axis];
            }
            for (double[] place : places) {
                place[axis] *= sum < 0 ? -1 : 1;
            }
        }
        List<Point> points = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            for (String text : groups.get(group).texts()) {
                double[] place = places[points.size()];
                points.add(new Point(group, text, place[0], place[1]));
            }
        }
        return new TextMap(
                layer, names, points, Arrays.stream(components.shares()).boxed().toList());
    }
}
