package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.model.Attribution;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.probe.TokenAlignment.Column;
import org.tiltmeter.probe.TokenAlignment.Part;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The routing of a pair's two texts side by side: tokens aligned, matrices per layer, divergences per layer.
///
/// A routing difference is not yet bias, and the edited token's own routing differs almost by definition:
/// compare
/// later tokens with those of a neutral swap. Immutable; matrices are computed when asked for.
public final class RoutingComparison {

    private final Tokenization tokensA;
    private final Tokenization tokensB;
    private final Trace traceA;
    private final Trace traceB;
    private final TokenAlignment alignment;
    private final List<LayerDivergence> divergences;
    private final List<Attribution> attributions;

    private RoutingComparison(
            Tokenization tokensA, Trace traceA, Tokenization tokensB, Trace traceB, List<Attribution> attributions) {
        this.attributions = attributions;
        this.tokensA = tokensA;
        this.tokensB = tokensB;
        this.traceA = traceA;
        this.traceB = traceB;
        alignment = TokenAlignment.of(traceA.ids(), traceB.ids());
        divergences = divergences();
    }

    /// Runs both texts of a pair through a model and compares their routing.
    ///
    /// @throws BadInputException if the model has no experts
    public static RoutingComparison of(
            LanguageModel model, CounterfactualPair pair, Progress progress, Cancellation cancellation) {
        if (model.summary().experts().isEmpty()) {
            throw new BadInputException("The model " + model.summary().name()
                    + " is dense, it has no experts and so no routing to compare.");
        }
        Tokenization a = model.tokenizer().encode(pair.textA());
        Tokenization b = model.tokenizer().encode(pair.textB());
        List<Trace> traces = model.trace(List.of(a.ids(), b.ids()), Capture.ROUTING, progress, cancellation);
        return of(a, traces.get(0), b, traces.get(1));
    }

    /// Compares two traces that hold routing.
    ///
    /// @param tokensA tokens of text A, those of `traceA`
    /// @param tokensB tokens of text B, those of `traceB`
    /// @throws IllegalArgumentException if the traces have different expert layers or other tokens
    public static RoutingComparison of(Tokenization tokensA, Trace traceA, Tokenization tokensB, Trace traceB) {
        if (!Arrays.equals(tokensA.ids(), traceA.ids()) || !Arrays.equals(tokensB.ids(), traceB.ids())) {
            throw new IllegalArgumentException("the traces are of other tokens");
        }
        List<Integer> layersA =
                traceA.routing().stream().map(RoutingTrace::layer).toList();
        if (!layersA.equals(traceB.routing().stream().map(RoutingTrace::layer).toList())) {
            throw new IllegalArgumentException("the traces have different expert layers");
        }
        return new RoutingComparison(tokensA, traceA, tokensB, traceB, List.of());
    }

    /// The same with what each expert gives to the logit of one token against that of another.
    ///
    /// @param a of text A, at all of its tokens
    /// @param b of text B, for the same two tokens
    /// @throws IllegalArgumentException if they are of other texts or of different tokens
    public RoutingComparison with(Attribution a, Attribution b) {
        if (!Arrays.equals(a.ids(), traceA.ids()) || !Arrays.equals(b.ids(), traceB.ids())) {
            throw new IllegalArgumentException("the attributions are of other texts");
        }
        if (a.positive() != b.positive() || a.negative() != b.negative()) {
            throw new IllegalArgumentException("the attributions are of different tokens");
        }
        return new RoutingComparison(tokensA, traceA, tokensB, traceB, List.of(a, b));
    }

    /// Absolute indices of the expert layers, ascending.
    public List<Integer> layers() {
        return traceA.routing().stream().map(RoutingTrace::layer).toList();
    }

    /// Which token stands opposite which; the columns of every matrix.
    public TokenAlignment alignment() {
        return alignment;
    }

    /// The characters of text A's token in a column, if it has one there.
    public Optional<String> tokenA(int column) {
        return shown(tokensA, alignment.columns().get(column).indexA());
    }

    /// The characters of text B's token in a column, if it has one there.
    public Optional<String> tokenB(int column) {
        return shown(tokensB, alignment.columns().get(column).indexB());
    }

    private static Optional<String> shown(Tokenization tokens, int index) {
        if (index < 0) {
            return Optional.empty();
        }
        Token token = tokens.tokens().get(index);
        return Optional.of(
                token.end() > token.start() ? tokens.text().substring(token.start(), token.end()) : token.piece());
    }

