package org.tiltmeter.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.AttentionTrace;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.NeuronTrace;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A small deterministic language model over whole words. A test says how probable each word is
/// after those before
/// it; hidden states and routing are pseudo-random but causal: they depend on the words up to the
/// token only.
public final class WordModel implements LanguageModel {

    /// Log-probability of a word, nats.
    @FunctionalInterface
    public interface Opinion {

        /// @param before the words before, the start of text included
        /// @param word the word in question
        double logProbability(List<String> before, String word);
    }

    /// Hidden state of a word.
    @FunctionalInterface
    public interface Meaning {

        /// @param before the words up to and including the token
        /// @param layer index of the hidden state
        /// @param dimension index into the state
        double value(List<String> before, int layer, int dimension);
    }

    /// Liking of a router for an expert, on top of a pseudo-random one.
    @FunctionalInterface
    public interface Liking {

        /// @param words the words up to and including the token
        double logit(List<String> words, int layer, int expert);
    }

    private static final int LAYERS = 2;
    private static final int EXPERTS = 8;
    private static final int CHOSEN = 2;
    private static final int NEURONS = 10;
    private static final int HEADS = 3;

    private final WordTokenizer tokenizer = new WordTokenizer();
    private final Opinion opinion;
    private final Meaning meaning;
    private final int hiddenSize;
    private final List<Integer> scoredPerCall = new ArrayList<>();
    private Liking liking = (words, layer, expert) -> 0;
    private Optional<Cancellation> cancelAfterFirstCall = Optional.empty();
    private Optional<BiFunction<List<String>, Long, String>> writer = Optional.empty();

    /// A model with opinions and pseudo-random hidden states of 16 numbers.
    public WordModel(Opinion opinion) {
        this(opinion, 16, (before, layer, dimension) -> random(before, layer).nextDouble(-1, 1) * (dimension + 1));
    }

    /// A model with opinions and hidden states of one's own.
    public WordModel(Opinion opinion, int hiddenSize, Meaning meaning) {
        this.opinion = opinion;
        this.hiddenSize = hiddenSize;
        this.meaning = meaning;
    }

    /// Asks for cancellation once the first call has been answered.
    public void cancelAfterFirstCall(Cancellation cancellation) {
        cancelAfterFirstCall = Optional.of(cancellation);
    }

    /// Continues texts with what this says for the words before and a seed.
    public WordModel writing(BiFunction<List<String>, Long, String> continuation) {
        writer = Optional.of(continuation);
        return this;
    }

    /// From now on routers like experts as this says, too.
    public WordModel routedBy(Liking another) {
        liking = another;
        return this;
    }

    /// How many sequences each call to score has held.
    public List<Integer> scoredPerCall() {
        return List.copyOf(scoredPerCall);
    }

    private static SplittableRandom random(List<String> words, int layer) {
        return new SplittableRandom(31L * words.hashCode() + layer);
    }

    @Override
    public ModelSummary summary() {
        return new ModelSummary(
                "words",
                Path.of("words"),
                "words",
                LAYERS,
                hiddenSize,
                1,
                10_000,
                64,
                Optional.of(new ModelSummary.Experts(EXPERTS, CHOSEN, LAYERS)),
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
        return sequences.stream().map(ids -> trace(ids, capture)).toList();
    }

    private Trace trace(int[] ids, Capture capture) {
        List<Matrix> states = new ArrayList<>();
        List<RoutingTrace> routing = new ArrayList<>();
        for (int layer = 0; capture.hiddenStates() && layer <= LAYERS; layer++) {
            float[] values = new float[ids.length * hiddenSize];
            for (int token = 0; token < ids.length; token++) {
                List<String> words = words(ids, token + 1);
                for (int dimension = 0; dimension < hiddenSize; dimension++) {
                    values[token * hiddenSize + dimension] = (float) meaning.value(words, layer, dimension);
                }
            }
            states.add(new Matrix(ids.length, hiddenSize, values));
        }
        for (int layer = 0; capture.routing() && layer < LAYERS; layer++) {
            routing.add(routing(ids, layer));
        }
        return new Trace(
                ids,
                Optional.empty(),
                states,
                Optional.empty(),
                routing,
                List.of(),
                capture.attention().stream()
                        .sorted()
                        .map(layer -> attention(ids, layer))
                        .toList(),
                capture.neurons().stream()
                        .sorted()
                        .map(layer -> neurons(ids, layer))
                        .toList(),
                List.of(),
                Optional.empty());
    }

    /// Ten neurons whose activations are pseudo-random.
    private NeuronTrace neurons(int[] ids, int layer) {
        float[] values = new float[ids.length * NEURONS];
        for (int token = 0; token < ids.length; token++) {
            SplittableRandom random = random(words(ids, token + 1), 200 + layer);
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                values[token * NEURONS + neuron] =
                        (float) (random.nextDouble(-1, 1) + liking.logit(words(ids, token + 1), layer, neuron));
            }
        }
        return new NeuronTrace(layer, new Matrix(ids.length, NEURONS, values));
    }

