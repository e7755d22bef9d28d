package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.BranchTrace;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.Trace;
import org.tiltmeter.routing.ExpertProfile.Example;
import org.tiltmeter.routing.ExpertProfile.GroupShare;
import org.tiltmeter.routing.ExpertProfile.PositionShare;
import org.tiltmeter.routing.ExpertProfile.TokenShare;
import org.tiltmeter.routing.LayerProfile.MassShare;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;

/// The routing of one layer over all texts, added up. For one thread.
final class LayerSums {

    private static final int[] POSITIONS = {0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128, 256, 512, 1024, 2048};
    private static final int MOST_ENTRIES = 12;

    private final int layer;
    private final int experts;
    private final ProfileSettings settings;
    private final long[] groupTokens;
    private final long[] markedTokens;
    private final long[] positionTokens = new long[POSITIONS.length];
    private final double[] probabilities;
    private final double[][] massSums;
    private final int[][] together;
    private final int[] occurrences;
    private final ExpertSums[] sums;
    private long tokens;
    private long choices;
    private double entropy;
    private double margin;
    private int chosenPerToken;
    private boolean isTurned;

    LayerSums(int layer, int experts, int groups, int entries, ProfileSettings settings) {
        this.layer = layer;
        this.experts = experts;
        this.settings = settings;
        groupTokens = new long[groups];
        markedTokens = new long[groups];
        probabilities = new double[experts];
        massSums = new double[settings.masses().size()][groups];
        together = new int[experts][experts];
        occurrences = new int[entries];
        sums = IntStream.range(0, experts)
                .mapToObj(expert -> new ExpertSums(groups, POSITIONS.length, entries))
                .toArray(ExpertSums[]::new);
    }

    /// What one expert took.
    private static final class ExpertSums {
        private long tokens;
        private double weight;
        private double norm;
        private long norms;
        private double largestNorm;
        private final double[] importance;
        private final double[] weights;
        private final long[] byGroup;
        private final long[] marked;
        private final long[] byPosition;
        private final int[] first;
        private final int[] chosen;
        private final List<Example> examples = new ArrayList<>();

        ExpertSums(int groups, int positions, int entries) {
            importance = new double[groups];
            weights = new double[groups];
            byGroup = new long[groups];
            marked = new long[groups];
            byPosition = new long[positions];
            first = new int[entries];
            chosen = new int[entries];
        }
    }

    /// Adds a text.
    ///
    /// @param at which expert layer of the trace
    void add(
            ProfileText text,
            Tokenization tokenization,
            int group,
            Trace trace,
            int at,
            Map<Integer, Integer> vocabulary) {
        RoutingTrace routing = trace.routing().get(at);
        for (int token = 0; token < routing.tokens(); token++) {
            Token read = tokenization.tokens().get(token);
            boolean marked = text.marks(read);
            int[] chosen = routing.chosen()[token];
            count(routing, token, group, marked, chosen);
            Integer entry = vocabulary.get(read.id());
            if (entry != null) {
                occurrences[entry]++;
            }
            int position = position(token);
            positionTokens[position]++;
            double turn = turn(trace, token);
            isTurned |= routing.outputNorms().isPresent() && !Double.isNaN(turn);
            int heaviest = heaviest(routing, token);
            for (int slot = 0; slot < chosen.length; slot++) {
                ExpertSums sum = sums[chosen[slot]];
                double weight = routing.weights().get(token, slot);
                sum.tokens++;
                sum.weight += weight;
                sum.byGroup[group]++;
                sum.weights[group] += weight;
                sum.marked[group] += marked ? 1 : 0;
                sum.byPosition[position]++;
                if (routing.outputNorms().isPresent()) {
                    double norm = routing.outputNorms().get().get(token, slot);
                    sum.norm += norm;
                    sum.norms++;
                    sum.largestNorm = Math.max(sum.largestNorm, norm);
                    sum.importance[group] += weight * norm * turn;
                }
                if (entry != null) {
                    sum.chosen[entry]++;
                    sum.first[entry] += slot == heaviest ? 1 : 0;
                }
                if (!read.special()) {
                    keep(sum.examples, tokenization, read, weight);
                }
            }
        }
    }

    private void count(RoutingTrace routing, int token, int group, boolean marked, int[] chosen) {
        double[] p = routing.probabilities(token);
        tokens++;
        groupTokens[group]++;
        markedTokens[group] += marked ? 1 : 0;
        chosenPerToken = Math.max(chosenPerToken, chosen.length);
        choices += chosen.length;
        entropy += Divergence.entropy(p);
        margin += Divergence.margin(p, chosen.length);
        for (int expert = 0; expert < experts; expert++) {
            probabilities[expert] += p[expert];
        }
        for (int mass = 0; mass < massSums.length; mass++) {
            massSums[mass][group] +=
                    ExpertStatistics.expertsToMass(p, settings.masses().get(mass));
        }
        for (int one : chosen) {
            for (int other : chosen) {
                together[one][other]++;
            }
        }
    }

    /// How far what feed-forward adds turns the residual stream at a token; NaN where it was not
    /// captured.
    private double turn(Trace trace, int token) {
        if (trace.branches().isEmpty() || trace.hiddenStates().isEmpty()) {
            return Double.NaN;
        }
        BranchTrace branch = trace.branches().get(layer);
        float[] before = trace.hiddenStates().get(layer).row(token);
        float[] attention = branch.attentionOutput().row(token);
        for (int i = 0; i < before.length; i++) {
            before[i] += attention[i];
        }
        return ExpertStatistics.turn(before, branch.feedForwardOutput().row(token));
    }

