package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.BranchTrace;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.Place;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.routing.RouterMediation.Patched;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordTokenizer;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Patching against slow and obvious code: both texts go through a tiny model side by side, layer by layer, and
/// what the second takes from the first is written out.
class RouterMediationTest {

    private static final int WIDTH = 5;
    private static final int LAYERS = 2;
    private static final int EXPERTS = 4;
    private static final int VOCABULARY = 60;
    private static final InterventionSettings ALL =
            new InterventionSettings(42, 200, 0.95, List.of(), 100, 100, 0, 10_000, 0.1);

    private static double[][] embedded(int[] ids) {
        double[][] states = new double[ids.length][WIDTH];
        for (int token = 0; token < ids.length; token++) {
            for (int i = 0; i < WIDTH; i++) {
                states[token][i] = Math.sin(1.7 * ids[token] + 0.9 * i);
            }
        }
        return states;
    }

    /// In the place of attention: each token gets the mean of those up to it.
    private static void mix(double[][] states) {
        double[] sum = new double[WIDTH];
        for (int token = 0; token < states.length; token++) {
            for (int i = 0; i < WIDTH; i++) {
                sum[i] += states[token][i];
                states[token][i] += 0.8 * sum[i] / (token + 1);
            }
        }
    }

    private static double[] routerLogits(int layer, double[] x) {
        double[] logits = new double[EXPERTS];
        for (int expert = 0; expert < EXPERTS; expert++) {
            for (int i = 0; i < WIDTH; i++) {
                logits[expert] += Math.sin(3.0 * layer + 1.3 * expert + 0.7 * i) * x[i];
            }
        }
        return logits;
    }

    private static int[] chosen(double[] logits) {
        Integer[] order = {0, 1, 2, 3};
        Arrays.sort(order, (one, other) -> Double.compare(logits[other], logits[one]));
        return new int[] {order[0], order[1]};
    }

    private static double[] weights(double[] logits, int[] chosen) {
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        return Arrays.stream(chosen)
                .mapToDouble(expert -> Math.exp(logits[expert]) / sum)
                .toArray();
    }

