package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.routing.LayerDivergence;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingComparison;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What is known about the routing of one pair: the comparison, its colour ranges, and the same divergence for neutral
/// swaps.
///
/// @param pair the pair
/// @param comparison its two texts side by side
/// @param ranges the colour ranges
/// @param controls divergences of neutral swaps, in order of layers; one list per swap, empty where none is known
record RoutingFinding(
        CounterfactualPair pair,
        RoutingComparison comparison,
        RoutingRanges ranges,
        List<List<LayerDivergence>> controls) {

    /// Neutral swaps beyond this number would make the first look at a pair slow.
    static final int MOST_CONTROLS = 12;

    /// Copies the lists.
    RoutingFinding {
        controls = controls.stream().map(List::copyOf).toList();
    }

    /// Runs the pair and its neutral swaps; the worker's thread.
    static RoutingFinding of(
            LanguageModel model,
            CounterfactualPair pair,
            List<CounterfactualPair> neutral,
            Progress progress,
            Cancellation cancellation) {
        RoutingComparison comparison = RoutingComparison.of(model, pair, progress, cancellation);
        RoutingRanges ranges = RoutingRanges.of(comparison, progress, cancellation);
        List<List<LayerDivergence>> controls = new ArrayList<>();
        for (CounterfactualPair control : neutral) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.TRACING, controls.size(), neutral.size()));
            controls.add(RoutingComparison.of(model, control, Progress.none(), cancellation)
                    .layerDivergences());
        }
        return new RoutingFinding(pair, comparison, ranges, controls);
    }

    /// Divergence of one region in every layer, bits, `[layers]`; not-a-number where the region has no tokens.
    double[] divergences(Region region) {
        return inOrder(comparison.layerDivergences(), region);
    }

    private double[] inOrder(List<LayerDivergence> divergences, Region region) {
        return comparison.layers().stream()
                .mapToDouble(layer -> divergences.stream()
                        .filter(one -> one.layer() == layer && one.region() == region)
                        .mapToDouble(LayerDivergence::jensenShannon)
                        .findFirst()
                        .orElse(Double.NaN))
                .toArray();
    }

    /// Each neutral swap's divergence in every layer, bits, `[swaps][layers]`.
    double[][] controlDivergences(Region region) {
        return controls.stream().map(one -> inOrder(one, region)).toArray(double[][]::new);
    }

    /// The layer in which a region differs most, if it has tokens.
    Optional<LayerDivergence> largest(Region region) {
        return comparison.layerDivergences().stream()
                .filter(one -> one.region() == region)
                .max(java.util.Comparator.comparingDouble(LayerDivergence::jensenShannon));
    }

    /// Median over neutral swaps of the divergence in one layer; empty where there is none.
    java.util.OptionalDouble controlMedian(Region region, int layer) {
        double[] sorted = controls.stream()
                .flatMap(List::stream)
                .filter(one -> one.region() == region && one.layer() == layer)
                .mapToDouble(LayerDivergence::jensenShannon)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return java.util.OptionalDouble.empty();
        }
        int middle = sorted.length / 2;
        return java.util.OptionalDouble.of(
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    /// Whether this is about another pair or model.
    boolean isOf(CounterfactualPair other) {
        return Objects.equals(pair, other);
    }
}
