package org.tiltmeter.concept.sparse;

import java.util.List;
import org.tiltmeter.statistics.Interval;

/// A feature of a sparse autoencoder that is on more for texts with a concept than for those without, or less.
///
/// @param index which feature
/// @param correlation of its activation with whether the text shows the concept, over texts, −1 … 1
/// @param interval of the correlation, 95 %: the texts of each side drawn again 1,000 times
/// @param p of this correlation, adjusted for all features by the largest one under shuffled labels
/// @param positiveShare share of the texts with the concept for which it is on, 0 … 1
/// @param negativeShare share of those without
/// @param positiveMean mean activation over the texts with the concept
/// @param negativeMean mean activation over those without
/// @param tokens on which it is largest in the concept's texts, largest first, each once
/// @param raised tokens whose logits its decoder row raises most; empty where the model does not show them
public record SparseFeature(
        int index,
        double correlation,
        Interval interval,
        double p,
        double positiveShare,
        double negativeShare,
        double positiveMean,
        double negativeMean,
        List<String> tokens,
        List<String> raised) {

    /// Copies the lists.
    public SparseFeature {
        tokens = List.copyOf(tokens);
        raised = List.copyOf(raised);
    }
}
