package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;

/// An order of concepts in which similar ones stand together: hierarchical clustering with
/// average linkage (Sokal and Michener 1958) on the distances 1 − similarity; the leaves from
/// left to right, every two clusters turned so that their most similar ends meet.
///
/// @param order positions in the matrix, `[concepts]`
/// @param merges which clusters were joined, the closest first
public record ClusterOrder(List<Integer> order, List<Merge> merges) {

    /// Copies the lists.
    public ClusterOrder {
        order = List.copyOf(order);
        merges = List.copyOf(merges);
    }

    /// Two clusters that were joined. Clusters below the number of concepts are concepts; the
    /// m-th merge makes cluster number concepts + m.
    ///
    /// @param distance mean of 1 − similarity between their members
    public record Merge(int left, int right, double distance) {}

    private record Cluster(int number, List<Integer> members) {}

    /// Clusters the rows of a symmetric matrix.
    ///
    /// @param similarities −1 … 1, `[concepts][concepts]`
    public static ClusterOrder of(double[][] similarities) {
        List<Cluster> clusters = new ArrayList<>();
        for (int i = 0; i < similarities.length; i++) {
            clusters.add(new Cluster(i, List.of(i)));
        }
        List<Merge> merges = new ArrayList<>();
        double[][] distances = new double[2 * similarities.length][2 * similarities.length];
        for (int i = 0; i < similarities.length; i++) {
            for (int j = 0; j < similarities.length; j++) {
                distances[i][j] = 1 - similarities[i][j];
            }
        }
        while (clusters.size() > 1) {
            int left = 0;
            int right = 1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < clusters.size(); i++) {
                for (int j = i + 1; j < clusters.size(); j++) {
                    double distance =
                            distances[clusters.get(i).number()][clusters.get(j).number()];
                    if (distance < least) {
                        least = distance;
                        left = i;
                        right = j;
                    }
                }
            }
            Cluster one = clusters.get(left);
            Cluster two = clusters.remove(right);
            List<Integer> members = joined(similarities, one.members(), two.members());
            Cluster both = new Cluster(similarities.length + merges.size(), members);
            for (Cluster other : clusters) {
                double distance = (one.members().size() * distances[one.number()][other.number()]
                                + two.members().size() * distances[two.number()][other.number()])
                        / members.size();
                distances[both.number()][other.number()] = distance;
                distances[other.number()][both.number()] = distance;
            }
            clusters.set(left, both);
            merges.add(new Merge(one.number(), two.number(), least));
        }
        return new ClusterOrder(
                clusters.isEmpty() ? List.of() : clusters.getFirst().members(), merges);
    }

    /// Both rows of leaves, turned so that the most similar ends meet.
    private static List<Integer> joined(double[][] similarities, List<Integer> one, List<Integer> other) {
        List<Integer> best = List.of();
        double closest = Double.NEGATIVE_INFINITY;
        for (List<Integer> left : List.of(one, one.reversed())) {
            for (List<Integer> right : List.of(other, other.reversed())) {
                double similarity = similarities[left.getLast()][right.getFirst()];
                if (similarity > closest) {
                    closest = similarity;
                    best = new ArrayList<>(left);
                    best.addAll(right);
                }
            }
        }
        return best;
    }
}
