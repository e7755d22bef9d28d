package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.ComputeType;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What changes to the routing do, against slow and obvious code: from what a layer works on and from the weights as
/// they lie in the file, with loops.
class RoutingChangeTest {

    private static final Path MODELS = Path.of("src/test/resources/models");
    private static final int[] TEXT = {5, 17, 300, 42, 8, 511, 0, 77, 23, 140};
    private static final int WIDTH = 64;
    private static final int EXPERTS = 8;

    /// A list of changes to a model of which is known how many experts it chooses and whether their weights sum to 1.
    record Case(String fixture, int chosen, boolean sumsToOne, List<RoutingChange> changes) {

        @Override
        public String toString() {
            return fixture + " " + changes;
        }
    }

    private static List<Case> cases(String fixture) {
        List<List<RoutingChange>> lists = List.of(
                List.of(),
                List.of(new RoutingChange.Silence(1, 3)),
                List.of(new RoutingChange.Silence(1, 3, Intervention.Silence.OUTPUT_ZERO)),
                List.of(new RoutingChange.Force(2, 5)),
                List.of(new RoutingChange.Scale(0, 2, 2.5, false)),
                List.of(new RoutingChange.Scale(0, 2, 0.25, true)),
                List.of(new RoutingChange.Count(1)),
                List.of(new RoutingChange.Count(6)),
                List.of(new RoutingChange.Mass(0.3)),
                List.of(new RoutingChange.Mass(0.9)),
                List.of(new RoutingChange.WeakRank(1)),
                List.of(new RoutingChange.WeakRank(3)),
                List.of(
                        new RoutingChange.Count(3),
                        new RoutingChange.Force(1, 6),
                        new RoutingChange.Silence(1, 0),
                        new RoutingChange.Scale(1, 6, 3, false)),
                List.of(new RoutingChange.Mass(0.5), new RoutingChange.Silence(0, 4)));
        return lists.stream()
                .map(list ->
                        fixture.equals("olmoe") ? new Case(fixture, 4, false, list) : new Case(fixture, 2, true, list))
                .toList();
    }

    private static LanguageModel open(String fixture) {
        return LanguageModels.open(
                MODELS.resolve(fixture), new OpenSettings(ComputeType.EXACT, 1), Progress.none(), new Cancellation());
    }

    private static Trace trace(LanguageModel model) {
        return model.trace(List.of(TEXT), Capture.ALL.withBranches(), Progress.none(), new Cancellation())
                .getFirst();
    }

    /// A matrix of single-precision numbers in the fixture's file, `[rows][columns]`.
    private static float[][] stored(String fixture, String name) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(
                        Files.readAllBytes(MODELS.resolve(fixture).resolve("model.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int header = Math.toIntExact(file.getLong(0));
        JsonNode tensor = new ObjectMapper()
                .readTree(new String(file.array(), 8, header, StandardCharsets.UTF_8))
                .get(name);
        assertThat(tensor.get("dtype").asText()).isEqualTo("F32");
        int rows = tensor.get("shape").get(0).asInt();
        int columns = tensor.get("shape").get(1).asInt();
        int start = 8 + header + tensor.get("data_offsets").get(0).asInt();
        float[][] matrix = new float[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                matrix[row][column] = file.getFloat(start + 4 * (row * columns + column));
            }
        }
        return matrix;
    }

    private static double[] times(float[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < vector.length; column++) {
                product[row] += matrix[row][column] * vector[column];
            }
        }
        return product;
    }

    private static double[] softmax(double[] z) {
        double largest = Arrays.stream(z).max().orElseThrow();
        double sum = Arrays.stream(z).map(one -> Math.exp(one - largest)).sum();
        return Arrays.stream(z).map(one -> Math.exp(one - largest) / sum).toArray();
    }

