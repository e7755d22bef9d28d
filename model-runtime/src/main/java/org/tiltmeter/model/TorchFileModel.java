package org.tiltmeter.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A model that is a TorchScript file: whoever made it wrote the code that computes it, and all that is known is what
/// its `forward` returns. Every text runs alone and a continuation is computed from its beginning for every token,
/// because nothing is said of padding or of keys and values.
///
/// One call at a time. A call that hangs in the file's code is given up when the caller cancels; its memory stays taken
/// until it returns.
final class TorchFileModel implements LanguageModel {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// Texts of these tokens show what a file does: the second begins with the first.
    private static final int[] ONE = {0};

    private static final int[] THREE = {0, 1, 0};

    /// Room for rounding between texts of different length, as a share of the largest logit.
    private static final double ROUNDING = 1e-3;

    private final ReentrantLock lock = new ReentrantLock();
    private final TorchScript script;
    private final PatientCalls calls;
    private final ModelSummary summary;
    private final Set<Integer> endTokens;
    private volatile boolean closed;
    private @Nullable Tokenizer tokenizer;

    private TorchFileModel(TorchScript script, PatientCalls calls, ModelSummary summary, Set<Integer> endTokens) {
        this.script = script;
        this.calls = calls;
        this.summary = summary;
        this.endTokens = Set.copyOf(endTokens);
    }

    /// Opens a file and runs it on texts of one and three tokens to see what it is.
    ///
    /// @throws BadInputException if it is no language model that reads from left to right
    static TorchFileModel load(TorchFile file, OpenSettings settings, Cancellation cancellation) {
        return load(file, settings, PATIENCE, cancellation);
    }

    static TorchFileModel load(TorchFile file, OpenSettings settings, Duration patience, Cancellation cancellation) {
        if (settings.compute() == ComputeType.FAST) {
            throw new BadInputException(
                    "The file " + file.file() + " computes as its own code says; open it without asking for fast.");
        }
        Set<Integer> endTokens = file.endTokens();
        Engines.prepare();
        Engines.useThreads(settings.threads());
        PatientCalls calls = new PatientCalls("The file " + file.file(), patience);
        TorchScript script;
        try {
            script = calls.call(() -> TorchScript.open(file.file()), cancellation);
        } catch (IllegalArgumentException refused) {
            calls.close();
            throw new BadInputException(
                    "The file %s cannot be opened as TorchScript (%s); get it again, or export it again for PyTorch %s."
                            .formatted(file.file(), ScriptException.sentence(refused), "2.7 or older"),
                    refused);
        } catch (RuntimeException failure) {
            calls.close();
            throw failure;
        }
        try {
            ModelSummary looked = look(script, calls, ModelSummary.of(file), cancellation);
            TorchFileModel model = new TorchFileModel(script, calls, looked, endTokens);
            if (looked.tokenizerFile().isPresent()) {
                model.tokenizer();
            }
            return model;
        } catch (RuntimeException failure) {
            calls.endWith(script::close);
            throw failure;
        }
    }

    private static ModelSummary look(
            TorchScript script, PatientCalls calls, ModelSummary known, Cancellation cancellation) {
        ForwardResult one = ForwardResult.of(script, calls, known.folder(), ONE, cancellation);
        Matrix logits = one.logits();
        if (logits.columns() < 2) {
            throw one.refusal("returns logits of " + logits.columns() + " tokens; a vocabulary has at least 2");
        }
        ForwardResult three = ForwardResult.of(script, calls, known.folder(), THREE, cancellation);
        float[] again = three.logits().row(0);
        float largest = 1;
        for (float value : logits.values()) {
            if (!Float.isFinite(value)) {
                throw one.refusal("returns a logit of " + value + ", which is no number");
            }
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < logits.columns(); i++) {
            if (!(Math.abs(again[i] - logits.get(0, i)) <= ROUNDING * largest)) {
                throw one.refusal("gives a token other logits when more tokens follow it, or on every run, so it is no"
                        + " model that reads from left to right");
            }
        }
        List<Matrix> states = three.hiddenStates();
        List<RoutingTrace> routing = three.routing();
        int experts = routing.stream().mapToInt(RoutingTrace::experts).max().orElse(0);
        int lastRouter = routing.isEmpty() ? -1 : routing.getLast().layer();
        return new ModelSummary(
                known.name(),
                known.folder(),
                known.family(),
                Math.max(states.size() - 1, lastRouter + 1),
                states.isEmpty() ? 0 : states.getFirst().columns(),
                0,
                logits.columns(),
                known.contextLength(),
                experts == 0 ? Optional.empty() : Optional.of(new ModelSummary.Experts(experts, 0, routing.size())),
                0,
                known.storedType(),
                known.weightBytes(),
                known.memoryBytes(),
                known.tokenizerFile());
    }

