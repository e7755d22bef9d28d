package org.tiltmeter.views;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A model over whole words that leans by occupation: after "nurse" it expects "she", after "welder" it expects "he";
/// days of the week hardly matter.
public final class FakeModel implements LanguageModel {

    private static final int LAYERS = 4;
    private static final int EXPERTS = 16;
    private static final int HIDDEN = 8;
    private static final Map<String, Double> LEAN =
            Map.of("nurse", 2.1, "librarian", 1.4, "teller", 0.6, "judge", -0.7, "plumber", -1.9, "welder", -2.6);

    private final Words tokenizer = new Words();
    private final ModelSummary summary;
    private @Nullable Semaphore gate;
    private boolean closed;

    /// A model that says it lies in this folder.
    public FakeModel(Path folder) {
        this.summary = summary(folder);
    }

    /// What the folder's files would say.
    public static ModelSummary summary(Path folder) {
        return new ModelSummary(
                String.valueOf(folder.getFileName()),
                folder,
                "olmoe",
                LAYERS,
                HIDDEN,
                2,
                4096,
                256,
                Optional.of(new ModelSummary.Experts(EXPERTS, 2, LAYERS)),
                3_720_448,
                "bfloat16",
                7_456_120,
                31_000_000,
                Optional.of(folder.resolve("tokenizer.json")));
    }

    /// From now on every call for scores waits for a permit.
    public Semaphore hold() {
        Semaphore permits = new Semaphore(0);
        gate = permits;
        return permits;
    }

    /// Whether it has been closed.
    public boolean isClosed() {
        return closed;
    }

    @Override
    public ModelSummary summary() {
        return summary;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        return sequences.stream().map(FakeModel::trace).toList();
    }

    private static Trace trace(int[] ids) {
        List<Matrix> hidden = new ArrayList<>();
        for (int layer = 0; layer <= LAYERS; layer++) {
            hidden.add(random(ids, HIDDEN, layer));
        }
        List<RoutingTrace> routing = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            Matrix logits = random(ids, EXPERTS, 100 + layer);
            int[][] chosen = new int[ids.length][2];
            float[] weights = new float[ids.length * 2];
            for (int token = 0; token < ids.length; token++) {
                chosen[token] = largest(logits.row(token));
                weights[2 * token] = 0.6f;
                weights[2 * token + 1] = 0.4f;
            }
            routing.add(new RoutingTrace(layer, logits, chosen, new Matrix(ids.length, 2, weights)));
        }
        return new Trace(ids, Optional.empty(), hidden, routing);
    }

    private static int[] largest(float[] values) {
        int first = 0;
        int second = 1;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[first]) {
                second = first;
                first = i;
            } else if (i != first && (second == first || values[i] > values[second])) {
                second = i;
            }
        }
        return new int[] {first, second};
    }

    private static Matrix random(int[] ids, int columns, int salt) {
        float[] values = new float[ids.length * columns];
        int hash = salt;
        for (int token = 0; token < ids.length; token++) {
            hash = 31 * hash + ids[token];
            SplittableRandom random = new SplittableRandom(hash);
            for (int i = 0; i < columns; i++) {
                values[token * columns + i] = (float) random.nextDouble(-2, 2);
            }
        }
        return new Matrix(ids.length, columns, values);
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        List<SequenceScore> scores = new ArrayList<>();
        for (int[] ids : sequences) {
            cancellation.throwIfRequested();
            waitForPermit(cancellation);
            scores.add(score(ids));
        }
        return scores;
    }

    private void waitForPermit(Cancellation cancellation) {
        Semaphore permits = gate;
        while (permits != null && !permits.tryAcquire()) {
            cancellation.throwIfRequested();
            Thread.onSpinWait();
        }
    }

    private SequenceScore score(int[] ids) {
        double[] logs = new double[ids.length];
        double lean = 0;
        for (int i = 1; i < ids.length; i++) {
            String word = tokenizer.piece(ids[i]);
            lean += LEAN.getOrDefault(word, 0.0);
            double jitter = new SplittableRandom(java.util.Arrays.hashCode(java.util.Arrays.copyOf(ids, i + 1)))
                    .nextDouble(-0.15, 0.15);
            logs[i] = -3
                    + jitter
                    + switch (word) {
                        case "she", "her" -> lean / 2;
                        case "he", "him", "his" -> -lean / 2;
                        default -> 0;
                    };
        }
        return new SequenceScore(ids, logs);
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        return new Generation(prompt, new int[0], true);
    }

    @Override
    public void close() {
        closed = true;
    }

    /// Words and punctuation as tokens, numbered as they come.
    private static final class Words implements Tokenizer {

        private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|[^\\s\\p{L}\\p{N}]");

        private final List<String> pieces = new ArrayList<>(List.of("<s>"));

        @Override
        public Tokenization encode(String text) {
            List<Tokenization.Token> tokens = new ArrayList<>();
            tokens.add(new Tokenization.Token(0, "<s>", 0, 0, true));
            tokens.addAll(encodeBare(text).tokens());
            return new Tokenization(text, tokens);
        }

        @Override
        public synchronized Tokenization encodeBare(String text) {
            List<Tokenization.Token> tokens = new ArrayList<>();
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                String piece = matcher.group();
                if (!pieces.contains(piece)) {
                    pieces.add(piece);
                }
                tokens.add(new Tokenization.Token(pieces.indexOf(piece), piece, matcher.start(), matcher.end(), false));
            }
            return new Tokenization(text, tokens);
        }

        @Override
        public synchronized String decode(int[] ids) {
            StringBuilder text = new StringBuilder();
            for (int id : ids) {
                text.append(text.isEmpty() ? "" : " ").append(pieces.get(id));
            }
            return text.toString();
        }

        @Override
        public synchronized String piece(int id) {
            return id < pieces.size() ? pieces.get(id) : "";
        }

        @Override
        public synchronized int size() {
            return pieces.size();
        }

        @Override
        public void close() {}
    }
}
