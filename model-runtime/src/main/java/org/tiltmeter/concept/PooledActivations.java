package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Runs texts through a model and keeps one vector per text and layer; the traces themselves are let go at
/// once. Texts
/// that several concepts share are remembered up to a bound, the least recently used forgotten first. For one
/// thread.
final class PooledActivations {

    private static final int TEXTS_PER_CALL = 16;
    private static final long MOST_REMEMBERED_FLOATS = 64_000_000;

    private final LanguageModel model;
    private final Pooling pooling;
    private final LinkedHashMap<String, float[][]> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private long rememberedFloats;
    private long traced;

    PooledActivations(LanguageModel model, Pooling pooling) {
        this.model = model;
        this.pooling = pooling;
    }

    /// One entry per text, in order: `[layers][hidden size]`.
    List<float[][]> of(List<String> texts, Progress progress, Cancellation cancellation) {
        Map<String, float[][]> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String text : new LinkedHashSet<>(texts)) {
            Optional.ofNullable(remembered.get(text))
                    .ifPresentOrElse(known -> found.put(text, known), () -> missing.add(text));
        }
        for (int start = 0; start < missing.size(); start += TEXTS_PER_CALL) {
            cancellation.throwIfRequested();
            List<String> batch = missing.subList(start, Math.min(missing.size(), start + TEXTS_PER_CALL));
            List<Tokenization> tokens = batch.stream().map(this::tokenized).toList();
            List<Trace> traces = model.trace(
                    tokens.stream().map(Tokenization::ids).toList(),
                    Capture.HIDDEN_STATES,
                    Progress.none(),
                    cancellation);
            for (int i = 0; i < batch.size(); i++) {
                float[][] pooled = pooled(tokens.get(i), traces.get(i));
                found.put(batch.get(i), pooled);
                remember(batch.get(i), pooled);
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

    private Tokenization tokenized(String text) {
        Tokenization tokens = model.tokenizer().encode(text);
        int length = tokens.tokens().size();
        int context = model.summary().contextLength();
        if (length == 0 || length > context) {
            throw new BadInputException(
                    "The concept text \"%s\" has %d tokens, but the model takes 1 to %d; shorten it."
                            .formatted(text.length() <= 60 ? text : text.substring(0, 60) + "…", length, context));
        }
        return tokens;
    }

    private float[][] pooled(Tokenization tokens, Trace trace) {
        float[][] pooled = new float[trace.hiddenStates().size()][];
        for (int layer = 0; layer < pooled.length; layer++) {
            Matrix states = trace.hiddenStates().get(layer);
            pooled[layer] = pooling == Pooling.LAST_TOKEN ? states.row(states.rows() - 1) : mean(tokens, states);
        }
        return pooled;
    }

    private static float[] mean(Tokenization tokens, Matrix states) {
        boolean onlySpecial = tokens.tokens().stream().allMatch(Tokenization.Token::special);
        double[] sum = new double[states.columns()];
        int rows = 0;
        for (int row = 0; row < states.rows(); row++) {
            if (onlySpecial || !tokens.tokens().get(row).special()) {
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
