package org.tiltmeter.views.routing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tiltmeter.probe.TokenAlignment.Column;
import org.tiltmeter.probe.TokenAlignment.Part;
import org.tiltmeter.routing.RoutingComparison;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What is known about a whole comparison before any layer is drawn: colour ranges, the same in
/// every layer and for both
/// texts, so that what is looked at one after the other can be compared; and by what experts are
/// sorted.
///
/// @param amounts largest number of each quantity in any layer of either text
/// @param differences largest difference of each quantity in any layer
/// @param pictureAmounts largest number of each picture of all layers, in either text
/// @param pictureDifferences largest difference of each picture of all layers
/// @param summedDifferences summed absolute difference of each expert from the edited tokens on,
///     `[layers][experts]`
/// @param numbersA text A's numbers of each picture of layers and tokens, `[layers][columns]`
/// @param numbersB the same of text B
/// @param loadsA share of text A's tokens that each expert takes, `[layers][experts]`
/// @param loadsB the same of text B
record RoutingRanges(
        Map<Quantity, Double> amounts,
        Map<Quantity, Double> differences,
        Map<RoutingPicture, Double> pictureAmounts,
        Map<RoutingPicture, Double> pictureDifferences,
        Map<Quantity, double[][]> summedDifferences,
        Map<RoutingPicture, double[][]> numbersA,
        Map<RoutingPicture, double[][]> numbersB,
        double[][] loadsA,
        double[][] loadsB) {

    /// Copies the maps.
    RoutingRanges {
        amounts = Map.copyOf(amounts);
        differences = Map.copyOf(differences);
        pictureAmounts = Map.copyOf(pictureAmounts);
        pictureDifferences = Map.copyOf(pictureDifferences);
        summedDifferences = Map.copyOf(summedDifferences);
        numbersA = Map.copyOf(numbersA);
        numbersB = Map.copyOf(numbersB);
    }

    private static final List<RoutingPicture> OF_TOKENS =
            List.of(RoutingPicture.ENTROPY, RoutingPicture.MARGIN, RoutingPicture.LOAD);

    /// Looks through all layers; the worker's thread.
    static RoutingRanges of(RoutingComparison comparison, Progress progress, Cancellation cancellation) {
        int layers = comparison.layers().size();
        Map<Quantity, double[][]> summed = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            summed.put(quantity, new double[layers][]);
        }
        Map<RoutingPicture, double[][]> numbersA = new EnumMap<>(RoutingPicture.class);
        Map<RoutingPicture, double[][]> numbersB = new EnumMap<>(RoutingPicture.class);
        for (RoutingPicture picture : OF_TOKENS) {
            numbersA.put(picture, new double[layers][]);
            numbersB.put(picture, new double[layers][]);
        }
        double[][] loadsA = new double[layers][];
        double[][] loadsB = new double[layers][];
        Map<Quantity, Double> amounts = new EnumMap<>(Quantity.class);
        Map<Quantity, Double> differences = new EnumMap<>(Quantity.class);
        Map<RoutingPicture, Double> pictureAmounts = new EnumMap<>(RoutingPicture.class);
        Map<RoutingPicture, Double> pictureDifferences = new EnumMap<>(RoutingPicture.class);
        for (int index = 0; index < layers; index++) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, index, layers));
            int layer = comparison.layers().get(index);
            for (Quantity quantity : Quantity.values()) {
                if (!comparison.has(quantity)) {
                    rows(summed, quantity)[index] =
                            new double[comparison.routing(layer, Variant.A).experts()];
                    continue;
                }
                double[][] a = comparison.matrix(layer, quantity, Variant.A).values();
                double[][] b = comparison.matrix(layer, quantity, Variant.B).values();
                double amount = Math.max(largest(a), largest(b));
                if (quantity == Quantity.CONTRIBUTION) {
                    amount = Math.max(amount, shared(comparison, layer, Variant.A));
                    amount = Math.max(amount, shared(comparison, layer, Variant.B));
                }
                amounts.merge(quantity, amount, Math::max);
                differences.merge(quantity, largestDifference(a, b), Math::max);
                rows(summed, quantity)[index] =
                        summed(a, b, comparison.alignment().columns());
            }
            loadsA[index] = comparison.loads(layer, Variant.A);
            loadsB[index] = comparison.loads(layer, Variant.B);
            for (RoutingPicture picture : OF_TOKENS) {
                double[] a = LayerCells.numbers(comparison, layer, picture, Variant.A, loadsA[index]);
                double[] b = LayerCells.numbers(comparison, layer, picture, Variant.B, loadsB[index]);
                rows(numbersA, picture)[index] = a;
                rows(numbersB, picture)[index] = b;
                include(pictureAmounts, pictureDifferences, picture, a, b);
            }
            include(pictureAmounts, pictureDifferences, RoutingPicture.EXPERT_LOAD, loadsA[index], loadsB[index]);
        }
        pictureAmounts.put(RoutingPicture.ENTROPY, 1.0);
        pictureDifferences.put(RoutingPicture.ENTROPY, 1.0);
        return new RoutingRanges(
                amounts, differences, pictureAmounts, pictureDifferences, summed, numbersA, numbersB, loadsA, loadsB);
    }

    private static <T> double[][] rows(Map<T, double[][]> all, T key) {
        return Optional.ofNullable(all.get(key)).orElseThrow();
    }

    private static double shared(RoutingComparison comparison, int layer, Variant text) {
        return comparison
                .sharedContributions(layer, text)
                .map(row -> largest(new double[][] {row}))
                .orElse(0.0);
    }

    private static void include(
            Map<RoutingPicture, Double> amounts,
            Map<RoutingPicture, Double> differences,
            RoutingPicture picture,
            double[] a,
            double[] b) {
        double[][] rowsA = {a};
        double[][] rowsB = {b};
        amounts.merge(picture, Math.max(largest(rowsA), largest(rowsB)), Math::max);
        differences.merge(picture, largestDifference(rowsA, rowsB), Math::max);
    }

    private static double largest(double[][] rows) {
        return Arrays.stream(rows)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    private static double largestDifference(double[][] a, double[][] b) {
        double largest = 0;
        for (int row = 0; row < a.length; row++) {
            for (int column = 0; column < a[row].length; column++) {
                double difference = Math.abs(a[row][column] - b[row][column]);
                largest = difference > largest ? difference : largest;
            }
        }
        return largest;
    }

    private static double[] summed(double[][] a, double[][] b, List<Column> columns) {
        double[] sums = new double[a.length];
        for (int expert = 0; expert < sums.length; expert++) {
            for (int column = 0; column < columns.size(); column++) {
                double value = a[expert][column] - b[expert][column];
                boolean counts = columns.get(column).part() != Part.PREFIX && !Double.isNaN(value);
                sums[expert] += counts ? Math.abs(value) : 0;
            }
        }
        return sums;
    }

    /// End of the colour range for one quantity: round, above 0.
    double limit(Quantity quantity, Variant variant) {
        if (quantity == Quantity.CHOSEN) {
            return 1;
        }
        return end((variant == Variant.DIFFERENCE ? differences : amounts).getOrDefault(quantity, 1.0));
    }

    /// End of the colour range for a picture of all layers: round, above 0.
    double limit(RoutingPicture picture, Variant variant) {
        return end((variant == Variant.DIFFERENCE ? pictureDifferences : pictureAmounts).getOrDefault(picture, 1.0));
    }

    private static double end(double largest) {
        return largest > 0 ? roundedUp(largest) : 1;
    }

    /// One text's numbers of a picture of layers and tokens, `[layers][columns]`; not to be
    /// changed.
    double[][] numbers(RoutingPicture picture, Variant text) {
        return rows(text == Variant.A ? numbersA : numbersB, picture);
    }

    /// The experts of a layer in order, `[experts]`.
    ///
    /// @param layerIndex counted among the layers that have experts
    int[] order(RoutingOrder order, Quantity quantity, int layerIndex) {
        return IntStream.range(0, loadsA[layerIndex].length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer expert) -> -weight(order, quantity, layerIndex, expert))
                        .thenComparingInt(expert -> expert))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double weight(RoutingOrder order, Quantity quantity, int layerIndex, int expert) {
        return switch (order) {
            case INDEX -> 0;
            case LOAD -> loadsA[layerIndex][expert] + loadsB[layerIndex][expert];
            case DIFFERENCE -> rows(summedDifferences, quantity)[layerIndex][expert];
        };
    }

    /// The next number with two significant digits.
    static double roundedUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return Math.round(Math.ceil(value / power - 1e-9)) * power;
    }
}
