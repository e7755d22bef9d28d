package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What interventions do, on small models of the reference that travel with the project.
class InterventionsTest {

    private static final Path FIXTURES = Path.of("src/test/resources/models");
    private static final int[] TEXT = {5, 17, 300, 42, 8, 511, 0, 77};
    private static final int[] OTHER = {5, 17, 301, 42, 9, 511, 0, 78};
    private static final Capture EVERYTHING =
            Capture.ALL.withExpertNorms().withBranches().withNeurons(Capture.layers(3));

    private static LanguageModel open(String fixture) {
        return LanguageModels.open(
                FIXTURES.resolve(fixture), new OpenSettings(ComputeType.EXACT, 1), Progress.none(), new Cancellation());
    }

    private static Trace trace(LanguageModel model, int... ids) {
        return model.trace(List.of(ids), EVERYTHING, Progress.none(), new Cancellation())
                .getFirst();
    }

    private static float[] logits(LanguageModel model, int... ids) {
        return trace(model, ids).logits().orElseThrow().values();
    }

    private static Interventions only(Intervention... interventions) {
        return Interventions.of(interventions);
    }

    private static float[] direction(int seed) {
        java.util.Random random = new java.util.Random(seed);
        float[] direction = new float[64];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        return direction;
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral", "llama_rope_yarn", "gpt2_hubstyle"})
    void leavingThemOutGivesTheSameBits(String fixture) {
        try (LanguageModel model = open(fixture)) {
            float[] plain = logits(model, TEXT);
            Intervention change = new Intervention.AddDirection(Place.residual(1), direction(1), 2, Positions.all());
            assertThat(logits(model.with(only(change)), TEXT)).isNotEqualTo(plain);
            assertThat(logits(model, TEXT)).isEqualTo(plain);
            assertThat(logits(model.with(Interventions.NONE), TEXT)).isEqualTo(plain);
            assertThat(logits(model.with(only(change)).with(Interventions.NONE), TEXT))
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral", "llama_rope_yarn", "gpt2_hubstyle"})
    void aRunsOwnActivationsChangeNothing(String fixture) {
        try (LanguageModel model = open(fixture)) {
            Trace own = trace(model, TEXT);
            float[] plain = own.logits().orElseThrow().values();
            for (int layer = 0; layer < 3; layer++) {
                BranchTrace branch = own.branches().get(layer);
                assertThat(own.hiddenStates()).hasSize(4);
                Interventions all = only(
                        new Intervention.Impose(
                                Place.residual(layer), own.hiddenStates().get(layer), Positions.all()),
                        new Intervention.Impose(
                                Place.attentionOutput(layer), branch.attentionOutput(), Positions.all()),
                        new Intervention.Impose(
                                Place.feedForwardOutput(layer), branch.feedForwardOutput(), Positions.all()));
                assertThat(logits(model.with(all), TEXT)).isEqualTo(plain);
            }
            for (RoutingTrace routing : own.routing()) {
                Interventions both = only(
                        new Intervention.ImposeRouting(routing, Positions.all()),
                        new Intervention.ImposeExpertInputs(
                                routing.layer(),
                                own.branches().get(routing.layer()).feedForwardInput(),
                                Positions.from(2)));
                assertThat(logits(model.with(both), TEXT)).isEqualTo(plain);
            }
            for (NeuronTrace neurons : own.neurons()) {
                int[] all = IntStream.range(0, neurons.activations().columns()).toArray();
                Intervention same = new Intervention.ImposeNeurons(neurons, all, Positions.all());
                assertThat(logits(model.with(only(same)), TEXT)).isEqualTo(plain);
            }
        }
    }

    @Test
    void theLastLayersOutputIsWhatTheFinalNormGets() {
        try (LanguageModel model = open("llama_rope_yarn")) {
            Trace own = trace(model, TEXT);
            Trace other = trace(model, OTHER);
            Intervention patch = new Intervention.Impose(
                    Place.residual(3), other.lastLayerOutput().orElseThrow(), Positions.all());
            Trace patched = trace(model.with(only(patch)), TEXT);
            assertThat(patched.logits().orElseThrow().values())
                    .isEqualTo(other.logits().orElseThrow().values());
            assertThat(own.lastLayerOutput().orElseThrow().values())
                    .isNotEqualTo(other.lastLayerOutput().orElseThrow().values());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "gpt2_hubstyle"})
    void directionsAreAddedAndProjectedOutWhereAsked(String fixture) {
        try (LanguageModel model = open(fixture)) {
            float[] direction = direction(3);
            Matrix before = trace(model, TEXT).hiddenStates().get(1);
            Intervention add = new Intervention.AddDirection(Place.residual(1), direction, 0.5, Positions.from(3));
            Matrix added = trace(model.with(only(add)), TEXT).hiddenStates().get(1);
            Intervention out = new Intervention.ProjectOut(Place.residual(1), direction, Positions.at(2));
            Matrix projected = trace(model.with(only(out)), TEXT).hiddenStates().get(1);
            double square = 0;
            for (float value : direction) {
                square += value * value;
            }
            for (int token = 0; token < TEXT.length; token++) {
                double along = 0;
                for (int i = 0; i < 64; i++) {
                    along += before.get(token, i) * direction[i] / square;
                }
                for (int i = 0; i < 64; i++) {
                    double plain = before.get(token, i);
                    double wanted = token < 3 ? plain : plain + 0.5 * direction[i];
                    assertThat(added.get(token, i)).isCloseTo((float) wanted, within(1e-5f));
                    double without = token == 2 ? plain - along * direction[i] : plain;
                    assertThat(projected.get(token, i)).isCloseTo((float) without, within(1e-5f));
                }
            }
        }
    }

    @Test
    void anExpertThatIsNeverChosenCanBeSilencedWithoutEffect() {
        try (LanguageModel model = open("olmoe")) {
            Trace plain = trace(model, TEXT[0], TEXT[1]);
            RoutingTrace routing = plain.routing().get(1);
            int idle = IntStream.range(0, routing.experts())
                    .filter(expert -> IntStream.range(0, routing.tokens())
                            .allMatch(token ->
                                    IntStream.of(routing.chosen()[token]).noneMatch(e -> e == expert)))
                    .findFirst()
                    .orElseThrow();
            for (Intervention.Silence how : Intervention.Silence.values()) {
                Intervention silence = new Intervention.SilenceExpert(1, idle, how, Positions.all());
                assertThat(logits(model.with(only(silence)), TEXT[0], TEXT[1]))
                        .isEqualTo(plain.logits().orElseThrow().values());
            }
        }
    }

    /// Slow and obvious: the applied weights from router logits and a choice among the experts allowed.
    private static double[] reference(RoutingTrace routing, int token, int silenced, boolean renormalise) {
        double[] p = routing.probabilities(token);
        boolean[] taken = new boolean[p.length];
        double sum = 0;
        int count = routing.weights().columns();
        for (int i = 0; i < count; i++) {
            int best = -1;
            for (int e = 0; e < p.length; e++) {
                if (!taken[e] && e != silenced && (best < 0 || p[e] > p[best])) {
                    best = e;
                }
            }
            taken[best] = true;
            sum += p[best];
        }
        double[] weights = new double[p.length];
        for (int e = 0; e < p.length; e++) {
            weights[e] = taken[e] ? p[e] / (renormalise ? sum : 1) : 0;
        }
        return weights;
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral"})
    void aSilencedExpertIsReplacedByTheNextOrGivesNothing(String fixture) {
        boolean renormalise = fixture.equals("mixtral");
        try (LanguageModel model = open(fixture)) {
            RoutingTrace plain = trace(model, TEXT).routing().getFirst();
            int expert = plain.chosen()[4][0];
            Positions at = Positions.from(2);
            RoutingTrace replaced = trace(
                            model.with(only(new Intervention.SilenceExpert(
                                    0, expert, Intervention.Silence.NEXT_TAKES_OVER, at))),
                            TEXT)
                    .routing()
                    .getFirst();
            RoutingTrace zeroed = trace(
                            model.with(only(
                                    new Intervention.SilenceExpert(0, expert, Intervention.Silence.OUTPUT_ZERO, at))),
                            TEXT)
                    .routing()
                    .getFirst();
            for (int token = 0; token < TEXT.length; token++) {
                double[] wanted = reference(plain, token, at.contains(token) ? expert : -1, renormalise);
                for (int e = 0; e < plain.experts(); e++) {
                    assertThat(replaced.weight(token, e)).isCloseTo((float) wanted[e], within(1e-6f));
                    float kept = e == expert && at.contains(token) ? 0 : plain.weight(token, e);
                    assertThat(zeroed.weight(token, e)).isEqualTo(kept);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral", "gpt2_hubstyle"})
    void actAlikeAloneInABatchInATreeAndWhileGenerating(String fixture) {
        try (LanguageModel model = open(fixture)) {
            Interventions changes = only(
                    new Intervention.AddDirection(Place.residual(1), direction(5), 0.4, Positions.from(6)),
                    new Intervention.ProjectOut(Place.attentionOutput(2), direction(6), Positions.at(3)),
                    new Intervention.Impose(
                            Place.feedForwardOutput(0),
                            trace(model, OTHER).branches().getFirst().feedForwardOutput(),
                            new Positions(4, 6)));
            if (fixture.equals("olmoe")) {
                changes = changes.and(
                        new Intervention.SilenceExpert(1, 3, Intervention.Silence.NEXT_TAKES_OVER, Positions.from(5)));
            }
            LanguageModel changed = model.with(changes);
            List<int[]> variants = List.of(TEXT, OTHER, new int[] {5, 17, 300, 9}, new int[] {5, 17, 300, 42, 8, 1});
            List<SequenceScore> together = changed.score(variants, Progress.none(), new Cancellation());
            List<Trace> batch = changed.trace(variants, EVERYTHING, Progress.none(), new Cancellation());
            for (int i = 0; i < variants.size(); i++) {
                SequenceScore alone = changed.score(List.of(variants.get(i)), Progress.none(), new Cancellation())
                        .getFirst();
                float[] wanted = logits(changed, variants.get(i));
                float[] found = batch.get(i).logits().orElseThrow().values();
                for (int j = 0; j < wanted.length; j++) {
                    assertThat(found[j]).isCloseTo(wanted[j], within(2e-5f));
                }
                for (int token = 0; token < alone.logProbabilities().length; token++) {
                    assertThat(together.get(i).logProbabilities()[token])
                            .isCloseTo(alone.logProbabilities()[token], within(2e-5));
                }
            }
            int[] prompt = Arrays.copyOf(TEXT, 4);
            int[] continued = changed.generate(
                            prompt, GenerationSettings.greedy(6), Progress.none(), new Cancellation())
                    .ids();
            int[] text = prompt;
            for (int next : continued) {
                Matrix all = trace(changed, text).logits().orElseThrow();
                float[] last = all.row(all.rows() - 1);
                for (float logit : last) {
                    assertThat(logit).isLessThanOrEqualTo(last[next] + 2e-5f);
                }
                text = Arrays.copyOf(text, text.length + 1);
                text[text.length - 1] = next;
            }
        }
    }

    @Test
    void whatDoesNotSuitTheModelIsRefused() {
        try (LanguageModel moe = open("olmoe");
                LanguageModel dense = open("gpt2_hubstyle")) {
            assertThatThrownBy(() -> dense.with(only(
                            new Intervention.SilenceExpert(0, 0, Intervention.Silence.OUTPUT_ZERO, Positions.all()))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("Layer 0 of this model has no experts.");
            assertThatThrownBy(() -> moe.with(only(new Intervention.SteerExpert(1, 8, true, Positions.all()))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("Layer 1 has the experts 0 to 7, no expert 8.");
            assertThatThrownBy(() -> moe.with(
                            only(new Intervention.AddDirection(Place.residual(4), direction(1), 1, Positions.all()))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("nothing can be changed at layer 4");
            assertThatThrownBy(() -> moe.with(
                            only(new Intervention.ProjectOut(Place.residual(0), new float[64], Positions.all()))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("length 0");
        }
    }
}
