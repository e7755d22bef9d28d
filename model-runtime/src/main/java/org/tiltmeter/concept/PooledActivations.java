package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.chat.ChatFrame;
import org.tiltmeter.tokenizer.chat.ChatTemplate;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Runs texts through a model and keeps one vector per text and layer; the traces themselves are
/// let go at once.
///
/// Texts that several concepts share are remembered up to a bound, the least recently used
/// forgotten first. For one thread.
public final class PooledActivations {

    private static final int TEXTS_PER_CALL = 16;
    private static final long MOST_REMEMBERED_FLOATS = 64_000_000;

    private final LanguageModel model;
    private final Pooling pooling;
    private final List<Integer> layers;
    private final Optional<ChatFrame> frame;
    private final LinkedHashMap<String, float[][]> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private long rememberedFloats;
    private long traced;

    /// Nothing runs yet.
    ///
    /// @param layers the hidden states to keep: 0 is the embedding, the last is after the final
    ///     norm
    /// @throws BadInputException if texts are to be pooled after an instruction and the model
    ///     has no chat template
    public PooledActivations(LanguageModel model, Pooling pooling, List<Integer> layers) {
        this.model = model;
        this.pooling = pooling;
        this.layers = List.copyOf(layers);
        this.frame = pooling == Pooling.AFTER_INSTRUCTION
                ? Optional.of(new ChatFrame(template(model), "", model.tokenizer()))
                : Optional.empty();
    }

    private static ChatTemplate template(LanguageModel model) {
        return ChatTemplate.of(model.summary().folder())
                .orElseThrow(() ->
                        new BadInputException("The model " + model.summary().name()
                                + " has no chat template, so no text is an instruction; choose another pooling."));
    }

    /// One entry per text, in order: `[layers][hidden size]`, in the order of the layers asked
    /// for.
    ///
    /// @param progress hears TRACING in texts run so far
    /// @throws BadInputException if a text does not fit the model or lacks the marks that the
    ///     pooling needs
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public List<float[][]> of(List<String> texts, Progress progress, Cancellation cancellation) {
        Map<String, float[][]> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String text : new LinkedHashSet<>(texts)) {
            Optional.ofNullable(remembered.get(text))
                    .ifPresentOrElse(known -> found.put(text, known), () -> missing.add(text));
        }
        for (int start = 0; start < missing.size(); start += TEXTS_PER_CALL) {
            cancellation.throwIfRequested();
            List<String> batch = missing.subList(start, Math.min(missing.size(), start + TEXTS_PER_CALL));
            List<MarkedText> plain = batch.stream().map(MarkedText::of).toList();
            List<Tokenization> tokens = plain.stream().map(this::tokenized).toList();
            List<Trace> traces = model.trace(
                    tokens.stream().map(this::ids).toList(), Capture.HIDDEN_STATES, Progress.none(), cancellation);
            for (int i = 0; i < batch.size(); i++) {
                float[][] pooled = pooled(plain.get(i), tokens.get(i), traces.get(i));
                found.put(batch.get(i), pooled);
                remember(batch.get(i), pooled);
                traces.get(i).release();
            }
            traced += batch.size();
            progress.report(new Progress.Step(Progress.Phase.TRACING, traced, 0));
        }
        List<float[][]> inOrder = new ArrayList<>();
        for (String text : texts) {
            inOrder.add(Optional.ofNullable(found.get(text)).orElseThrow());
        }
        return inOrder;
    }

    private int[] ids(Tokenization tokens) {
        return frame.map(chat -> chat.answering(tokens.ids())).orElseGet(tokens::ids);
    }

    private Tokenization tokenized(MarkedText text) {
        Tokenization tokens = frame.map(chat -> chat.encode(text.text()))
                .orElseGet(() -> model.tokenizer().encode(text.text()));
        int length = ids(tokens).length;
        int context = model.summary().contextLength();
        if (length == 0 || length > context) {
            throw new BadInputException(
                    "The concept text \"%s\" has %d tokens, but the model takes 1 to %d; shorten it."
                            .formatted(shortened(text.text()), length, context));
        }
        return tokens;
    }

    /// The beginning of a text, for messages.
    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private float[][] pooled(MarkedText text, Tokenization tokens, Trace trace) {
        boolean[] counted = new boolean[trace.ids().length];
        switch (pooling) {
            case LAST_TOKEN, AFTER_INSTRUCTION -> counted[counted.length - 1] = true;
            case MEAN -> {
                boolean onlySpecial = tokens.tokens().stream().allMatch(Tokenization.Token::special);
                for (int row = 0; row < counted.length; row++) {
                    counted[row] = onlySpecial || !tokens.tokens().get(row).special();
                }
            }
            case MARKED_SPAN -> {
                if (!text.marked()) {
                    throw new BadInputException(
                            "The concept text \"%s\" marks no part; put what counts between [[ and ]], or choose another pooling."
                                    .formatted(shortened(text.text())));
                }
                for (int row = 0; row < counted.length; row++) {
                    Tokenization.Token token = tokens.tokens().get(row);
                    counted[row] = !token.special() && token.start() < text.end() && text.start() < token.end();
                }
                if (IntStream.range(0, counted.length).noneMatch(row -> counted[row])) {
                    throw new BadInputException(
                            "What the concept text \"%s\" marks is no token of the model; put [[ and ]] around a word."
                                    .formatted(shortened(text.text())));
                }
            }
        }
        float[][] pooled = new float[layers.size()][];
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] = mean(trace.hiddenStates().get(layers.get(i)), counted);
        }
        return pooled;
    }

    private static float[] mean(Matrix states, boolean[] counted) {
        double[] sum = new double[states.columns()];
        int rows = 0;
        for (int row = 0; row < counted.length; row++) {
            if (counted[row]) {
                rows++;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += states.get(row, i);
                }
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / rows);
        }
        return mean;
    }

    private void remember(String text, float[][] pooled) {
        remembered.put(text, pooled);
        rememberedFloats += size(pooled);
        var oldest = remembered.entrySet().iterator();
        while (rememberedFloats > MOST_REMEMBERED_FLOATS && oldest.hasNext()) {
            rememberedFloats -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    private static long size(float[][] pooled) {
        return pooled.length == 0 ? 0 : (long) pooled.length * pooled[0].length;
    }
}
