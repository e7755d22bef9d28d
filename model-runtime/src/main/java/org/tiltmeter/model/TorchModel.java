package org.tiltmeter.model;

import java.util.Arrays;
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
import org.tiltmeter.architecture.ModelKind;
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

    /// Sharing beginnings pays when this many times fewer tokens are left.
    private static final double WORTH_A_TREE = 1.2;

    private final ReentrantLock lock = new ReentrantLock();
    private final ModelSummary summary;
    private final ComputeType computeType;
    private final ComputeDevice device;
    private final TorchScript script;
    private final Blueprint blueprint;
    private final Pass pass;
    private final TokenScores tokenScores;
    private final Set<Integer> endTokens;
    private final Optional<Encoder> encoder;
    private final OptionalInt startToken;
    private volatile boolean closed;
    private @Nullable Tokenizer tokenizer;
    private @Nullable FrameTokens frame;

    private TorchModel(
            ModelSummary summary,
            ComputeType computeType,
            ComputeDevice device,
            TorchScript script,
            Blueprint blueprint,
            Pass pass,
            Set<Integer> endTokens,
            Optional<Encoder> encoder,
            OptionalInt startToken) {
        this.summary = summary;
        this.computeType = computeType;
        this.device = device;
        this.script = script;
        this.blueprint = blueprint;
        this.pass = pass;
        this.tokenScores = new TokenScores(script, pass, summary.vocabulary());
        this.endTokens = Set.copyOf(endTokens);
        this.encoder = encoder;
        this.startToken = startToken;
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
            return new TorchModel(
                    summary,
                    chosen,
                    settings.device(),
                    script,
                    blueprint,
                    pass,
                    checkpoint.endTokens(),
                    encoder,
                    start);
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
        return summary;
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
        return alone(() -> {
            if (tokenizer == null) {
                tokenizer = LanguageModels.tokenizer(summary);
            }
            return tokenizer;
        });
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        return trace(plain(), sequences, capture, progress, cancellation);
    }

    List<Trace> trace(
            Conditions conditions, List<int[]> texts, Capture capture, Progress progress, Cancellation cancellation) {
        return alone(conditions, capture, () -> {
            List<int[]> sequences = begun(texts);
            sequences.forEach(this::check);
            Optional<Encoder.Reading> reading = read(conditions, capture, cancellation);
            Trace[] traces = new Trace[sequences.size()];
            int done = 0;
            for (Batch batch : Batch.of(sequences, TOKENS_AT_ONCE)) {
                run(batch, texts, conditions, reading, capture, cancellation);
                Optional<Trace> sourceTrace = reading.map(Encoder.Reading::trace);
                Runnable check = () -> continueUnless(cancellation);
                List<Trace> found = new TraceReader(script, blueprint, batch, sourceTrace, check).read(capture);
                pass.finish();
                for (int row = 0; row < batch.size(); row++) {
                    int place = batch.places().get(row);
                    int given = texts.get(place).length;
                    int begun = given == 0 ? 0 : sequences.get(place).length - given;
                    traces[place] = begun == 0 ? found.get(row) : found.get(row).from(begun);
                }
                done += batch.size();
                progress.report(new Progress.Step(Progress.Phase.TRACING, done, sequences.size()));
            }
            return List.of(traces);
        });
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        return score(plain(), sequences, progress, cancellation);
    }

    List<SequenceScore> score(Conditions conditions, List<int[]> texts, Progress progress, Cancellation cancellation) {
        Runnable check = () -> continueUnless(cancellation);
        if (summary.kind() == ModelKind.MASKED) {
            return alone(conditions, Capture.NOTHING, () -> {
                FrameTokens tokens = frame();
                texts.forEach(this::check);
                return tokenScores.hidden(texts, tokens, progress, check);
            });
        }
        if (blueprint.allowsTrees()) {
            List<TokenTree> trees = TokenTree.of(texts);
            long distinct = trees.stream().mapToLong(TokenTree::size).sum();
            long all = texts.stream().mapToLong(ids -> ids.length).sum();
            if (distinct * WORTH_A_TREE < all) {
                return alone(conditions, Capture.NOTHING, () -> {
                    texts.forEach(this::check);
                    return tokenScores.trees(texts, trees, progress, check);
                });
            }
        }
        return alone(conditions, Capture.NOTHING, () -> {
            List<int[]> sequences = begun(texts);
            sequences.forEach(this::check);
            Optional<Encoder.Reading> reading = read(conditions, Capture.NOTHING, cancellation);
            SequenceScore[] scores = new SequenceScore[sequences.size()];
            int done = 0;
            for (Batch batch : Batch.of(sequences, TOKENS_AT_ONCE)) {
                run(batch, texts, conditions, reading, Capture.NOTHING, cancellation);
                float[] found = tokenScores.following(batch, () -> continueUnless(cancellation));
                pass.finish();
                int next = 0;
                for (int row = 0; row < batch.size(); row++) {
                    int place = batch.places().get(row);
                    int[] ids = texts.get(place);
                    int begun = batch.rows().get(row).length - ids.length;
                    double[] logProbabilities = new double[ids.length];
                    for (int i = 1 - begun; i < ids.length; i++) {
                        logProbabilities[i] = found[next++];
                    }
                    scores[place] = new SequenceScore(ids.clone(), logProbabilities);
                }
                done += batch.size();
                progress.report(new Progress.Step(Progress.Phase.SCORING, done, sequences.size()));
            }
            return List.of(scores);
        });
    }

    @Override
    public List<Matrix> gradient(
            int[] ids,
            List<Integer> states,
            int[] positive,
            int[] negative,
            Progress progress,
            Cancellation cancellation) {
        return gradient(plain(), ids, states, positive, negative, progress, cancellation);
    }

    List<Matrix> gradient(
            Conditions conditions,
            int[] text,
            List<Integer> states,
            int[] positive,
            int[] negative,
            Progress progress,
            Cancellation cancellation) {
        if (summary.kind() == ModelKind.MASKED) {
            throw new BadInputException("The model " + summary.name()
                    + " is a masked model and gives no answer after the last token; choose one that continues texts.");
        }
        int layers = blueprint.sizes().layers();
        states.stream().filter(state -> state < 0 || state > layers).findFirst().ifPresent(state -> {
            throw new BadInputException(
                    "The model has the hidden states 0 to %d, no hidden state %d.".formatted(layers, state));
        });
        return alone(conditions, Capture.NOTHING, () -> {
            int[] ids = begun(text);
            check(ids);
            check(positive);
            check(negative);
            Runnable check = () -> continueUnless(cancellation);
            Optional<Encoder.Reading> reading = read(conditions, Capture.NOTHING, cancellation);
            Batch batch = Batch.of(List.of(ids), TOKENS_AT_ONCE).getFirst();
            run(batch, List.of(text), conditions, reading, Capture.HIDDEN_STATES, cancellation);
            List<Matrix> found = new AnswerGradient(script, layers).of(states, positive, negative, progress, check);
            pass.finish();
            return found.stream()
                    .map(matrix -> matrix.from(ids.length - text.length))
                    .toList();
        });
    }

    @Override
    public List<Attribution> attribute(
            List<int[]> sequences, int positive, int negative, Progress progress, Cancellation cancellation) {
        return attribute(plain(), sequences, positive, negative, progress, cancellation);
    }

    List<Attribution> attribute(
            Conditions conditions,
            List<int[]> texts,
            int positive,
            int negative,
            Progress progress,
            Cancellation cancellation) {
        Attributions.requireExact(blueprint, conditions.interventions());
        Attributions attributions = new Attributions(script, blueprint);
        return alone(conditions, Capture.NOTHING, () -> {
            List<int[]> sequences = begun(texts);
            sequences.forEach(this::check);
            check(new int[] {positive, negative});
            Optional<Encoder.Reading> reading = read(conditions, Capture.NOTHING, cancellation);
            double constant = attributions.ask(positive, negative);
            Attribution[] found = new Attribution[sequences.size()];
            int done = 0;
            for (Batch batch : Batch.of(sequences, TOKENS_AT_ONCE)) {
                Runnable check = () -> continueUnless(cancellation);
                run(batch, texts, conditions, reading, Capture.ROUTING, cancellation);
                List<Trace> traces =
                        new TraceReader(script, blueprint, batch, Optional.empty(), check).read(Capture.ROUTING);
                List<Attribution> rows = attributions.read(batch, traces, positive, negative, constant);
                pass.finish();
                for (int row = 0; row < batch.size(); row++) {
                    int place = batch.places().get(row);
                    found[place] = rows.get(row).from(sequences.get(place).length - texts.get(place).length);
                }
                done += batch.size();
                progress.report(new Progress.Step(Progress.Phase.TRACING, done, sequences.size()));
            }
            return List.of(found);
        });
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
        int hidden = blueprint.sizes().hidden();
        if (vectors.columns() != hidden) {
            throw new BadInputException("Vectors of %d numbers do not fit this model, whose vectors have %d."
                    .formatted(vectors.columns(), hidden));
        }
        Tensor tensor = Tensor.of(vectors.values(), vectors.rows(), hidden);
        return alone(() -> ((Tensor) script.call(method, tensor, pass.scalarType())).matrix());
    }

    private FrameTokens frame() {
        if (frame == null) {
            frame = FrameTokens.read(summary.tokenizerFile()
                    .orElseThrow(() -> new BadInputException("The folder " + summary.folder()
                            + " has no tokenizer.json, which says by which token a masked model hides another; put the"
                            + " model's tokenizer.json there.")));
        }
        return frame;
    }

    private void run(
            Batch batch,
            List<int[]> texts,
            Conditions conditions,
            Optional<Encoder.Reading> reading,
            Capture capture,
            Cancellation cancellation) {
        long[] begun = new long[batch.size()];
        for (int row = 0; row < begun.length; row++) {
            int given = texts.get(batch.places().get(row)).length;
            begun[row] = (long) batch.rows().get(row).length - given;
        }
        tellBegun(conditions, begun);
        Tensor memory = reading.map(Encoder.Reading::memory).orElse(Pass.NOTHING);
        Runnable check = () -> continueUnless(cancellation);
        pass.run(batch, memory, capture.hiddenStates(), capture.routing(), Pass.Cache.NONE, check);
    }

    /// Positions of interventions do not count the token that was put before a decoder's text.
    private void tellBegun(Conditions conditions, long... begun) {
        if (!conditions.interventions().isEmpty() && startToken.isPresent()) {
            script.call("ask", "begun", Tensor.of(begun, begun.length));
        }
    }

    private Optional<Encoder.Reading> read(Conditions conditions, Capture capture, Cancellation cancellation) {
        return encoder.map(found -> {
            check(conditions.source());
            return found.read(conditions.source(), capture, () -> continueUnless(cancellation));
        });
    }

    /// The model as it is, an encoder having read an empty text.
    private Conditions plain() {
        int[] source = encoder.isPresent()
                ? endTokens.stream().mapToInt(Integer::intValue).limit(1).toArray()
                : new int[0];
        return new Conditions(source, Interventions.NONE);
    }

    /// The same model under conditions.
    LanguageModel under(Conditions conditions) {
        Changes.of(conditions.interventions(), blueprint);
        return new ConditionedModel(this, conditions);
    }

    /// The texts with the token before them with which a decoder begins.
    private List<int[]> begun(List<int[]> texts) {
        return texts.stream().map(this::begun).toList();
    }

    private int[] begun(int[] text) {
        if (startToken.isEmpty() || (text.length > 0 && text[0] == startToken.getAsInt())) {
            return text;
        }
        int[] begun = new int[text.length + 1];
        begun[0] = startToken.getAsInt();
        System.arraycopy(text, 0, begun, 1, text.length);
        return begun;
    }

    @Override
    public LanguageModel given(int[] source) {
        return encoder.isPresent() ? under(plain().given(source)) : LanguageModel.super.given(source);
    }

    @Override
    public LanguageModel with(Interventions interventions) {
        return under(plain().with(interventions));
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        return generate(plain(), prompt, settings, progress, cancellation);
    }

    Generation generate(
            Conditions conditions,
            int[] prompt,
            GenerationSettings settings,
            Progress progress,
            Cancellation cancellation) {
        if (summary.kind() == ModelKind.MASKED) {
            throw new BadInputException("The model " + summary.name()
                    + " is a masked model, which sees a text as a whole and cannot continue it; score texts with it.");
        }
        return alone(conditions, Capture.NOTHING, () -> {
            int[] begun = begun(prompt);
            check(begun);
            tellBegun(conditions, (long) begun.length - prompt.length);
            Optional<Encoder.Reading> reading = read(conditions, Capture.NOTHING, cancellation);
            Sampler sampler = new Sampler(settings);
            int[] ids = begun;
            boolean ended = false;
            int room = Math.min(settings.tokens(), blueprint.longestText() - begun.length);
            for (int i = 0; i < room && !ended; i++) {
                int next = sampler.next(nextLogits(ids, i, reading, cancellation));
                ended = endTokens.contains(next);
                if (!ended) {
                    ids = Arrays.copyOf(ids, ids.length + 1);
                    ids[ids.length - 1] = next;
                }
                progress.report(new Progress.Step(Progress.Phase.GENERATING, i + 1L, settings.tokens()));
            }
            pass.finish();
            return new Generation(prompt.clone(), Arrays.copyOfRange(ids, begun.length, ids.length), ended);
        });
    }

    /// Logits after these tokens, `[vocabulary]`; where the model allows it, only the last token is computed and the
    /// keys and values of those before it are used again.
    private float[] nextLogits(int[] ids, int step, Optional<Encoder.Reading> reading, Cancellation cancellation) {
        Runnable check = () -> continueUnless(cancellation);
        boolean keep = blueprint.allowsCache();
        int rows = ids.length;
        if (keep && step > 0) {
            rows = 1;
            Rows next = new Rows.Next(ids[ids.length - 1], ids.length - 1);
            pass.run(next, Pass.NOTHING, false, false, Pass.Cache.GO_ON, check);
        } else {
            Batch batch = Batch.of(List.of(ids), TOKENS_AT_ONCE).getFirst();
            Tensor memory = reading.map(Encoder.Reading::memory).orElse(Pass.NOTHING);
            pass.run(batch, memory, false, false, keep ? Pass.Cache.KEEP : Pass.Cache.NONE, check);
        }
        Tensor logits = (Tensor) script.call("logits_at", Tensor.of(new long[] {rows - 1L}, 1));
        return logits.floats();
    }

    /// Leaves the weights as they are in their files; only before the first pass.
    void keepMapped() {
        pass.keepMapped();
    }

    private void check(int[] ids) {
        LanguageModels.check(ids, blueprint.longestText(), summary.vocabulary());
    }

    private void continueUnless(Cancellation cancellation) {
        if (closed) {
            throw new IllegalStateException("the model was closed while it was computing");
        }
        cancellation.throwIfRequested();
    }

    /// Runs one call whose passes capture and change this.
    private <T> T alone(Conditions conditions, Capture capture, Supplier<T> work) {
        Map<String, Tensor> asked = Changes.of(conditions.interventions(), blueprint);
        TraceReader.ask(capture, blueprint, asked);
        return alone(() -> {
            try {
                asked.forEach((name, value) -> script.call("ask", name, value));
                return work.get();
            } finally {
                script.call("ask_nothing", Pass.NOTHING);
            }
        });
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
            encoder.ifPresent(Encoder::close);
            ProcessEnvironment.giveBackFreedMemory();
        } finally {
            lock.unlock();
        }
    }
}
