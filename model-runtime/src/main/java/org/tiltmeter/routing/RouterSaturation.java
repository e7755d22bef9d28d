package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.Trace;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How far two models of the same shape, such as an earlier and a later checkpoint, or a base
/// and a tuned model, choose the same experts for the same tokens: router saturation, mean over
/// tokens of |T ∩ T'| / k (OLMoE, arXiv 2409.02060). Jackson writes it as it is.
///
/// @param model the one model
/// @param other the other model
/// @param texts number of texts
/// @param tokens number of tokens
/// @param chance what two independent choices would share: chosen per token / experts
/// @param layers one for each expert layer
public record RouterSaturation(
        String model, String other, int texts, long tokens, double chance, List<LayerSaturation> layers) {

    private static final int TEXTS_PER_CALL = 64;

    /// Copies the list.
    public RouterSaturation {
        layers = List.copyOf(layers);
    }

    /// One layer.
    ///
    /// @param layer absolute index of the layer
    /// @param saturation mean share of the chosen experts that both models choose, 0 … 1
    /// @param same share of tokens for which both choose exactly the same experts
    public record LayerSaturation(
            int layer,
            double saturation,
            @JsonProperty("same") double same) {}

    /// Runs the same texts through both.
    ///
    /// @param texts what both read
    /// @param progress hears TRACING in texts
    /// @throws BadInputException if the models differ in layers, experts or tokens, or have no
    ///     experts
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static RouterSaturation of(
            LanguageModel model,
            LanguageModel other,
            List<String> texts,
            Progress progress,
            Cancellation cancellation) {
        List<Integer> layers = RoutingChanges.layers(model);
        if (!layers.equals(RoutingChanges.layers(other))
                || !model.summary().experts().equals(other.summary().experts())) {
            throw new BadInputException(
                    "The models %s and %s have different expert layers; only models of the same shape"
                                    .formatted(
                                            model.summary().name(),
                                            other.summary().name())
                            + " can be compared expert by expert.");
        }
        if (texts.isEmpty()) {
            throw new BadInputException(
                    "There is no text to compare the routing of two models over; give at least one.");
        }
        double[] shared = new double[layers.size()];
        long[] same = new long[layers.size()];
        long tokens = 0;
        int chosen = 0;
        int experts = 0;
        for (int start = 0; start < texts.size(); start += TEXTS_PER_CALL) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.TRACING, start, texts.size()));
            List<int[]> ids = new ArrayList<>();
            for (String text : texts.subList(start, Math.min(texts.size(), start + TEXTS_PER_CALL))) {
                int[] own = model.tokenizer().encode(text).ids();
                if (!Arrays.equals(own, other.tokenizer().encode(text).ids())) {
                    throw new BadInputException(
                            "The models %s and %s read the text \"%s\" as different tokens, so their"
                                            .formatted(
                                                    model.summary().name(),
                                                    other.summary().name(),
                                                    text)
                                    + " routing cannot be compared token by token.");
                }
                ids.add(own);
            }
            List<Trace> first = model.trace(ids, Capture.ROUTING, Progress.none(), cancellation);
            List<Trace> second = other.trace(ids, Capture.ROUTING, Progress.none(), cancellation);
            for (int i = 0; i < first.size(); i++) {
                tokens += first.get(i).tokens();
                for (int layer = 0; layer < shared.length; layer++) {
                    RoutingTrace one = first.get(i).routing().get(layer);
                    RoutingTrace two = second.get(i).routing().get(layer);
                    experts = one.experts();
                    for (int token = 0; token < one.tokens(); token++) {
                        int[] others = two.chosen()[token];
                        chosen = one.chosen()[token].length;
                        long both = Arrays.stream(one.chosen()[token])
                                .filter(expert -> Arrays.stream(others).anyMatch(found -> found == expert))
                                .count();
                        shared[layer] += (double) both / chosen;
                        same[layer] += both == chosen && both == others.length ? 1 : 0;
                    }
                }
            }
        }
        progress.report(new Progress.Step(Progress.Phase.TRACING, texts.size(), texts.size()));
        List<LayerSaturation> rows = new ArrayList<>();
        for (int layer = 0; layer < shared.length; layer++) {
            rows.add(new LayerSaturation(layers.get(layer), shared[layer] / tokens, (double) same[layer] / tokens));
        }
        return new RouterSaturation(
                model.summary().name(), other.summary().name(), texts.size(), tokens, (double) chosen / experts, rows);
    }
}
