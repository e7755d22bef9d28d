package org.tiltmeter.concept;

import org.tiltmeter.statistics.Interval;

/// How much closer one target lies to the first reference than to the second: cos(target, first)
/// − cos(target, second), −2 … 2.
///
/// @param target name of the concept
/// @param references the two it is held against
/// @param layer the hidden state; −1 for the mean over the layers in which all three concepts
///     are reliable, or over all where there is none
/// @param layers number of layers behind the score
/// @param reliable whether all three concepts are found well enough there, see
///     [ConceptDirection#isReliable()]
/// @param score the signed asymmetry
/// @param prompts bootstrap interval over the texts of all three concepts, percentile
/// @param interval the same with the scatter of unrelated directions added: two concepts that
///     have nothing to do with each other are not exactly at right angles, and no number of
///     texts changes that
/// @param chance this share of unrelated directions, `level` of the request, has at most this
///     absolute asymmetry; unrelated are directions between random halves of the target's own
///     texts, equally many positive in each
/// @param randomChance the same for directions of uniform distribution, exact
/// @param p share of these unrelated directions with at least this absolute asymmetry, (1 +
///     count) / (1 + splits)
/// @param adjustedP after Benjamini and Hochberg over all targets and reference pairs of the
///     same layer
public record Asymmetry(
        String target,
        ReferencePair references,
        int layer,
        int layers,
        boolean reliable,
        double score,
        Interval prompts,
        Interval interval,
        double chance,
        double randomChance,
        double p,
        double adjustedP) {

    /// The layer of a mean over layers.
    public static final int MEAN = -1;

    Asymmetry withAdjustedP(double adjusted) {
        return new Asymmetry(
                target,
                references,
                layer,
                layers,
                reliable,
                score,
                prompts,
                interval,
                chance,
                randomChance,
                p,
                adjusted);
    }
}
