package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.ModelInspection;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.tokenizer.JsonTokenizer;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.tokenizer.Vocabulary;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A language model that runs on the TorchScript kernels. One call at a time; closing waits until a running call has
/// noticed, which takes a fraction of a second.
final class TorchModel implements LanguageModel {

    private static final long LARGE = 200_000_000;

    /// Tokens that run together: enough to keep the processor busy, few enough to hear a request to stop.
    private static final int TOKENS_AT_ONCE = 1024;

    /// Logits that are held at once when only some of their numbers are wanted.
    private static final int LOGITS_AT_ONCE = 1 << 24;

    private final ReentrantLock lock = new ReentrantLock();
    private final ModelSummary summary;
    private final ComputeType computeType;
    private final TorchScript script;
    private final Blueprint blueprint;
    private final Pass pass;
    private final Set<Integer> endTokens;
    private volatile boolean closed;
    private @Nullable Tokenizer tokenizer;

    private TorchModel(
            ModelSummary summary,
            ComputeType computeType,
            TorchScript script,
            Blueprint blueprint,
            Pass pass,
            Set<Integer> endTokens) {
        this.summary = summary;
        this.computeType = computeType;
        this.script = script;
        this.blueprint = blueprint;
        this.pass = pass;
        this.endTokens = Set.copyOf(endTokens);
    }

    static TorchModel load(
            Checkpoint checkpoint,
            Blueprint blueprint,
            OpenSettings settings,
            Progress progress,
            Cancellation cancellation) {
        ModelSummary summary = ModelInspection.summary(checkpoint, blueprint);
        checkpoint
                .tokenizerFile()
                .ifPresent(file ->
                        Vocabulary.read(file).requireFit(file, blueprint.sizes().vocabulary()));
        ComputeType chosen =
                choose(settings.compute(), summary, checkpoint.weights().mainType());
        Engines.prepare();
        Engines.useThreads(settings.threads());
        TorchScript script = Kernels.load();
        try {
            new WeightBinder(script).bind(blueprint, progress, cancellation);
            Pass pass = new Pass(
                    script, blueprint, scalarType(chosen, checkpoint.weights().mainType()));
            return new TorchModel(summary, chosen, script, blueprint, pass, checkpoint.endTokens());
        } catch (RuntimeException failure) {
            script.close();
            throw failure;
        }
    }

    private static ComputeType choose(ComputeType wanted, ModelSummary summary, StoredType stored) {
        if (wanted != ComputeType.AUTOMATIC) {
            return wanted;
        }
        return stored == StoredType.BF16 && summary.parameters() > LARGE ? ComputeType.FAST : ComputeType.EXACT;
    }

    private static int scalarType(ComputeType compute, StoredType stored) {
        boolean half = stored == StoredType.BF16 || stored == StoredType.F16;
        return compute == ComputeType.FAST && half ? stored.scalarType() : StoredType.F32.scalarType();
    }

    @Override
    public ModelSummary summary() {
        return summary;
    }

    @Override
    public ComputeType computeType() {
        return computeType;
    }

    @Override
    public Tokenizer tokenizer() {
        return alone(() -> {
            if (tokenizer == null) {
                tokenizer = JsonTokenizer.open(
                        summary.tokenizerFile()
                                .orElseThrow(() -> new BadInputException("The folder " + summary.folder()
                                        + " has no tokenizer.json, so texts cannot be turned into tokens; put the"
                                        + " model's tokenizer.json there.")),
                        summary.vocabulary());
            }
            return tokenizer;
        });
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        return alone(() -> {
            sequences.forEach(this::check);
            Trace[] traces = new Trace[sequences.size()];
            int done = 0;
            for (Batch batch : Batch.of(sequences, TOKENS_AT_ONCE)) {
                pass.run(batch, capture.hiddenStates(), capture.routing(), () -> continueUnless(cancellation));
                List<Trace> found = new TraceReader(script, blueprint, batch).read(capture);
                pass.finish();
                for (int row = 0; row < batch.size(); row++) {
                    traces[batch.places().get(row)] = found.get(row);
                }
                done += batch.size();
                progress.report(new Progress.Step(Progress.Phase.TRACING, done, sequences.size()));
            }
            return List.of(traces);
        });
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        return alone(() -> {
            sequences.forEach(this::check);
            SequenceScore[] scores = new SequenceScore[sequences.size()];
            int done = 0;
            for (Batch batch : Batch.of(sequences, TOKENS_AT_ONCE)) {
                pass.run(batch, false, false, () -> continueUnless(cancellation));
                float[] found = score(batch, cancellation);
                pass.finish();
                int next = 0;
                for (int row = 0; row < batch.size(); row++) {
                    int[] ids = batch.rows().get(row);
                    double[] logProbabilities = new double[ids.length];
                    for (int i = 1; i < ids.length; i++) {
                        logProbabilities[i] = found[next++];
                    }
                    scores[batch.places().get(row)] = new SequenceScore(ids.clone(), logProbabilities);
                }
                done += batch.size();
                progress.report(new Progress.Step(Progress.Phase.SCORING, done, sequences.size()));
            }
            return List.of(scores);
        });
    }