    /// The weight of each expert for one token, 0 where it is not chosen.
    ///
    /// @param z the router's logits
    private static double[] weights(double[] z, int layer, Case given) {
        double[] scores = z.clone();
        boolean[] removed = new boolean[EXPERTS];
        int count = given.chosen();
        double mass = Double.NaN;
        int rank = 0;
        for (RoutingChange change : given.changes()) {
            switch (change) {
                case RoutingChange.Force force -> {
                    if (force.layer() == layer) {
                        scores[force.expert()] = Arrays.stream(z).max().orElseThrow() + 0.01;
                    }
                }
                case RoutingChange.Silence silence -> {
                    if (silence.layer() == layer && silence.how() == Intervention.Silence.NEXT_TAKES_OVER) {
                        removed[silence.expert()] = true;
                    }
                }
                case RoutingChange.Count other -> count = other.count();
                case RoutingChange.Mass other -> mass = other.mass();
                case RoutingChange.WeakRank weak -> rank = weak.rank();
                case RoutingChange.Scale scale -> assertThat(scale.factor()).isNotNegative();
                case RoutingChange.Contrast contrast -> throw new IllegalArgumentException(contrast.toString());
            }
        }
        double[] p = softmax(scores);
        double[] weights = new double[EXPERTS];
        double sum = 0;
        for (int place = 1; place <= EXPERTS; place++) {
            int best = -1;
            for (int expert = 0; expert < EXPERTS; expert++) {
                boolean free = weights[expert] == 0 && !removed[expert];
                if (free && (best < 0 || p[expert] > p[best])) {
                    best = expert;
                }
            }
            if (best < 0) {
                break;
            }
            if (rank > 0) {
                if (place == rank) {
                    double[] one = new double[EXPERTS];
                    one[best] = 1;
                    return scaled(one, layer, given);
                }
            } else if (Double.isNaN(mass) ? place > count : sum > mass) {
                break;
            }
            weights[best] = p[best];
            sum += p[best];
        }
        if (given.sumsToOne() && Double.isNaN(mass)) {
            for (int expert = 0; expert < EXPERTS; expert++) {
                weights[expert] /= sum;
            }
        }
        return scaled(weights, layer, given);
    }

    private static double[] scaled(double[] weights, int layer, Case given) {
        for (RoutingChange change : given.changes()) {
            if (change instanceof RoutingChange.Scale scale && scale.layer() == layer) {
                double before = Arrays.stream(weights).sum();
                weights[scale.expert()] *= scale.factor();
                double after = Arrays.stream(weights).sum();
                for (int expert = 0; scale.keepSum() && expert < EXPERTS; expert++) {
                    weights[expert] *= before / after;
                }
            }
            if (change instanceof RoutingChange.Silence silence
                    && silence.layer() == layer
                    && silence.how() == Intervention.Silence.OUTPUT_ZERO) {
                weights[silence.expert()] = 0;
            }
        }
        return weights;
    }

