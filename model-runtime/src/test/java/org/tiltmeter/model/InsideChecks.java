package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What must hold inside any model, whatever its family: checked by slow and obvious means.
final class InsideChecks {

    private final LanguageModel model;
    private final int[] text;
    private final int layers;
    private final int hidden;

    InsideChecks(LanguageModel model, int... text) {
        this.model = model;
        this.text = text.clone();
        this.layers = model.summary().layers();
        this.hidden = model.summary().hiddenSize();
    }

    private Trace trace(LanguageModel under) {
        Capture everything = Capture.ALL.withExpertNorms().withBranches().withNeurons(Capture.layers(layers));
        return under.trace(List.of(text), everything, Progress.none(), new Cancellation())
                .getFirst();
    }

    /// Everything that a run yields, imposed on the same run, gives the same logits.
    void ownActivationsChangeNothing(double tolerance) {
        Trace own = trace(model);
        float[] plain = own.logits().orElseThrow().values();
        List<Intervention> all = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            BranchTrace branch = own.branches().get(layer);
            Matrix states = own.hiddenStates().get(layer);
            all.add(new Intervention.Impose(Place.residual(layer), states, Positions.from(2)));
            all.add(new Intervention.Impose(Place.attentionOutput(layer), branch.attentionOutput(), Positions.all()));
            all.add(new Intervention.Impose(
                    Place.feedForwardOutput(layer), branch.feedForwardOutput(), new Positions(1, 4)));
        }
        all.add(new Intervention.Impose(
                Place.residual(layers), own.lastLayerOutput().orElseThrow(), Positions.at(0)));
        own.routing().forEach(routing -> {
            Matrix inputs = own.branches().get(routing.layer()).feedForwardInput();
            all.add(new Intervention.ImposeRouting(routing, Positions.all()));
            all.add(new Intervention.ImposeExpertInputs(routing.layer(), inputs, Positions.from(1)));
        });
        for (Intervention change : all) {
            float[] found = trace(model.with(Interventions.of(change)))
                    .logits()
                    .orElseThrow()
                    .values();
            assertClose(change.getClass().getSimpleName(), found, plain, tolerance);
        }
        float[] together =
                trace(model.with(new Interventions(all))).logits().orElseThrow().values();
        assertClose("all", together, plain, tolerance);
        assertThat(trace(model).logits().orElseThrow().values()).isEqualTo(plain);
    }

    /// The parts of the attribution sum to the difference of the logits.
    void attributionSumsToTheLogits(int positive, int negative, double tolerance) {
        Trace own = trace(model);
        int[] shorter = Arrays.copyOf(text, text.length - 2);
        List<Attribution> found =
                model.attribute(List.of(shorter, text), positive, negative, Progress.none(), new Cancellation());
        Matrix logits = own.logits().orElseThrow();
        for (Attribution attribution : found) {
            for (int token = 0; token < attribution.ids().length; token++) {
                double wanted = logits.get(token, positive) - logits.get(token, negative);
                assertThat(attribution.sum(token)).isCloseTo(wanted, within(tolerance * (1 + Math.abs(wanted))));
            }
        }
    }

    /// The gradient along random directions is what small steps along them show.
    void gradientIsWhatSmallStepsShow(double step, double tolerance) {
        int[] positive = {7, 11};
        int[] negative = {9};
        List<Integer> states = List.of(layers, 0, layers / 2);
        List<Matrix> gradients = model.gradient(text, states, positive, negative, Progress.none(), new Cancellation());
        Random random = new Random(5);
        for (int i = 0; i < states.size(); i++) {
            assertThat(gradients.get(i).rows()).isEqualTo(text.length);
            for (int position : new int[] {text.length - 1, text.length - 2}) {
                float[] direction = new float[hidden];
                double along = 0;
                double size = 0;
                for (int j = 0; j < hidden; j++) {
                    direction[j] = (float) random.nextGaussian();
                    along += gradients.get(i).get(position, j) * direction[j];
                    size += Math.pow(gradients.get(i).get(position, j), 2);
                }
                Place place = Place.residual(states.get(i));
                double taken = step;
                while (taken > step / 100 && !keepsRouting(place, direction, taken, position)) {
                    taken /= 3;
                }
                double ahead = answer(place, direction, taken, position, positive, negative);
                double behind = answer(place, direction, -taken, position, positive, negative);
                double shown = (ahead - behind) / (2 * taken);
                assertThat(along)
                        .as("state %d, token %d", states.get(i), position)
                        .isCloseTo(shown, within(tolerance * (0.01 + Math.sqrt(size))));
            }
        }
    }

    private Trace pushed(Place place, float[] direction, double coefficient, int position) {
        Intervention add = new Intervention.AddDirection(place, direction, coefficient, Positions.at(position));
        return trace(model.with(Interventions.of(add)));
    }

    /// Whether a step to either side leaves every token with its experts; the gradient does not see them change.
    private boolean keepsRouting(Place place, float[] direction, double step, int position) {
        List<List<Set<Integer>>> own = sets(trace(model));
        return sets(pushed(place, direction, step, position)).equals(own)
                && sets(pushed(place, direction, -step, position)).equals(own);
    }

    private static List<List<Set<Integer>>> sets(Trace trace) {
        return trace.routing().stream().map(InsideChecks::sets).toList();
    }

    private static List<Set<Integer>> sets(RoutingTrace routing) {
        return Arrays.stream(routing.chosen())
                .map(row -> Arrays.stream(row).boxed().collect(Collectors.toSet()))
                .toList();
    }

    private double answer(
            Place place, float[] direction, double coefficient, int position, int[] positive, int[] negative) {
        Matrix logits = pushed(place, direction, coefficient, position).logits().orElseThrow();
        float[] last = logits.row(logits.rows() - 1);
        return summed(last, positive) - summed(last, negative);
    }

    private static double summed(float[] logits, int[] tokens) {
        return Math.log(Arrays.stream(tokens)
                .mapToDouble(token -> Math.exp(logits[token]))
                .sum());
    }

    /// What interventions do to the choice of experts in a layer, whatever its router.
    ///
    /// @param kept whether the weights of the others stay when an expert is replaced
    void routingFollows(int layer, boolean kept) {
        RoutingTrace plain = routing(layer);
        int expert = plain.chosen()[3][0];
        int chosen = plain.weights().columns();
        Positions all = Positions.all();
        RoutingTrace without = routing(
                layer,
                new Intervention.SilenceExpert(layer, expert, Intervention.Silence.NEXT_TAKES_OVER, Positions.from(2)));
        for (int token = 0; token < text.length; token++) {
            Set<Integer> before = sets(plain).get(token);
            Set<Integer> after = sets(without).get(token);
            if (token < 2 || !before.contains(expert)) {
                assertThat(after).isEqualTo(before);
                continue;
            }
            assertThat(after).hasSize(chosen).doesNotContain(expert);
            assertThat(after.stream().filter(before::contains).count()).isEqualTo(chosen - 1L);
            for (int other : before) {
                if (kept && other != expert) {
                    assertThat(without.weight(token, other)).isEqualTo(plain.weight(token, other));
                }
            }
        }
        RoutingTrace forced = routing(layer, new Intervention.SteerExpert(layer, 1, true, all));
        RoutingTrace shunned = routing(layer, new Intervention.SteerExpert(layer, expert, false, all));
        RoutingTrace one = routing(layer, new Intervention.ChooseCount(layer, 1));
        RoutingTrace second = routing(layer, new Intervention.ChooseRank(layer, 2));
        RoutingTrace louder = routing(layer, new Intervention.ScaleExpert(layer, expert, 3, false, all));
        RoutingTrace shared = routing(layer, new Intervention.ScaleExpert(layer, expert, 3, true, all));
        for (int token = 0; token < text.length; token++) {
            assertThat(sets(forced).get(token)).contains(1).hasSize(chosen);
            assertThat(sets(shunned).get(token)).doesNotContain(expert).hasSize(chosen);
            assertThat(one.chosen()[token]).hasSize(1);
            assertThat(second.chosen()[token]).hasSize(1).doesNotContain(one.chosen()[token][0]);
            assertThat(second.weights().get(token, 0)).isPositive();
            double sumBefore = 0;
            double sumAfter = 0;
            for (int e = 0; e < plain.experts(); e++) {
                float factor = e == expert ? 3 : 1;
                assertThat(louder.weight(token, e)).isCloseTo(factor * plain.weight(token, e), within(1e-6f));
                sumBefore += plain.weight(token, e);
                sumAfter += shared.weight(token, e);
            }
            assertThat(sumAfter).isCloseTo(sumBefore, within(1e-5));
        }
    }

    private RoutingTrace routing(int layer, Intervention... changes) {
        return trace(model.with(Interventions.of(changes))).routing().stream()
                .filter(routing -> routing.layer() == layer)
                .findFirst()
                .orElseThrow();
    }

    /// Choosing by mass takes the most probable experts until their probabilities pass it, and weights them by these.
    void massIsPassedByAsFewAsPossible(int layer, double mass) {
        RoutingTrace found = routing(layer, new Intervention.ChooseByMass(layer, mass));
        for (int token = 0; token < text.length; token++) {
            double[] p = found.probabilities(token);
            int[] chosen = found.chosen()[token];
            double sum = 0;
            double smallest = 1;
            for (int i = 0; i < chosen.length; i++) {
                assertThat(found.weights().get(token, i)).isCloseTo((float) p[chosen[i]], within(1e-5f));
                sum += p[chosen[i]];
                smallest = Math.min(smallest, p[chosen[i]]);
            }
            double least = smallest;
            assertThat(sum).isGreaterThan(mass - 1e-6);
            assertThat(sum - smallest).isLessThanOrEqualTo(mass + 1e-6);
            assertThat(Arrays.stream(p).filter(value -> value > least + 1e-9).count())
                    .isLessThan(chosen.length);
        }
    }

    static void assertClose(String what, float[] found, float[] expected, double tolerance) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            if (!(Math.abs(found[i] - expected[i]) <= tolerance * (1 + Math.abs(expected[i])))) {
                throw new AssertionError(what + ": number " + i + " is " + found[i] + ", not " + expected[i]);
            }
        }
    }
}