    private static double[] output(int layer, int expert, double[] x) {
        double[] output = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            double sum = 0;
            for (int j = 0; j < WIDTH; j++) {
                sum += Math.cos(layer + 2.0 * expert + 0.5 * i + 1.1 * j) * x[j];
            }
            output[i] = 2 * Math.tanh(sum);
        }
        return output;
    }

    private static double[] added(int layer, int[] chosen, double[] weights, double[] x) {
        double[] sum = new double[WIDTH];
        for (int slot = 0; slot < chosen.length; slot++) {
            double[] one = output(layer, chosen[slot], x);
            for (int i = 0; i < WIDTH; i++) {
                sum[i] += weights[slot] * one[i];
            }
        }
        return sum;
    }

    private static double logProbability(double[] state, int word) {
        double[] logits = new double[VOCABULARY];
        for (int v = 0; v < VOCABULARY; v++) {
            for (int i = 0; i < WIDTH; i++) {
                logits[v] += Math.sin(0.31 * v * (i + 1) + i) * state[i];
            }
        }
        return logits[word] - Math.log(Arrays.stream(logits).map(Math::exp).sum());
    }

    /// The tiny model as the program sees it, single precision where traces are.
    private record Tiny(WordTokenizer words, List<Intervention> changes) implements LanguageModel {

        private List<BranchTrace> run(int[] ids, List<RoutingTrace> routing, double[][] states) {
            List<BranchTrace> branches = new ArrayList<>();
            for (int layer = 0; layer < LAYERS; layer++) {
                mix(states);
                double[][] logits = new double[ids.length][];
                int[][] taken = new int[ids.length][];
                double[][] weights = new double[ids.length][];
                double[][] inputs = new double[ids.length][];
                double[][] outputs = new double[ids.length][];
                for (int token = 0; token < ids.length; token++) {
                    logits[token] = routerLogits(layer, states[token]);
                    taken[token] = chosen(logits[token]);
                    weights[token] = weights(logits[token], taken[token]);
                    inputs[token] = states[token].clone();
                    double[] x = inputs[token];
                    Optional<double[]> imposed = Optional.empty();
                    for (Intervention change : changes) {
                        if (change instanceof Intervention.ImposeRouting other
                                && other.routing().layer() == layer) {
                            taken[token] = other.routing().chosen()[token];
                            weights[token] = row(other.routing().weights(), token);
                        } else if (change instanceof Intervention.ImposeExpertInputs other && other.layer() == layer) {
                            x = row(other.values(), token);
                        } else if (change instanceof Intervention.Impose other
                                && other.place().equals(Place.feedForwardOutput(layer))) {
                            imposed = Optional.of(row(other.values(), token));
                        }
                    }
                    outputs[token] =
                            imposed.isPresent() ? imposed.get() : added(layer, taken[token], weights[token], x);
                    for (int i = 0; i < WIDTH; i++) {
                        states[token][i] += outputs[token][i];
                    }
                }
                routing.add(new RoutingTrace(layer, matrix(logits), taken, matrix(weights)));
                branches.add(new BranchTrace(layer, matrix(inputs), matrix(inputs), matrix(outputs)));
            }
            return branches;
        }

        private static double[] row(Matrix matrix, int row) {
            double[] numbers = new double[matrix.columns()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = matrix.get(row, i);
            }
            return numbers;
        }

        private static Matrix matrix(double[][] rows) {
            float[] values = new float[rows.length * rows[0].length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) rows[i / rows[0].length][i % rows[0].length];
            }
            return new Matrix(rows.length, rows[0].length, values);
        }

        @Override
        public ModelSummary summary() {
            return new ModelSummary(
                    "tiny",
                    Path.of("tiny"),
                    "tiny",
                    LAYERS,
                    WIDTH,
                    1,
                    VOCABULARY,
                    64,
                    Optional.of(new ModelSummary.Experts(EXPERTS, 2, LAYERS)),
                    0,
                    "float32",
                    0,
                    0,
                    Optional.empty());
        }

        @Override
        public Tokenizer tokenizer() {
            return words;
        }

        @Override
        public LanguageModel with(Interventions interventions) {
            return new Tiny(words, interventions.list());
        }

        @Override
        public List<Trace> trace(List<int[]> texts, Capture capture, Progress progress, Cancellation cancellation) {
            List<Trace> traces = new ArrayList<>();
            for (int[] ids : texts) {
                List<RoutingTrace> routing = new ArrayList<>();
                List<BranchTrace> branches = run(ids, routing, embedded(ids));
                traces.add(new Trace(
                        ids,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        routing,
                        branches,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty()));
            }
            return traces;
        }

        @Override
        public List<SequenceScore> score(List<int[]> texts, Progress progress, Cancellation cancellation) {
            List<SequenceScore> scores = new ArrayList<>();
            for (int[] ids : texts) {
                double[][] states = embedded(ids);
                run(ids, new ArrayList<>(), states);
                double[] found = new double[ids.length];
                for (int token = 1; token < ids.length; token++) {
                    found[token] = logProbability(states[token - 1], ids[token]);
                }
                scores.add(new SequenceScore(ids, found));
            }
            return scores;
        }

        @Override
        public Generation generate(
                int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
            throw new UnsupportedOperationException("does not write");
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /// The four ways to patch.
    private enum Way {
        NOTHING,
        ROUTING,
        OUTPUTS,
        BOTH,
        BRANCH
    }

    /// The second text's log-probability from a token on, with what is taken from the first.
    private static double slowly(int[] a, int[] b, int from, Set<Integer> patched, Way way) {
        double[][] first = embedded(a);
        double[][] second = embedded(b);
        for (int layer = 0; layer < LAYERS; layer++) {
            mix(first);
            mix(second);
            for (int token = 0; token < a.length; token++) {
                double[] logitsA = routerLogits(layer, first[token]);
                double[] logitsB = routerLogits(layer, second[token]);
                double[] addedA =
                        added(layer, chosen(logitsA), weights(logitsA, chosen(logitsA)), first[token].clone());
                boolean here = patched.contains(layer);
                double[] logits = here && (way == Way.ROUTING || way == Way.BOTH) ? logitsA : logitsB;
                double[] x = here && (way == Way.OUTPUTS || way == Way.BOTH) ? first[token] : second[token];
                double[] addedB = here && way == Way.BRANCH
                        ? addedA
                        : added(layer, chosen(logits), weights(logits, chosen(logits)), x.clone());
                for (int i = 0; i < WIDTH; i++) {
                    first[token][i] += addedA[i];
                    second[token][i] += addedB[i];
                }
            }
        }
        double sum = 0;
        for (int token = from; token < b.length; token++) {
            sum += logProbability(second[token - 1], b[token]);
        }
        return sum;
    }

    private static final Template CONTINUED = new Template(
            "thinks",
            "The {occupation} thinks that {gender.subject} is",
            QuestionKind.CONTINUATION,
            Answering.of(new Target("good", List.of("clever")), new Target("bad", List.of("slow"))));

    private static ProbeSet probes() {
        List<Template> templates = new ArrayList<>();
        for (String verb : List.of("said", "hoped", "knew")) {
            templates.add(new Template(
                    verb,
                    "The {occupation} " + verb + " that {gender.subject} was late again",
                    QuestionKind.LIKELIHOOD));
        }
        templates.add(CONTINUED);
        return new ProbeSet(
                "Gender",
                "",
                "",
                List.of(Probes.gender()),
                Map.of("occupation", List.of("nurse", "pilot", "clerk")),
                templates);
    }

    /// The answer of a pair in one way: for likelihood the words after the pronoun, which is the fifth token after
    /// the start; for the other question one answer, the seventh, against the other.
    private static double answer(WordTokenizer words, CounterfactualPair pair, Set<Integer> patched, Way way) {
        return pair.template().equals("thinks")
                ? answer(words, pair, " clever", 7, patched, way) - answer(words, pair, " slow", 7, patched, way)
                : answer(words, pair, "", 6, patched, way);
    }

    private static double answer(
            WordTokenizer words, CounterfactualPair pair, String answer, int from, Set<Integer> patched, Way way) {
        return slowly(
                words.encode(pair.textA() + answer).ids(),
                words.encode(pair.textB() + answer).ids(),
                from,
                patched,
                way);
    }

    private static Map<Way, Double> reference(WordTokenizer words, Set<Integer> patched) {
        Map<Way, Map<String, List<Double>>> effects = new LinkedHashMap<>();
        for (CounterfactualPair pair : Expansion.of(probes()).pairs().toList()) {
            double b = answer(words, pair, Set.of(), Way.NOTHING);
            double a = answer(words, turned(pair), Set.of(), Way.NOTHING);
            if (Math.abs(a - b) < 0.1) {
                continue;
            }
            for (Way way : Way.values()) {
                effects.computeIfAbsent(way, any -> new LinkedHashMap<>())
                        .computeIfAbsent(pair.template(), any -> new ArrayList<>())
                        .add((answer(words, pair, patched, way) - b) / (a - b));
            }
        }
        Map<Way, Double> means = new LinkedHashMap<>();
        effects.forEach((way, templates) -> {
            double sum = 0;
            for (List<Double> pairs : templates.values()) {
                sum += pairs.stream().mapToDouble(Double::doubleValue).sum() / pairs.size();
            }
            means.put(way, sum / templates.size());
        });
        return means;
    }

    /// The same pair with its texts exchanged.
    private static CounterfactualPair turned(CounterfactualPair pair) {
        return new CounterfactualPair(
                pair.index(),
                pair.template(),
                pair.attribute(),
                pair.control(),
                pair.groupB(),
                pair.groupA(),
                pair.termB(),
                pair.termA(),
                Map.of(),
                Map.of(),
                pair.textB(),
                pair.textA(),
                pair.changedB(),
                pair.changedA());
    }

    private static void compare(Patched found, Map<Way, Double> wanted) {
        assertThat(found.routing()).isCloseTo(wanted.get(Way.ROUTING), within(1e-4));
        assertThat(found.outputs()).isCloseTo(wanted.get(Way.OUTPUTS), within(1e-4));
        assertThat(found.both()).isCloseTo(wanted.get(Way.BOTH), within(1e-4));
        assertThat(found.branch()).isCloseTo(wanted.get(Way.BRANCH), within(1e-4));
        if (Math.abs(found.branch()) >= 0.1) {
            assertThat(found.share()).isCloseTo(found.routing() / found.branch(), within(1e-9));
        } else {
            assertThat(found.share()).isNull();
        }
    }

    @Test
    void effectsEqualTwoTextsSideBySide() {
        WordTokenizer words = new WordTokenizer();
        Comparison comparison = RouterMediation.of(
                        new Tiny(words, List.of()), probes(), ALL, Progress.none(), new Cancellation())
                .comparisons()
                .getFirst();
        assertThat(words.size()).isLessThan(VOCABULARY);
        assertThat(comparison.pairs() + comparison.tooSmall()).isEqualTo(12);
        assertThat(comparison.pairs()).isGreaterThan(6);
        assertThat(comparison.templates()).isGreaterThan(2);
        compare(Objects.requireNonNull(comparison.whole()), reference(words, Set.of(0, 1)));
        for (int layer = 0; layer < LAYERS; layer++) {
            assertThat(comparison.layers().get(layer).layer()).isEqualTo(layer);
            compare(comparison.layers().get(layer).patched(), reference(words, Set.of(layer)));
        }
        // A layer of experts without shared ones adds what its routing and their inputs make.
        assertThat(comparison.layers().getLast().patched().both())
                .isCloseTo(comparison.layers().getLast().patched().branch(), within(1e-4));
    }

    @Test
    void textsOfOtherLengthAreCountedAndLeftOut() {
        ProbeSet longer = new ProbeSet(
                "Length",
                "",
                "",
                List.of(new Attribute(
                        "group",
                        false,
                        List.of(
                                new Group("short", Map.of("name", List.of("she"))),
                                new Group("long", Map.of("name", List.of("the old woman")))))),
                Map.of(),
                List.of(new Template("t", "They say that {group.name} was late again", QuestionKind.LIKELIHOOD)));
        Comparison comparison = RouterMediation.of(
                        new Tiny(new WordTokenizer(), List.of()), longer, ALL, Progress.none(), new Cancellation())
                .comparisons()
                .getFirst();
        assertThat(comparison.pairs()).isZero();
        assertThat(comparison.otherLength()).isEqualTo(1);
        assertThat(comparison.whole()).isNull();
    }
}
