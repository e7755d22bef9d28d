package org.tiltmeter.views.model;

import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.ComputeDevice;
import org.tiltmeter.model.ComputeType;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.OpeningWay;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.views.Texts;

/// A model in words. For any thread.
public final class ModelWords {

    private static final String SEPARATOR = " · ";

    private ModelWords() {}

    /// Family, experts, stored type and size in one line.
    public static String line(ModelSummary summary) {
        return String.join(
                SEPARATOR,
                summary.family(),
                experts(summary),
                summary.storedType(),
                Sizes.bytes(summary.weightBytes()));
    }

    /// What a loaded model computes on, and in which type.
    public static String runsOn(LanguageModel model) {
        return runsOn(model.device(), model.computeType(), model.summary().storedType());
    }

    /// A way of opening a model, in words.
    ///
    /// @param storedType how the model's weights are stored
    public static String way(OpeningWay way, String storedType) {
        String words = runsOn(way.device(), way.compute(), storedType);
        return way.automatic() ? Texts.get("model.usualWay", words) : words;
    }

    private static String runsOn(ComputeDevice device, ComputeType compute, String storedType) {
        return device.label()
                + SEPARATOR
                + (compute == ComputeType.FAST
                        ? Texts.get("model.computesFast", storedType)
                        : Texts.get("model.computesExact"));
    }

    /// How many experts, or that there are none.
    public static String experts(ModelSummary summary) {
        return summary.experts()
                .map(experts -> Texts.get("model.experts", experts.routed(), experts.chosen()))
                .orElseGet(() -> Texts.get("model.dense"));
    }

    /// How many stored tensors a model does not use, with an example.
    public static String unused(ModelSummary.Unused unused) {
        String first = unused.first().isEmpty() ? "" : unused.first().getFirst();
        return Texts.get("model.unusedTensors", unused.number(), first);
    }
}
