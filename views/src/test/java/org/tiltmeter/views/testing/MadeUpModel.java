package org.tiltmeter.views.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.AttentionTrace;
import org.tiltmeter.model.Attribution;
import org.tiltmeter.model.BranchTrace;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.NeuronTrace;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A language model over words whose numbers are pseudo-random but causal: they depend on the words up to a token
/// only. Its first hidden dimension is larger for words with capital letters, so that a concept can be found.
public final class MadeUpModel implements LanguageModel {

    private static final int HIDDEN = 12;
    private static final int CHOSEN = 2;
    private static final int NEURONS = 12;
    private static final int HEADS = 3;
    private static final int VOCABULARY = 20;

    private final WordPieces tokenizer;
    private final int layers;
    private final int experts;
    private final double pushed;
    private int traces;

    /// @param layers number of layers
    /// @param experts number of experts, 0 for a dense model
    public MadeUpModel(int layers, int experts) {
        this(layers, experts, 0, new WordPieces());
    }

    private MadeUpModel(int layers, int experts, double pushed, WordPieces tokenizer) {
        this.tokenizer = tokenizer;
        this.layers = layers;
        this.experts = experts;
        this.pushed = pushed;
    }

    /// What is added along the first hidden dimension makes words with capital letters more probable; other changes
    /// do nothing.
    @Override
    public LanguageModel with(Interventions interventions) {
        double sum = 0;
        for (Intervention intervention : interventions.list()) {
            if (intervention instanceof Intervention.AddDirection added) {
                sum += added.coefficient() * added.direction()[0];
            }
        }
        return new MadeUpModel(layers, experts, sum, tokenizer);
    }

    @Override
    public Matrix project(Matrix directions) {
        float[] values = new float[directions.rows() * VOCABULARY];
        for (int row = 0; row < directions.rows(); row++) {
            for (int token = 0; token < VOCABULARY; token++) {
                values[row * VOCABULARY + token] = directions.get(row, 0) * token;
            }
        }
        return new Matrix(directions.rows(), VOCABULARY, values);
    }