    private static int heaviest(RoutingTrace routing, int token) {
        Matrix weights = routing.weights();
        int heaviest = 0;
        for (int slot = 1; slot < routing.chosen()[token].length; slot++) {
            heaviest = weights.get(token, slot) > weights.get(token, heaviest) ? slot : heaviest;
        }
        return heaviest;
    }

    private void keep(List<Example> examples, Tokenization text, Token token, double weight) {
        if (settings.examples() == 0
                || (examples.size() == settings.examples() && examples.getLast().weight() >= weight)) {
            return;
        }
        String piece = piece(text, token);
        for (Example example : examples) {
            if (example.piece().equals(piece)) {
                if (example.weight() >= weight) {
                    return;
                }
                examples.remove(example);
                break;
            }
        }
        int place = 0;
        while (place < examples.size() && examples.get(place).weight() >= weight) {
            place++;
        }
        examples.add(place, new Example(text.text(), token.start(), token.end(), piece, weight));
        if (examples.size() > settings.examples()) {
            examples.removeLast();
        }
    }

    /// The characters of a token as its text shows them.
    static String piece(Tokenization text, Token token) {
        return token.end() > token.start() ? text.text().substring(token.start(), token.end()) : token.piece();
    }

    private static int position(int token) {
        int found = Arrays.binarySearch(POSITIONS, token);
        return found >= 0 ? found : -found - 2;
    }

    int chosenPerToken() {
        return chosenPerToken;
    }

    LayerProfile profile(List<String> groups, Map<Integer, Integer> vocabulary, Map<Integer, String> pieces) {
        List<ExpertProfile> profiles = new ArrayList<>();
        double[] loads = new double[experts];
        double[] means = new double[experts];
        for (int expert = 0; expert < experts; expert++) {
            loads[expert] = (double) sums[expert].tokens / choices;
            means[expert] = probabilities[expert] / tokens;
            profiles.add(expert(expert, loads[expert], means[expert], groups, vocabulary, pieces));
        }
        List<MassShare> masses = new ArrayList<>();
        for (int mass = 0; mass < massSums.length; mass++) {
            double[] byGroup = massSums[mass];
            masses.add(new MassShare(
                    settings.masses().get(mass),
                    Arrays.stream(byGroup).sum() / tokens,
                    IntStream.range(0, groups.size())
                            .mapToObj(group -> byGroup[group] / groupTokens[group])
                            .toList()));
        }
        return new LayerProfile(
                layer,
                tokens,
                entropy / tokens,
                margin / tokens,
                ExpertStatistics.balance(loads, means),
                ExpertStatistics.gini(loads),
                masses,
                together,
                profiles);
    }

    private ExpertProfile expert(
            int expert,
            double load,
            double meanProbability,
            List<String> groups,
            Map<Integer, Integer> vocabulary,
            Map<Integer, String> pieces) {
        ExpertSums sum = sums[expert];
        boolean measured = sum.norms > 0;
        List<GroupShare> shares = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            shares.add(new GroupShare(
                    groups.get(group),
                    groupTokens[group],
                    (double) sum.byGroup[group] / groupTokens[group],
                    sum.byGroup[group] == 0 ? 0 : sum.weights[group] / sum.byGroup[group],
                    markedTokens[group],
                    sum.marked[group],
                    information(sum, group),
                    isTurned ? sum.importance[group] / groupTokens[group] : null));
        }
        return new ExpertProfile(
                layer,
                expert,
                sum.tokens,
                load,
                (double) sum.tokens / tokens,
                sum.tokens == 0 ? 0 : sum.weight / sum.tokens,
                meanProbability,
                measured ? sum.norm / sum.norms : null,
                measured ? sum.largestNorm : null,
                isTurned ? Arrays.stream(sum.importance).sum() / tokens : null,
                false,
                shares,
                positions(sum),
                entries(sum, vocabulary, pieces),
                sum.examples);
    }

    private @Nullable Double information(ExpertSums sum, int group) {
        if (markedTokens[group] < settings.minimumCount() || sum.tokens < settings.minimumCount()) {
            return null;
        }
        return ExpertStatistics.normalisedInformation(sum.marked[group], markedTokens[group], sum.tokens, tokens);
    }

    private List<PositionShare> positions(ExpertSums sum) {
        List<PositionShare> shares = new ArrayList<>();
        for (int position = 0; position < POSITIONS.length; position++) {
            if (positionTokens[position] > 0) {
                shares.add(new PositionShare(
                        POSITIONS[position],
                        position + 1 < POSITIONS.length ? POSITIONS[position + 1] : Integer.MAX_VALUE,
                        positionTokens[position],
                        (double) sum.byPosition[position] / positionTokens[position]));
            }
        }
        return shares;
    }

    private List<TokenShare> entries(ExpertSums sum, Map<Integer, Integer> vocabulary, Map<Integer, String> pieces) {
        return vocabulary.entrySet().stream()
                .filter(entry -> sum.chosen[entry.getValue()] > 0)
                .map(entry -> new TokenShare(
                        entry.getKey(),
                        pieces.getOrDefault(entry.getKey(), ""),
                        occurrences[entry.getValue()],
                        (double) sum.first[entry.getValue()] / occurrences[entry.getValue()],
                        (double) sum.chosen[entry.getValue()] / occurrences[entry.getValue()]))
                .sorted(Comparator.comparing((TokenShare share) -> -share.chosen())
                        .thenComparing(share -> -share.occurrences())
                        .thenComparing(TokenShare::id))
                .limit(MOST_ENTRIES)
                .toList();
    }
}