    @Override
    public ModelSummary summary() {
        return summary;
    }

    @Override
    public Tokenizer tokenizer() {
        if (tokenizer == null) {
            tokenizer = LanguageModels.tokenizer(summary);
        }
        return tokenizer;
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        if (capture.expertNorms()
                || capture.branches()
                || !capture.attention().isEmpty()
                || !capture.neurons().isEmpty()) {
            throw new BadInputException(
                    "The file " + summary.folder() + " gives logits, hidden states and router logits"
                            + " at most; attention, expert norms, branches and neurons need a model folder.");
        }
        if (capture.hiddenStates() && summary.hiddenSize() == 0) {
            throw new BadInputException("The file " + summary.folder()
                    + " returns no hidden_states; ask without them, or open a model folder.");
        }
        return alone(() -> {
            sequences.forEach(this::check);
            List<Trace> traces = new ArrayList<>();
            for (int[] ids : sequences) {
                ForwardResult result = forward(ids, cancellation);
                traces.add(new Trace(
                        ids.clone(),
                        capture.logits() ? Optional.of(result.logits(summary.vocabulary())) : Optional.empty(),
                        capture.hiddenStates() ? result.hiddenStates() : List.of(),
                        capture.routing() ? result.routing() : List.of()));
                progress.report(new Progress.Step(Progress.Phase.TRACING, traces.size(), sequences.size()));
            }
            return List.copyOf(traces);
        });
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        return alone(() -> {
            sequences.forEach(this::check);
            List<SequenceScore> scores = new ArrayList<>();
            for (int[] ids : sequences) {
                Matrix logits = forward(ids, cancellation).logits(summary.vocabulary());
                double[] logProbabilities = new double[ids.length];
                for (int i = 1; i < ids.length; i++) {
                    logProbabilities[i] = logProbability(logits.row(i - 1), ids[i]);
                }
                scores.add(new SequenceScore(ids.clone(), logProbabilities));
                progress.report(new Progress.Step(Progress.Phase.SCORING, scores.size(), sequences.size()));
            }
            return List.copyOf(scores);
        });
    }

    /// Logarithm of the softmax of one row of logits at one token.
    private static double logProbability(float[] logits, int token) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return logits[token] - largest - Math.log(sum);
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        return alone(() -> {
            check(prompt);
            Sampler sampler = new Sampler(settings);
            int[] ids = prompt;
            int room = Math.min(settings.tokens(), summary.contextLength() - prompt.length);
            boolean ended = false;
            for (int i = 0; i < room && !ended; i++) {
                int next = sampler.next(
                        forward(ids, cancellation).logits(summary.vocabulary()).row(ids.length - 1));
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

    private ForwardResult forward(int[] ids, Cancellation cancellation) {
        if (closed) {
            throw new IllegalStateException("the model was closed while it was computing");
        }
        cancellation.throwIfRequested();
        return ForwardResult.of(script, calls, summary.folder(), ids, cancellation);
    }

    private void check(int[] ids) {
        LanguageModels.check(ids, summary.contextLength(), summary.vocabulary());
    }

    private <T> T alone(Supplier<T> work) {
        if (!lock.tryLock()) {
            throw new IllegalStateException(
                    closed ? "the model has been closed" : "another call is using the model; it takes one at a time");
        }
        try {
            if (closed) {
                throw new IllegalStateException("the model has been closed");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        lock.lock();
        try {
            Optional.ofNullable(tokenizer).ifPresent(Tokenizer::close);
            tokenizer = null;
            calls.endWith(script::close);
            ProcessEnvironment.giveBackFreedMemory();
        } finally {
            lock.unlock();
        }
    }
}