    /// Any first answer becomes more likely along the first hidden dimension, and a little along the others.
    @Override
    public List<Matrix> gradient(
            int[] ids,
            List<Integer> states,
            int[] positive,
            int[] negative,
            Progress progress,
            Cancellation cancellation) {
        return states.stream()
                .map(state -> {
                    SplittableRandom random = random(ids, ids.length - 1, 100 + state);
                    float[] values = new float[ids.length * HIDDEN];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = i % HIDDEN == 0 ? 1 : (float) random.nextDouble(-0.1, 0.1);
                    }
                    return new Matrix(ids.length, HIDDEN, values);
                })
                .toList();
    }

    private boolean capital(int id) {
        String word = tokenizer.piece(id).strip();
        return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    }

    /// Two tokens, those with capital letters and all others; the words of the text are all but impossible.
    private Matrix logits(int[] ids) {
        int columns = Math.max(2, 1 + Arrays.stream(ids).max().orElse(0));
        float[] values = new float[ids.length * columns];
        for (int token = 0; token < ids.length; token++) {
            Arrays.fill(values, columns * token + 2, columns * (token + 1), -60);
            values[columns * token] = (float) (random(ids, token, 5).nextDouble(-1, 1) + pushed / 10);
        }
        return new Matrix(ids.length, columns, values);
    }

    /// How often it was asked for a trace.
    public int traces() {
        return traces;
    }

    private static SplittableRandom random(int[] ids, int token, int salt) {
        return new SplittableRandom(31L * Arrays.hashCode(Arrays.copyOf(ids, token + 1)) + salt);
    }

    @Override
    public ModelSummary summary() {
        return new ModelSummary(
                "made-up",
                Path.of("made-up"),
                "words",
                layers,
                HIDDEN,
                1,
                10_000,
                256,
                experts == 0 ? Optional.empty() : Optional.of(new ModelSummary.Experts(experts, CHOSEN, layers)),
                0,
                "float32",
                0,
                0,
                Optional.empty());
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        cancellation.throwIfRequested();
        traces++;
        List<Trace> result = new ArrayList<>();
        for (int[] ids : sequences) {
            progress.report(new Progress.Step(Progress.Phase.TRACING, result.size(), sequences.size()));
            List<Matrix> states = new ArrayList<>();
            for (int layer = 0; capture.hiddenStates() && layer <= layers; layer++) {
                states.add(states(ids, layer));
            }
            List<RoutingTrace> routing = new ArrayList<>();
            for (int layer = 0; capture.routing() && experts > 0 && layer < layers; layer++) {
                routing.add(routing(ids, layer, capture.expertNorms()));
            }
            Optional<Matrix> logits = capture.logits() ? Optional.of(logits(ids)) : Optional.empty();
            result.add(new Trace(
                    ids,
                    logits,
                    states,
                    Optional.empty(),
                    routing,
                    IntStream.range(0, capture.branches() ? layers : 0)
                            .mapToObj(layer -> branches(ids, layer))
                            .toList(),
                    capture.attention().stream()
                            .sorted()
                            .map(layer -> attention(ids, layer))
                            .toList(),
                    capture.neurons().stream()
                            .sorted()
                            .map(layer -> neurons(ids, layer))
                            .toList(),
                    List.of(),
                    Optional.empty()));
        }
        return result;
    }

    private Matrix states(int[] ids, int layer) {
        float[] values = new float[ids.length * HIDDEN];
        for (int token = 0; token < ids.length; token++) {
            SplittableRandom random = random(ids, token, layer);
            for (int i = 0; i < HIDDEN; i++) {
                values[token * HIDDEN + i] = (float) random.nextDouble(-1, 1);
            }
            values[token * HIDDEN] += capital(ids[token]) ? layer : -layer;
        }
        return new Matrix(ids.length, HIDDEN, values);
    }

    private static BranchTrace branches(int[] ids, int layer) {
        return new BranchTrace(
                layer,
                drawn(ids, HIDDEN, 700 + layer, -1, 1),
                drawn(ids, HIDDEN, 800 + layer, -1, 1),
                drawn(ids, HIDDEN, 900 + layer, -1, 1));
    }

    private static NeuronTrace neurons(int[] ids, int layer) {
        return new NeuronTrace(layer, drawn(ids, NEURONS, 500 + layer, -1, 1));
    }

    private static AttentionTrace attention(int[] ids, int layer) {
        float[] values = new float[HEADS * ids.length * ids.length];
        for (int row = 0; row < HEADS * ids.length; row++) {
            int token = row % ids.length;
            SplittableRandom random = random(ids, token, 600 + 10 * layer + row / ids.length);
            for (int to = 0; to <= token; to++) {
                values[row * ids.length + to] = (float) random.nextDouble(0, 2.0 / (token + 1));
            }
        }
        return new AttentionTrace(layer, HEADS, ids.length, values);
    }

    private RoutingTrace routing(int[] ids, int layer, boolean norms) {
        float[] logits = new float[ids.length * experts];
        int[][] chosen = new int[ids.length][];
        float[] weights = new float[ids.length * CHOSEN];
        for (int token = 0; token < ids.length; token++) {
            SplittableRandom random = random(ids, token, 100 + layer);
            int first = token * experts;
            for (int expert = 0; expert < experts; expert++) {
                logits[first + expert] = (float) random.nextDouble(-3, 3);
            }
            chosen[token] = IntStream.range(0, experts)
                    .boxed()
                    .sorted((one, other) -> Float.compare(logits[first + other], logits[first + one]))
                    .limit(CHOSEN)
                    .mapToInt(Integer::intValue)
                    .toArray();
            weights[token * CHOSEN] = 0.625f;
            weights[token * CHOSEN + 1] = 0.375f;
        }
        return new RoutingTrace(
                layer,
                new Matrix(ids.length, experts, logits),
                chosen,
                new Matrix(ids.length, CHOSEN, weights),
                norms ? Optional.of(drawn(ids, CHOSEN, 300 + layer, 0, 9)) : Optional.empty());
    }

    /// Numbers of each token, `[tokens, columns]`.
    private static Matrix drawn(int[] ids, int columns, int salt, double low, double high) {
        float[] values = new float[ids.length * columns];
        for (int token = 0; token < ids.length; token++) {
            SplittableRandom random = random(ids, token, salt);
            for (int i = 0; i < columns; i++) {
                values[token * columns + i] = (float) random.nextDouble(low, high);
            }
        }
        return new Matrix(ids.length, columns, values);
    }

    @Override
    public List<Attribution> attribute(
            List<int[]> sequences, int positive, int negative, Progress progress, Cancellation cancellation) {
        cancellation.throwIfRequested();
        return sequences.stream()
                .map(ids -> new Attribution(
                        ids,
                        positive,
                        negative,
                        new float[ids.length],
                        IntStream.range(0, layers)
                                .mapToObj(layer -> attributed(ids, layer))
                                .toList(),
                        0))
                .toList();
    }

    private Attribution.Layer attributed(int[] ids, int layer) {
        float[] shared = new float[ids.length];
        Arrays.fill(shared, layer + 0.5f);
        Attribution.Experts parts = new Attribution.Experts(
                routing(ids, layer, false).chosen(),
                drawn(ids, CHOSEN, 400 + layer, -2, 2),
                Optional.of(shared),
                Optional.empty());
        return new Attribution.Layer(
                layer, new float[ids.length], Optional.empty(), Optional.empty(), Optional.of(parts));
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        cancellation.throwIfRequested();
        return sequences.stream()
                .map(ids -> new SequenceScore(
                        ids,
                        IntStream.range(0, ids.length)
                                .mapToDouble(token -> token == 0
                                        ? 0
                                        : (capital(ids[token]) ? pushed : 0)
                                                - random(ids, token, 7).nextDouble(0.1, 5))
                                .toArray()))
                .toList();
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        throw new UnsupportedOperationException("made-up words do not continue");
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