    private static double[] row(Matrix matrix, int row) {
        double[] numbers = new double[matrix.columns()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = matrix.get(row, i);
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral"})
    void appliedWeightsAreThoseOfPlainCodeOnTheRecordedLogits(String fixture) {
        try (LanguageModel model = open(fixture)) {
            for (Case given : cases(fixture)) {
                Trace changed = trace(RoutingChange.applied(model, given.changes()));
                for (int layer = 0; layer < 3; layer++) {
                    compare(given, changed.routing().get(layer));
                }
            }
        }
    }

    private static void compare(Case given, RoutingTrace routing) {
        for (int token = 0; token < TEXT.length; token++) {
            double[] wanted = weights(row(routing.routerLogits(), token), routing.layer(), given);
            for (int expert = 0; expert < EXPERTS; expert++) {
                assertThat((double) routing.weight(token, expert))
                        .as("%s: layer %d, token %d, expert %d", given, routing.layer(), token, expert)
                        .isCloseTo(wanted[expert], within(1e-5));
            }
        }
    }

    /// Router, choice and experts, all from the weights in the file.
    @Test
    void whatALayerAddsIsTheWeightedSumOfItsExpertsOutputs() throws IOException {
        try (LanguageModel model = open("olmoe")) {
            List<Case> cases = cases("olmoe");
            List<Trace> changed = cases.stream()
                    .map(given -> trace(RoutingChange.applied(model, given.changes())))
                    .toList();
            for (int layer = 0; layer < 3; layer++) {
                String name = "model.layers." + layer + ".mlp.";
                float[][] router = stored("olmoe", name + "gate.weight");
                double[][][] wanted = new double[cases.size()][TEXT.length][WIDTH];
                for (int expert = 0; expert < EXPERTS; expert++) {
                    float[][] gate = stored("olmoe", name + "experts." + expert + ".gate_proj.weight");
                    float[][] up = stored("olmoe", name + "experts." + expert + ".up_proj.weight");
                    float[][] down = stored("olmoe", name + "experts." + expert + ".down_proj.weight");
                    for (int i = 0; i < cases.size(); i++) {
                        for (int token = 0; token < TEXT.length; token++) {
                            double[] x =
                                    row(changed.get(i).branches().get(layer).feedForwardInput(), token);
                            double weight = weights(times(router, x), layer, cases.get(i))[expert];
                            add(wanted[i][token], weight, expert(x, gate, up, down));
                        }
                    }
                }
                for (int i = 0; i < cases.size(); i++) {
                    for (int token = 0; token < TEXT.length; token++) {
                        assertThat(row(changed.get(i).branches().get(layer).feedForwardOutput(), token))
                                .as("%s: layer %d, token %d", cases.get(i), layer, token)
                                .containsExactly(wanted[i][token], within(1e-4));
                    }
                }
            }
        }
    }

    private static double[] expert(double[] x, float[][] gate, float[][] up, float[][] down) {
        double[] gated = times(gate, x);
        double[] raised = times(up, x);
        double[] neurons = new double[gated.length];
        for (int i = 0; i < neurons.length; i++) {
            neurons[i] = gated[i] / (1 + Math.exp(-gated[i])) * raised[i];
        }
        return times(down, neurons);
    }

    private static void add(double[] sum, double weight, double[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * vector[i];
        }
    }

    private static double[] logProbabilities(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits).map(one -> Math.exp(one - largest)).sum();
        return Arrays.stream(logits).map(one -> one - largest - Math.log(sum)).toArray();
    }

    @Test
    void strongAgainstWeakIsTheContrastOfTwoRuns() {
        try (LanguageModel model = open("olmoe")) {
            double penalty = 0.5;
            Matrix strong = trace(model).logits().orElseThrow();
            Matrix weak = trace(RoutingChange.applied(model, List.of(new RoutingChange.WeakRank(3))))
                    .logits()
                    .orElseThrow();
            SequenceScore found = RoutingChange.applied(model, List.of(new RoutingChange.Contrast(penalty, 3)))
                    .score(List.of(TEXT), Progress.none(), new Cancellation())
                    .getFirst();
            for (int token = 1; token < TEXT.length; token++) {
                double[] both = new double[strong.columns()];
                for (int word = 0; word < both.length; word++) {
                    both[word] = (1 + penalty) * strong.get(token - 1, word) - penalty * weak.get(token - 1, word);
                }
                assertThat(found.logProbabilities()[token])
                        .isCloseTo(logProbabilities(both)[TEXT[token]], within(1e-4));
            }
            SequenceScore without = RoutingChange.applied(model, List.of(new RoutingChange.Contrast(0, 3)))
                    .score(List.of(TEXT), Progress.none(), new Cancellation())
                    .getFirst();
            SequenceScore plain = model.score(List.of(TEXT), Progress.none(), new Cancellation())
                    .getFirst();
            for (int token = 1; token < TEXT.length; token++) {
                assertThat(without.logProbabilities()[token]).isCloseTo(plain.logProbabilities()[token], within(1e-4));
            }
        }
    }

    @Test
    void changesThatDoNotSuitAreRefused() {
        try (LanguageModel moe = open("olmoe");
                LanguageModel dense = open("gpt2_hubstyle")) {
            assertThatThrownBy(() -> RoutingChange.applied(dense, List.of(new RoutingChange.Count(1))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("dense");
            assertThatThrownBy(() -> RoutingChange.applied(moe, List.of(new RoutingChange.Silence(9, 0))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Layer 9");
            RoutingChange contrast = new RoutingChange.Contrast(0.5, 3);
            assertThatThrownBy(() -> RoutingChange.applied(moe, List.of(contrast, contrast)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("only once");
            assertThatThrownBy(() -> RoutingChange.applied(moe, List.of(new RoutingChange.Contrast(-1, 3))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("penalty");
        }
    }
}
