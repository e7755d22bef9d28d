package org.tiltmeter.concept;

import java.util.List;
import org.tiltmeter.statistics.Interval;

/// Whether what a model does with words and how close it pictures them to two concepts go
/// together, across words.
///
/// @param probes name of the probe set
/// @param measure id of the measure behind the behaviour
/// @param attribute what is exchanged
/// @param groupA the first group, and with it the first concept
/// @param groupB the second
/// @param conceptA name of the concept that stands for the first group
/// @param conceptB name of the concept that stands for the second
/// @param slot whose words are compared
/// @param method how the concepts' directions were found
/// @param layer the hidden state
/// @param spearman rank correlation over words; NaN where one side does not vary
/// @param interval bootstrap over words, percentile
/// @param p two-sided permutation test of the correlation
/// @param pearson linear correlation over words; NaN where one side does not vary
/// @param pearsonInterval bootstrap over words, percentile
/// @param pearsonP two-sided permutation test of it
/// @param reliable whether both concepts are reliable in this layer
/// @param items the words
public record RepresentationAgreement(
        String probes,
        String measure,
        String attribute,
        String groupA,
        String groupB,
        String conceptA,
        String conceptB,
        String slot,
        DirectionMethod method,
        int layer,
        double spearman,
        Interval interval,
        double p,
        double pearson,
        Interval pearsonInterval,
        double pearsonP,
        boolean reliable,
        List<Item> items) {

    /// Copies the list.
    public RepresentationAgreement {
        items = List.copyOf(items);
    }

    /// A word.
    ///
    /// @param term the word
    /// @param behaviour the audit's mean difference, group A less group B, in the unit of the
    ///     outcome
    /// @param representation cos(h − mean h, concept A) − cos(h − mean h, concept B), h being
    ///     the state at the word's last token, mean over the probe set's texts
    public record Item(String term, double behaviour, double representation) {}
}
