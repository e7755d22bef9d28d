package org.tiltmeter.routing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.probe.TokenAlignment.Column;
import org.tiltmeter.probe.TokenAlignment.Part;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Variant;

/// The routing of all pairs of one template and comparison, added up pair by pair; no trace is
/// kept. One thread.
final class TemplateRouting {

    private final List<Integer> layers;
    private final Region region;
    private final double[][] ratesA;
    private final double[][] ratesB;
    private final Map<Region, Divergences[]> divergences = new EnumMap<>(Region.class);
    private int pairs;
    private int ratedPairs;

    /// @param layers absolute indices of the expert layers
    /// @param experts number of experts in each of them
    /// @param region the tokens over which experts are compared
    TemplateRouting(List<Integer> layers, int[] experts, Region region) {
        this.layers = layers;
        this.region = region;
        ratesA = new double[layers.size()][];
        ratesB = new double[layers.size()][];
        for (int layer = 0; layer < layers.size(); layer++) {
            ratesA[layer] = new double[experts[layer]];
            ratesB[layer] = new double[experts[layer]];
        }
        for (Region where : Region.values()) {
            divergences.put(
                    where, layers.stream().map(layer -> new Divergences()).toArray(Divergences[]::new));
        }
    }

    /// The divergences of one region and layer, added up.
    private static final class Divergences {
        private int pairs;
        private double jensenShannon;
        private double overlap;
        private double weightDistance;

        void add(LayerDivergence one) {
            pairs++;
            jensenShannon += one.jensenShannon();
            overlap += one.overlap();
            weightDistance += one.weightDistance();
        }
    }

    /// Adds a pair.
    void add(RoutingComparison comparison) {
        pairs++;
        for (LayerDivergence divergence : comparison.layerDivergences()) {
            at(divergence.region(), layers.indexOf(divergence.layer())).add(divergence);
        }
        int[] tokensA = tokens(comparison.alignment(), region, Variant.A);
        int[] tokensB = tokens(comparison.alignment(), region, Variant.B);
        if (tokensA.length == 0 || tokensB.length == 0) {
            return;
        }
        ratedPairs++;
        for (int layer = 0; layer < layers.size(); layer++) {
            count(comparison, layer, Variant.A, tokensA, ratesA[layer]);
            count(comparison, layer, Variant.B, tokensB, ratesB[layer]);
        }
    }

    private void count(RoutingComparison comparison, int layer, Variant variant, int[] tokens, double[] rates) {
        int[][] chosen = comparison.routing(layers.get(layer), variant).chosen();
        for (int token : tokens) {
            for (int expert : chosen[token]) {
                rates[expert] += 1.0 / tokens.length;
            }
        }
    }

    /// The tokens of one text that belong to a region.
    static int[] tokens(TokenAlignment alignment, Region region, Variant variant) {
        List<Column> columns = alignment.columns();
        if (region == Region.ANSWER) {
            int last = columns.stream()
                    .mapToInt(column -> index(column, variant))
                    .max()
                    .orElse(-1);
            return last < 0 ? new int[0] : new int[] {last};
        }
        Part part = region == Region.EDITED ? Part.EDITED : Part.LATER;
        return columns.stream()
                .filter(column -> column.part() == part)
                .mapToInt(column -> index(column, variant))
                .filter(index -> index >= 0)
                .toArray();
    }

    private static int index(Column column, Variant variant) {
        return variant == Variant.B ? column.indexB() : column.indexA();
    }

    /// Number of pairs.
    int pairs() {
        return pairs;
    }

    /// Whether a pair had tokens in the region.
    boolean isRated() {
        return ratedPairs > 0;
    }

    /// Mean over pairs of the share of the region's tokens that went to an expert in one text.
    double rate(int layer, int expert, Variant variant) {
        return (variant == Variant.B ? ratesB : ratesA)[layer][expert] / ratedPairs;
    }

    /// Mean over pairs of the Jensen-Shannon divergence, bits; NaN where no pair has tokens in
    /// the region.
    double jensenShannon(Region where, int layer) {
        return at(where, layer).jensenShannon / at(where, layer).pairs;
    }

    /// Mean over pairs of the overlap of chosen experts.
    double overlap(Region where, int layer) {
        return at(where, layer).overlap / at(where, layer).pairs;
    }

    /// Mean over pairs of the distance of applied weights.
    double weightDistance(Region where, int layer) {
        return at(where, layer).weightDistance / at(where, layer).pairs;
    }

    private Divergences at(Region where, int layer) {
        return Optional.ofNullable(divergences.get(where)).orElseThrow()[layer];
    }
}
