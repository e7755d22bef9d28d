package org.tiltmeter.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.tokenizer.FrameTokens;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A model under conditions: with the text that its encoder reads, or with interventions. Closing it changes nothing:
/// the model belongs to whoever opened it.
final class ConditionedModel implements LanguageModel {

    /// Sharing beginnings pays when this many times fewer tokens are left.
    private static final double WORTH_A_TREE = 1.2;

    private final TorchModel model;
    private final TorchModel.Parts parts;
    private final Conditions conditions;

    /// @throws BadInputException if the interventions do not fit the model
    ConditionedModel(TorchModel model, Conditions conditions) {
        this.model = model;
        this.parts = model.parts();
        this.conditions = conditions;
        Changes.of(conditions.interventions(), parts.blueprint());
    }

    @Override
    public ModelSummary summary() {
        return model.summary();
    }

    @Override
    public ComputeType computeType() {
        return model.computeType();
    }

    @Override
    public ComputeDevice device() {
        return model.device();
    }

    @Override
    public Tokenizer tokenizer() {
        return model.tokenizer();
    }

    @Override
    public List<Trace> trace(List<int[]> texts, Capture capture, Progress progress, Cancellation cancellation) {
        return model.alone(conditions, capture, () -> {
            List<int[]> sequences = begun(texts);
            sequences.forEach(this::check);
            Optional<Encoder.Reading> reading = read(capture, cancellation);
            Trace[] traces = new Trace[sequences.size()];
            int done = 0;
            for (Batch batch : Batch.of(sequences, TorchModel.TOKENS_AT_ONCE)) {
                run(batch, texts, reading, capture, cancellation);
                Optional<Trace> sourceTrace = reading.map(Encoder.Reading::trace);
                Runnable check = () -> model.continueUnless(cancellation);
                List<Trace> found =
                        new TraceReader(parts.script(), parts.blueprint(), batch, sourceTrace, check).read(capture);
                parts.pass().finish();
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
    public List<SequenceScore> score(List<int[]> texts, Progress progress, Cancellation cancellation) {
        Runnable check = () -> model.continueUnless(cancellation);
        if (parts.summary().kind() == ModelKind.MASKED) {
            return model.alone(conditions, Capture.NOTHING, () -> {
                FrameTokens tokens = model.frame();
                texts.forEach(this::check);
                return parts.tokenScores().hidden(texts, tokens, progress, check);
            });
        }
        if (parts.blueprint().allowsTrees()) {
            List<TokenTree> trees = TokenTree.of(texts);
            long distinct = trees.stream().mapToLong(TokenTree::size).sum();
            long all = texts.stream().mapToLong(ids -> ids.length).sum();
            if (distinct * WORTH_A_TREE < all) {
                return model.alone(conditions, Capture.NOTHING, () -> {
                    texts.forEach(this::check);
                    return parts.tokenScores().trees(texts, trees, progress, check);
                });
            }
        }
        return model.alone(conditions, Capture.NOTHING, () -> {
            List<int[]> sequences = begun(texts);
            sequences.forEach(this::check);
            Optional<Encoder.Reading> reading = read(Capture.NOTHING, cancellation);
            SequenceScore[] scores = new SequenceScore[sequences.size()];
            int done = 0;
            for (Batch batch : Batch.of(sequences, TorchModel.TOKENS_AT_ONCE)) {
                run(batch, texts, reading, Capture.NOTHING, cancellation);
                float[] found = parts.tokenScores().following(batch, () -> model.continueUnless(cancellation));
                parts.pass().finish();
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
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        if (parts.summary().kind() == ModelKind.MASKED) {
            throw new BadInputException("The model " + parts.summary().name()
                    + " is a masked model, which sees a text as a whole and cannot continue it; score texts with it.");
        }
        return model.alone(conditions, Capture.NOTHING, () -> {
            int[] begun = begun(prompt);
            check(begun);
            tellBegun((long) begun.length - prompt.length);
            Optional<Encoder.Reading> reading = read(Capture.NOTHING, cancellation);
            Sampler sampler = new Sampler(settings);
            int[] ids = begun;
            boolean ended = false;
            int room = Math.min(settings.tokens(), parts.blueprint().longestText() - begun.length);
            for (int i = 0; i < room && !ended; i++) {
                int next = sampler.next(nextLogits(ids, i, reading, cancellation));
                ended = parts.endTokens().contains(next);
                if (!ended) {
                    ids = Arrays.copyOf(ids, ids.length + 1);
                    ids[ids.length - 1] = next;
                }
                progress.report(new Progress.Step(Progress.Phase.GENERATING, i + 1L, settings.tokens()));
            }
            parts.pass().finish();
            return new Generation(prompt.clone(), Arrays.copyOfRange(ids, begun.length, ids.length), ended);
        });
    }

    @Override
    public List<Matrix> gradient(
            int[] text,
            List<Integer> states,
            int[] positive,
            int[] negative,
            Progress progress,
            Cancellation cancellation) {
        if (parts.summary().kind() == ModelKind.MASKED) {
            throw new BadInputException("The model " + parts.summary().name()
                    + " is a masked model and gives no answer after the last token; choose one that continues texts.");
        }
        int layers = parts.blueprint().sizes().layers();
        states.stream().filter(state -> state < 0 || state > layers).findFirst().ifPresent(state -> {
            throw new BadInputException(
                    "The model has the hidden states 0 to %d, no hidden state %d.".formatted(layers, state));
        });
        return model.alone(conditions, Capture.NOTHING, () -> {
            int[] ids = begun(text);
            check(ids);
            check(positive);
            check(negative);
            Runnable check = () -> model.continueUnless(cancellation);
            Optional<Encoder.Reading> reading = read(Capture.NOTHING, cancellation);
            Batch batch = Batch.of(List.of(ids), TorchModel.TOKENS_AT_ONCE).getFirst();
            run(batch, List.of(text), reading, Capture.HIDDEN_STATES, cancellation);
            List<Matrix> found =
                    new AnswerGradient(parts.script(), layers).of(states, positive, negative, progress, check);
            parts.pass().finish();
            return found.stream()
                    .map(matrix -> matrix.from(ids.length - text.length))
                    .toList();
        });
    }

    @Override
    public List<Attribution> attribute(
            List<int[]> texts, int positive, int negative, Progress progress, Cancellation cancellation) {
        Attributions.requireExact(parts.blueprint(), conditions.interventions());
        Attributions attributions = new Attributions(parts.script(), parts.blueprint());
        return model.alone(conditions, Capture.NOTHING, () -> {
            List<int[]> sequences = begun(texts);
            sequences.forEach(this::check);
            check(new int[] {positive, negative});
            Optional<Encoder.Reading> reading = read(Capture.NOTHING, cancellation);
            double constant = attributions.ask(positive, negative);
            Attribution[] found = new Attribution[sequences.size()];
            int done = 0;
            for (Batch batch : Batch.of(sequences, TorchModel.TOKENS_AT_ONCE)) {
                Runnable check = () -> model.continueUnless(cancellation);
                run(batch, texts, reading, Capture.ROUTING, cancellation);
                List<Trace> traces = new TraceReader(parts.script(), parts.blueprint(), batch, Optional.empty(), check)
                        .read(Capture.ROUTING);
                List<Attribution> rows = attributions.read(batch, traces, positive, negative, constant);
                parts.pass().finish();
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
        return model.unembed(hidden);
    }

    @Override
    public Matrix project(Matrix directions) {
        return model.project(directions);
    }

    @Override
    public LanguageModel given(int[] source) {
        return new ConditionedModel(model, conditions.given(source));
    }

    @Override
    public LanguageModel with(Interventions interventions) {
        return new ConditionedModel(model, conditions.with(interventions));
    }

    @Override
    public void close() {
        // the model stays open for its opener
    }

    private void run(
            Batch batch,
            List<int[]> texts,
            Optional<Encoder.Reading> reading,
            Capture capture,
            Cancellation cancellation) {
        long[] begun = new long[batch.size()];
        for (int row = 0; row < begun.length; row++) {
            int given = texts.get(batch.places().get(row)).length;
            begun[row] = (long) batch.rows().get(row).length - given;
        }
        tellBegun(begun);
        Tensor memory = reading.map(Encoder.Reading::memory).orElse(Pass.NOTHING);
        Runnable check = () -> model.continueUnless(cancellation);
        parts.pass().run(batch, memory, capture.hiddenStates(), capture.routing(), Pass.Cache.NONE, check);
    }

    /// Positions of interventions do not count the token that was put before a decoder's text.
    private void tellBegun(long... begun) {
        if (!conditions.interventions().isEmpty() && parts.startToken().isPresent()) {
            parts.script().call("ask", "begun", Tensor.of(begun, begun.length));
        }
    }

    private Optional<Encoder.Reading> read(Capture capture, Cancellation cancellation) {
        return parts.encoder().map(found -> {
            check(conditions.source());
            return found.read(conditions.source(), capture, () -> model.continueUnless(cancellation));
        });
    }

    /// The texts with the token before them with which a decoder begins.
    private List<int[]> begun(List<int[]> texts) {
        return texts.stream().map(this::begun).toList();
    }

    private int[] begun(int[] text) {
        if (parts.startToken().isEmpty()
                || (text.length > 0 && text[0] == parts.startToken().getAsInt())) {
            return text;
        }
        int[] begun = new int[text.length + 1];
        begun[0] = parts.startToken().getAsInt();
        System.arraycopy(text, 0, begun, 1, text.length);
        return begun;
    }

    /// Logits after these tokens, `[vocabulary]`; where the model allows it, only the last token is computed and the
    /// keys and values of those before it are used again.
    private float[] nextLogits(int[] ids, int step, Optional<Encoder.Reading> reading, Cancellation cancellation) {
        Runnable check = () -> model.continueUnless(cancellation);
        boolean keep = parts.blueprint().allowsCache();
        int rows = ids.length;
        if (keep && step > 0) {
            rows = 1;
            Rows next = new Rows.Next(ids[ids.length - 1], ids.length - 1);
            parts.pass().run(next, Pass.NOTHING, false, false, Pass.Cache.GO_ON, check);
        } else {
            Batch batch = Batch.of(List.of(ids), TorchModel.TOKENS_AT_ONCE).getFirst();
            Tensor memory = reading.map(Encoder.Reading::memory).orElse(Pass.NOTHING);
            parts.pass().run(batch, memory, false, false, keep ? Pass.Cache.KEEP : Pass.Cache.NONE, check);
        }
        Tensor logits = (Tensor) parts.script().call("logits_at", Tensor.of(new long[] {rows - 1L}, 1));
        return logits.floats();
    }

    private void check(int[] ids) {
        LanguageModels.check(
                ids, parts.blueprint().longestText(), parts.summary().vocabulary());
    }

    /// What a pass depends on besides the text.
    ///
    /// @param source what the encoder reads; empty for a model without one
    record Conditions(int[] source, Interventions interventions) {

        Conditions given(int[] text) {
            return new Conditions(text.clone(), interventions);
        }

        Conditions with(Interventions others) {
            return new Conditions(source, others);
        }
    }
}
