package org.tiltmeter.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.MemoryEstimate;
import org.tiltmeter.architecture.ModelInspection;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.model.ConditionedModel.Conditions;
import org.tiltmeter.tokenizer.FrameTokens;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.tokenizer.Vocabulary;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A language model that runs on the TorchScript kernels. One call at a time; closing waits until a running call has
/// noticed, which takes a fraction of a second.
final class TorchModel implements LanguageModel {

    /// Tokens that run together: enough to keep the processor busy, few enough to hear a request to stop.
    static final int TOKENS_AT_ONCE = MemoryEstimate.TOKENS_AT_ONCE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Parts parts;
    private final ComputeType computeType;
    private final ComputeDevice device;
    private volatile boolean closed;
    private final Object tokenizing = new Object();
    private @Nullable Tokenizer tokenizer;
    private @Nullable FrameTokens frame;

    /// What a loaded model consists of.
    ///
    /// @param startToken with which a decoder's text begins, where there is an encoder
    record Parts(
            ModelSummary summary,
            TorchScript script,
            Blueprint blueprint,
            Pass pass,
            Set<Integer> endTokens,
            Optional<Encoder> encoder,
            OptionalInt startToken) {

        /// Scores tokens with the model's passes.
        TokenScores tokenScores() {
            return new TokenScores(script, pass, summary.vocabulary());
        }
    }

    private TorchModel(Parts parts, ComputeType computeType, ComputeDevice device) {
        this.parts = parts;
        this.computeType = computeType;
        this.device = device;
    }

    static TorchModel load(
            Checkpoint checkpoint,
            Blueprint blueprint,
            OpenSettings settings,
            Devices devices,
            Progress progress,
            Cancellation cancellation) {
        ModelSummary summary = ModelInspection.summary(checkpoint, blueprint);
        checkpoint
                .tokenizerFile()
                .ifPresent(file ->
                        Vocabulary.read(file).requireFit(file, blueprint.sizes().vocabulary()));
        ComputeType chosen =
                choose(settings.compute(), summary, checkpoint.weights().mainType());
        devices.require(settings.device());
        Engines.prepare();
        Engines.useThreads(settings.threads());
        int scalarType = scalarType(chosen, checkpoint.weights().mainType());
        devices.requireRoom(
                settings.device(),
                summary.name(),
                MemoryEstimate.of(blueprint, scalarType != StoredType.F32.scalarType(), TOKENS_AT_ONCE)
                        .onDevice());
        Placement placement = Placement.of(devices, settings.device());
        OptionalInt start =
                blueprint.encoder().isPresent() ? OptionalInt.of(checkpoint.startToken()) : OptionalInt.empty();
        Optional<Encoder> encoder = blueprint
                .encoder()
                .map(reading -> Encoder.load(reading, scalarType, placement, progress, cancellation));
        TorchScript script = Kernels.load(placement.device());
        try {
            List<WeightBinder.Mapping> mappings =
                    new WeightBinder(script, placement, scalarType).bind(blueprint, progress, cancellation);
            Pass pass = new Pass(script, blueprint, scalarType, mappings);
            if (placement.moved()) {
                pass.keepMapped();
            }
            Parts parts =
                    new Parts(summary, script, blueprint, pass, Set.copyOf(checkpoint.endTokens()), encoder, start);
            return new TorchModel(parts, chosen, settings.device());
        } catch (RuntimeException failure) {
            script.close();
            encoder.ifPresent(Encoder::close);
            throw failure;
        }
    }

    private static ComputeType choose(ComputeType wanted, ModelSummary summary, StoredType stored) {
        if (wanted != ComputeType.AUTOMATIC) {
            return wanted;
        }
        return MemoryEstimate.computesAsStored(stored, summary.parameters()) ? ComputeType.FAST : ComputeType.EXACT;
    }

    private static int scalarType(ComputeType compute, StoredType stored) {
        boolean half = stored == StoredType.BF16 || stored == StoredType.F16;
        return compute == ComputeType.FAST && half ? stored.scalarType() : StoredType.F32.scalarType();
    }

    @Override
    public ModelSummary summary() {
        return parts.summary();
    }

    /// What it consists of; to be used inside a call only.
    Parts parts() {
        return parts;
    }

    @Override
    public ComputeType computeType() {
        return computeType;
    }

