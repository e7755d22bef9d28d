package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AskedText;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.model.Attribution;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.routing.LayerDivergence;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingComparison;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.views.Texts;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What is known about the routing of one pair: the comparison, its colour ranges, and the same divergence for neutral
/// swaps.
///
/// @param pair the pair
/// @param comparison its two texts side by side
/// @param ranges the colour ranges
/// @param contrast the two tokens whose logits contributions are measured by, where there are any
/// @param lacking why there are no contributions, in a sentence; empty where there are
/// @param controls divergences of neutral swaps, in order of layers; one list per swap, empty where none is known
record RoutingFinding(
        CounterfactualPair pair,
        RoutingComparison comparison,
        RoutingRanges ranges,
        Optional<AnswerContrast> contrast,
        String lacking,
        List<List<LayerDivergence>> controls) {

    /// Neutral swaps beyond this number would make the first look at a pair slow.
    static final int MOST_CONTROLS = 12;

    /// Copies the lists.
    RoutingFinding {
        controls = controls.stream().map(List::copyOf).toList();
    }

    /// Runs the pair and its neutral swaps; the worker's thread.
    ///
    /// @param asked what a measure asked about the pair
    static RoutingFinding of(
            LanguageModel model,
            CounterfactualPair pair,
            List<AskedText> asked,
            List<CounterfactualPair> neutral,
            Progress progress,
            Cancellation cancellation) {
        Tokenization a = model.tokenizer().encode(pair.textA());
        Tokenization b = model.tokenizer().encode(pair.textB());
        List<int[]> texts = List.of(a.ids(), b.ids());
        List<Trace> traces = model.trace(texts, Capture.NOTHING.withExpertNorms(), progress, cancellation);
        RoutingComparison comparison = RoutingComparison.of(a, traces.get(0), b, traces.get(1));
        Optional<AnswerContrast> contrast = AnswerContrast.of(model.tokenizer(), pair, asked);
        String lacking = contrast.isEmpty() ? Texts.get("routing.noContrast") : "";
        if (contrast.isPresent()) {
            AnswerContrast two = contrast.get();
            try {
                List<Attribution> parts =
                        model.attribute(texts, two.positive(), two.negative(), progress, cancellation);
                comparison = comparison.with(parts.get(0), parts.get(1));
            } catch (BadInputException refused) {
                // Not every model's logits are a sum of parts; the screen says so where contributions would stand.
                lacking = String.valueOf(refused.getMessage());
            }
        }
        RoutingRanges ranges = RoutingRanges.of(comparison, progress, cancellation);
        List<List<LayerDivergence>> controls = new ArrayList<>();
        for (CounterfactualPair control : neutral) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.TRACING, controls.size(), neutral.size()));
            controls.add(RoutingComparison.of(model, control, Progress.none(), cancellation)
                    .layerDivergences());
        }
        return new RoutingFinding(pair, comparison, ranges, contrast, lacking, controls);
    }

    /// Neutral swaps in the same template, else in any; those that an audit has already expanded.
    static List<CounterfactualPair> neutralSwaps(@Nullable AuditResult result, CounterfactualPair pair) {
        if (result == null) {
            return List.of();
        }
        List<CounterfactualPair> controls = result.items().stream()
                .map(ScoredPair::pair)
                .filter(other -> other.control() && !other.equals(pair))
                .toList();
        List<CounterfactualPair> near = controls.stream()
                .filter(other -> other.template().equals(pair.template()))
                .toList();
        return (near.isEmpty() ? controls : near)
                .stream()
                        .sorted(Comparator.comparing(other -> other.fills().equals(pair.fills()) ? 0 : 1))
                        .limit(MOST_CONTROLS)
                        .toList();
    }

    /// What an audit asked about a pair; empty where it knows none or asked nothing but its likelihood.
    static List<AskedText> asked(@Nullable AuditResult result, CounterfactualPair pair) {
        return result == null
                ? List.of()
                : result.items().stream()
                        .filter(item -> item.pair().equals(pair))
                        .map(ScoredPair::asked)
                        .filter(texts -> !texts.isEmpty())
                        .findFirst()
                        .orElse(List.of());
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