    /// Log-probability of every token but the first of each row, one row after the other.
    private float[] score(Batch batch, Cancellation cancellation) {
        List<Long> rows = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            int[] ids = batch.rows().get(row);
            for (int i = 1; i < ids.length; i++) {
                rows.add((long) row * batch.length() + i - 1);
                targets.add((long) ids[i]);
            }
        }
        float[] scores = new float[rows.size()];
        int together = Math.max(1, LOGITS_AT_ONCE / summary.vocabulary());
        for (int from = 0; from < scores.length; from += together) {
            continueUnless(cancellation);
            int to = Math.min(scores.length, from + together);
            Tensor part =
                    (Tensor) script.call("score", tensor(rows.subList(from, to)), tensor(targets.subList(from, to)));
            System.arraycopy(part.floats(), 0, scores, from, to - from);
        }
        return scores;
    }

    private static Tensor tensor(List<Long> values) {
        return Tensor.of(values.stream().mapToLong(Long::longValue).toArray(), values.size());
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        return alone(() -> {
            check(prompt);
            Sampler sampler = new Sampler(settings);
            int[] ids = prompt;
            boolean ended = false;
            int room = Math.min(settings.tokens(), summary.contextLength() - prompt.length);
            for (int i = 0; i < room && !ended; i++) {
                int next = sampler.next(nextLogits(ids, cancellation));
                ended = endTokens.contains(next);
                if (!ended) {
                    ids = Arrays.copyOf(ids, ids.length + 1);
                    ids[ids.length - 1] = next;
                }
                progress.report(new Progress.Step(Progress.Phase.GENERATING, i + 1L, settings.tokens()));
            }
            return new Generation(prompt.clone(), Arrays.copyOfRange(ids, prompt.length, ids.length), ended);
        });
    }

    private float[] nextLogits(int[] ids, Cancellation cancellation) {
        Batch batch = Batch.of(List.of(ids), TOKENS_AT_ONCE).getFirst();
        pass.run(batch, false, false, () -> continueUnless(cancellation));
        Tensor logits = (Tensor) script.call("logits_at", Tensor.of(new long[] {ids.length - 1L}, 1));
        pass.finish();
        return logits.floats();
    }

    private void check(int[] ids) {
        if (ids.length == 0) {
            throw new BadInputException("A text without any token cannot be computed; give at least one.");
        }
        if (ids.length > summary.contextLength()) {
            throw new BadInputException("A text of %d tokens is longer than the %d that the model takes; shorten it."
                    .formatted(ids.length, summary.contextLength()));
        }
        IntStream.of(ids)
                .filter(id -> id < 0 || id >= summary.vocabulary())
                .findFirst()
                .ifPresent(id -> {
                    throw new BadInputException("The token id %d is outside the model's vocabulary of 0 to %d."
                            .formatted(id, summary.vocabulary() - 1));
                });
    }

    private void continueUnless(Cancellation cancellation) {
        if (closed) {
            throw new IllegalStateException("the model was closed while it was computing");
        }
        cancellation.throwIfRequested();
    }

    /// Runs one call and no other beside it.
    private <T> T alone(Supplier<T> work) {
        if (!lock.tryLock()) {
            throw new IllegalStateException(
                    closed ? "the model has been closed" : "another call is using the model; it takes one at a time");
        }
        try {
            if (closed) {
                throw new IllegalStateException("the model has been closed");
            }
            try {
                return work.get();
            } catch (RuntimeException failure) {
                pass.finish();
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            Optional.ofNullable(tokenizer).ifPresent(Tokenizer::close);
            tokenizer = null;
            script.close();
        } finally {
            lock.unlock();
        }
    }
}