    /// The routing of one layer and text; `variant` A or B.
    public RoutingTrace routing(int layer, Variant variant) {
        Trace trace = variant == Variant.B ? traceB : traceA;
        return trace.routing().stream()
                .filter(routing -> routing.layer() == layer)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("layer " + layer + " has no experts"));
    }

    /// One quantity of one layer, `[experts][columns]`.
    ///
    /// @throws IllegalArgumentException if the layer has no experts
    public RoutingMatrix matrix(int layer, Quantity quantity, Variant variant) {
        if (variant == Variant.DIFFERENCE) {
            double[][] values = matrix(layer, quantity, Variant.A).values();
            double[][] other = matrix(layer, quantity, Variant.B).values();
            for (int expert = 0; expert < values.length; expert++) {
                for (int column = 0; column < values[expert].length; column++) {
                    values[expert][column] -= other[expert][column];
                }
            }
            return new RoutingMatrix(layer, quantity, variant, values);
        }
        double[][] values = new double[routing(layer, variant).experts()]
                [alignment.columns().size()];
        for (int column = 0; column < alignment.columns().size(); column++) {
            Optional<double[]> numbers = column(layer, quantity, variant, column);
            for (int expert = 0; expert < values.length; expert++) {
                values[expert][column] = numbers.isEmpty() ? Double.NaN : numbers.get()[expert];
            }
        }
        return new RoutingMatrix(layer, quantity, variant, values);
    }

    /// Whether the traces hold what a quantity needs.
    public boolean has(Quantity quantity) {
        return switch (quantity) {
            case ROUTER_PROBABILITY, APPLIED_WEIGHT, CHOSEN -> true;
            case OUTPUT_NORM ->
                traceA.routing().stream()
                        .allMatch(routing -> routing.outputNorms().isPresent());
            case CONTRIBUTION -> !attributions.isEmpty();
        };
    }

    /// One column of a matrix, `[experts]`; empty where the text has no token there, or the traces lack the quantity.
    ///
    /// @param variant A or B
    public Optional<double[]> column(int layer, Quantity quantity, Variant variant, int column) {
        Column place = alignment.columns().get(column);
        int token = variant == Variant.B ? place.indexB() : place.indexA();
        if (token < 0 || !has(quantity)) {
            return Optional.empty();
        }
        RoutingTrace routing = routing(layer, variant);
        return Optional.of(
                quantity == Quantity.CONTRIBUTION
                        ? contributions(layer, variant, token, routing.experts())
                        : perExpert(routing, token, quantity));
    }

    private double[] contributions(int layer, Variant variant, int token, int experts) {
        Attribution.Experts parts = attributed(layer, variant).orElseThrow();
        double[] contributions = new double[experts];
        for (int i = 0; i < parts.chosen()[token].length; i++) {
            contributions[parts.chosen()[token][i]] = parts.contributions().get(token, i);
        }
        return contributions;
    }

    private Optional<Attribution.Experts> attributed(int layer, Variant variant) {
        return attributions.isEmpty()
                ? Optional.empty()
                : attributions.get(variant == Variant.B ? 1 : 0).layers().stream()
                        .filter(parts -> parts.layer() == layer)
                        .findFirst()
                        .flatMap(Attribution.Layer::experts);
    }

    /// What the shared experts of a layer, which take every token, give to the logit difference, `[columns]`;
    /// not-a-number where the text has no token. Empty where there are none or nothing is attributed.
    ///
    /// @param variant A or B
    public Optional<double[]> sharedContributions(int layer, Variant variant) {
        return attributed(layer, variant)
                .flatMap(Attribution.Experts::shared)
                .map(shared -> perColumn(variant, token -> shared[token]));
    }

    /// Share of one text's tokens that each expert takes, `[experts]`.
    ///
    /// @param variant A or B
    public double[] loads(int layer, Variant variant) {
        RoutingTrace routing = routing(layer, variant);
        double[] loads = new double[routing.experts()];
        for (int[] chosen : routing.chosen()) {
            for (int expert : chosen) {
                loads[expert] += 1.0 / routing.tokens();
            }
        }
        return loads;
    }

    private static double[] perExpert(RoutingTrace routing, int token, Quantity quantity) {
        return switch (quantity) {
            case ROUTER_PROBABILITY -> routing.probabilities(token);
            case APPLIED_WEIGHT -> weights(routing, token);
            case CHOSEN -> {
                double[] chosen = new double[routing.experts()];
                for (int expert : routing.chosen()[token]) {
                    chosen[expert] = 1;
                }
                yield chosen;
            }
            case OUTPUT_NORM -> norms(routing, token);
            case CONTRIBUTION -> throw new IllegalArgumentException("contributions are not in a routing trace");
        };
    }

    private static double[] norms(RoutingTrace routing, int token) {
        double[] norms = new double[routing.experts()];
        Arrays.fill(norms, Double.NaN);
        Matrix known = routing.outputNorms().orElseThrow();
        for (int i = 0; i < routing.chosen()[token].length; i++) {
            norms[routing.chosen()[token][i]] = known.get(token, i);
        }
        return norms;
    }

    private static double[] weights(RoutingTrace routing, int token) {
        double[] weights = new double[routing.experts()];
        for (int i = 0; i < routing.chosen()[token].length; i++) {
            weights[routing.chosen()[token][i]] = routing.weights().get(token, i);
        }
        return weights;
    }

    /// Normalised router entropy of each column of one text, 0 … 1, `[columns]`; NaN where it has no token.
    public double[] entropies(int layer, Variant variant) {
        RoutingTrace routing = routing(layer, variant);
        return perColumn(variant, token -> Divergence.entropy(routing.probabilities(token)));
    }

    /// Margin between the last chosen and the first unchosen expert of each column, `[columns]`; NaN where it
    /// has no
    /// token.
    public double[] margins(int layer, Variant variant) {
        RoutingTrace routing = routing(layer, variant);
        return perColumn(
                variant, token -> Divergence.margin(routing.probabilities(token), routing.chosen()[token].length));
    }

    private double[] perColumn(Variant variant, java.util.function.IntToDoubleFunction ofToken) {
        return alignment.columns().stream()
                .mapToInt(column -> variant == Variant.B ? column.indexB() : column.indexA())
                .mapToDouble(token -> token < 0 ? Double.NaN : ofToken.applyAsDouble(token))
                .toArray();
    }

    /// Divergences of every expert layer, in order of layers, then regions; a region without tokens has none.
    public List<LayerDivergence> layerDivergences() {
        return divergences;
    }

    /// The divergence of one layer and region, if the region has tokens.
    public Optional<LayerDivergence> divergence(int layer, Region region) {
        return divergences.stream()
                .filter(divergence -> divergence.layer() == layer && divergence.region() == region)
                .findFirst();
    }

    private List<LayerDivergence> divergences() {
        List<LayerDivergence> result = new ArrayList<>();
        for (int layer : layers()) {
            RoutingTrace a = routing(layer, Variant.A);
            RoutingTrace b = routing(layer, Variant.B);
            edited(a, b).ifPresent(result::add);
            later(a, b).ifPresent(result::add);
            result.add(pairOfTokens(Region.ANSWER, a, traceA.tokens() - 1, b, traceB.tokens() - 1));
        }
        return List.copyOf(result);
    }

    private static LayerDivergence pairOfTokens(Region region, RoutingTrace a, int tokenA, RoutingTrace b, int tokenB) {
        return new LayerDivergence(
                a.layer(),
                region,
                1,
                Divergence.jensenShannon(a.probabilities(tokenA), b.probabilities(tokenB)),
                Divergence.overlap(a.chosen()[tokenA], b.chosen()[tokenB]),
                Divergence.weightDistance(weights(a, tokenA), weights(b, tokenB)));
    }

    private Optional<LayerDivergence> later(RoutingTrace a, RoutingTrace b) {
        double jensenShannon = 0;
        double overlap = 0;
        double distance = 0;
        int tokens = 0;
        for (Column column : alignment.columns()) {
            if (column.part() == Part.LATER) {
                LayerDivergence one = pairOfTokens(Region.LATER, a, column.indexA(), b, column.indexB());
                jensenShannon += one.jensenShannon();
                overlap += one.overlap();
                distance += one.weightDistance();
                tokens++;
            }
        }
        return tokens == 0
                ? Optional.empty()
                : Optional.of(new LayerDivergence(
                        a.layer(), Region.LATER, tokens, jensenShannon / tokens, overlap / tokens, distance / tokens));
    }

    private Optional<LayerDivergence> edited(RoutingTrace a, RoutingTrace b) {
        int[] inA = alignment.columns().stream()
                .filter(column -> column.part() == Part.EDITED)
                .mapToInt(Column::indexA)
                .filter(index -> index >= 0)
                .toArray();
        int[] inB = alignment.columns().stream()
                .filter(column -> column.part() == Part.EDITED)
                .mapToInt(Column::indexB)
                .filter(index -> index >= 0)
                .toArray();
        if (inA.length == 0 || inB.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new LayerDivergence(
                a.layer(),
                Region.EDITED,
                Math.max(inA.length, inB.length),
                Divergence.jensenShannon(
                        pooled(a, inA, Quantity.ROUTER_PROBABILITY), pooled(b, inB, Quantity.ROUTER_PROBABILITY)),
                Divergence.overlap(united(a, inA), united(b, inB)),
                Divergence.weightDistance(
                        pooled(a, inA, Quantity.APPLIED_WEIGHT), pooled(b, inB, Quantity.APPLIED_WEIGHT))));
    }

    private static double[] pooled(RoutingTrace routing, int[] tokens, Quantity quantity) {
        double[] mean = new double[routing.experts()];
        for (int token : tokens) {
            double[] one = perExpert(routing, token, quantity);
            for (int expert = 0; expert < mean.length; expert++) {
                mean[expert] += one[expert] / tokens.length;
            }
        }
        return mean;
    }

    private static int[] united(RoutingTrace routing, int[] tokens) {
        return Arrays.stream(tokens)
                .flatMap(token -> Arrays.stream(routing.chosen()[token]))
                .distinct()
                .toArray();
    }
}
