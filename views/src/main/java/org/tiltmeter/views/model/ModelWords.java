package org.tiltmeter.views.model;

import org.tiltmeter.architecture.ModelSummary;
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

    /// How many experts, or that there are none.
    public static String experts(ModelSummary summary) {
        return summary.experts()
                .map(experts -> Texts.get("model.experts", experts.routed(), experts.chosen()))
                .orElseGet(() -> Texts.get("model.dense"));
    }
}