    @Override
    public ComputeDevice device() {
        return device;
    }

    @Override
    public Tokenizer tokenizer() {
        // Cutting texts needs no call of the model, so it need not wait for one.
        synchronized (tokenizing) {
            if (closed) {
                throw new IllegalStateException("the model has been closed");
            }
            if (tokenizer == null) {
                tokenizer = LanguageModels.tokenizer(parts.summary());
            }
            return tokenizer;
        }
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        return plain().trace(sequences, capture, progress, cancellation);
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        return plain().score(sequences, progress, cancellation);
    }

    @Override
    public List<Matrix> gradient(
            int[] ids,
            List<Integer> states,
            int[] positive,
            int[] negative,
            Progress progress,
            Cancellation cancellation) {
        return plain().gradient(ids, states, positive, negative, progress, cancellation);
    }

    @Override
    public List<Attribution> attribute(
            List<int[]> sequences, int positive, int negative, Progress progress, Cancellation cancellation) {
        return plain().attribute(sequences, positive, negative, progress, cancellation);
    }

    @Override
    public Matrix unembed(Matrix hidden) {
        return logits("unembed", hidden);
    }

    @Override
    public Matrix project(Matrix directions) {
        return logits("project", directions);
    }

    private Matrix logits(String method, Matrix vectors) {
        int hidden = parts.blueprint().sizes().hidden();
        if (vectors.columns() != hidden) {
            throw new BadInputException("Vectors of %d numbers do not fit this model, whose vectors have %d."
                    .formatted(vectors.columns(), hidden));
        }
        Tensor tensor = Tensor.of(vectors.values(), vectors.rows(), hidden);
        return alone(
                () -> ((Tensor) parts.script().call(method, tensor, parts.pass().scalarType())).matrix());
    }

    /// The tokens that frame a text for a masked model; inside a call.
    FrameTokens frame() {
        if (frame == null) {
            frame = FrameTokens.read(parts.summary()
                    .tokenizerFile()
                    .orElseThrow(() -> new BadInputException(
                            "The folder " + parts.summary().folder()
                                    + " has no tokenizer.json, which says by which token a masked model hides another;"
                                    + " put the model's tokenizer.json there.")));
        }
        return frame;
    }

    /// The model as it is, an encoder having read an empty text.
    private ConditionedModel plain() {
        int[] source = parts.encoder().isPresent()
                ? parts.endTokens().stream()
                        .mapToInt(Integer::intValue)
                        .limit(1)
                        .toArray()
                : new int[0];
        return new ConditionedModel(this, new Conditions(source, Interventions.NONE));
    }

    @Override
    public LanguageModel given(int[] source) {
        return parts.encoder().isPresent() ? plain().given(source) : LanguageModel.super.given(source);
    }

    @Override
    public LanguageModel with(Interventions interventions) {
        return plain().with(interventions);
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        return plain().generate(prompt, settings, progress, cancellation);
    }

    /// Leaves the weights as they are in their files; only before the first parts.pass().
    void keepMapped() {
        parts.pass().keepMapped();
    }

    /// Stops the running call when the model is being closed, or the call was asked to stop.
    void continueUnless(Cancellation cancellation) {
        if (closed) {
            throw new IllegalStateException("the model was closed while it was computing");
        }
        cancellation.throwIfRequested();
    }

    /// Runs one call whose passes capture and change this.
    <T> T alone(Conditions conditions, Capture capture, Supplier<T> work) {
        Map<String, Tensor> asked = Changes.of(conditions.interventions(), parts.blueprint());
        TraceReader.ask(capture, parts.blueprint(), asked);
        return alone(() -> {
            try {
                asked.forEach((name, value) -> parts.script().call("ask", name, value));
                return work.get();
            } finally {
                parts.script().call("ask_nothing", Pass.NOTHING);
            }
        });
    }

    /// Runs one call and no other beside it.
    <T> T alone(Supplier<T> work) {
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
                parts.pass().finish();
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
            synchronized (tokenizing) {
                Optional.ofNullable(tokenizer).ifPresent(Tokenizer::close);
                tokenizer = null;
            }
            parts.script().close();
            parts.encoder().ifPresent(Encoder::close);
            ProcessEnvironment.giveBackFreedMemory();
        } finally {
            lock.unlock();
        }
    }
}