    /// Three heads that attend pseudo-randomly to the words before.
    private AttentionTrace attention(int[] ids, int layer) {
        float[] values = new float[HEADS * ids.length * ids.length];
        for (int head = 0; head < HEADS; head++) {
            for (int token = 0; token < ids.length; token++) {
                SplittableRandom random = random(words(ids, token + 1), 300 + 10 * layer + head);
                for (int to = 0; to <= token; to++) {
                    values[(head * ids.length + token) * ids.length + to] =
                            (float) random.nextDouble(0, 2.0 / (token + 1));
                }
            }
        }
        return new AttentionTrace(layer, HEADS, ids.length, values);
    }

    private RoutingTrace routing(int[] ids, int layer) {
        float[] logits = new float[ids.length * EXPERTS];
        int[][] chosen = new int[ids.length][CHOSEN];
        float[] weights = new float[ids.length * CHOSEN];
        for (int token = 0; token < ids.length; token++) {
            SplittableRandom random = random(words(ids, token + 1), 100 + layer);
            Integer[] order = new Integer[EXPERTS];
            int first = token * EXPERTS;
            for (int expert = 0; expert < EXPERTS; expert++) {
                logits[first + expert] =
                        (float) (random.nextDouble(-2, 2) + liking.logit(words(ids, token + 1), layer, expert));
                order[expert] = expert;
            }
            Arrays.sort(order, (one, other) -> Float.compare(logits[first + other], logits[first + one]));
            double sum = 0;
            for (int i = 0; i < CHOSEN; i++) {
                chosen[token][i] = order[i];
                sum += Math.exp(logits[first + order[i]]);
            }
            for (int i = 0; i < CHOSEN; i++) {
                weights[token * CHOSEN + i] = (float) (Math.exp(logits[first + order[i]]) / sum);
            }
        }
        return new RoutingTrace(
                layer, new Matrix(ids.length, EXPERTS, logits), chosen, new Matrix(ids.length, CHOSEN, weights));
    }

    private List<String> words(int[] ids, int end) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            words.add(tokenizer.piece(ids[i]));
        }
        return words;
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        scoredPerCall.add(sequences.size());
        List<SequenceScore> scores = new ArrayList<>();
        for (int[] ids : sequences) {
            double[] logProbabilities = new double[ids.length];
            for (int token = 1; token < ids.length; token++) {
                logProbabilities[token] = opinion.logProbability(words(ids, token), tokenizer.piece(ids[token]));
            }
            scores.add(new SequenceScore(ids, logProbabilities));
        }
        cancelAfterFirstCall.ifPresent(Cancellation::request);
        return scores;
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        String text = writer.orElseThrow(() -> new UnsupportedOperationException("words do not continue"))
                .apply(words(prompt, prompt.length), settings.seed());
        return new Generation(prompt, tokenizer.encodeBare(text).ids(), true);
    }

    @Override
    public void close() {}
}
