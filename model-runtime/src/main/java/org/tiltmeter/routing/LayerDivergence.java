package org.tiltmeter.routing;

/// How far the routing of one layer differs between the two texts of a pair, in one part of the text.
///
/// @param layer absolute index of the layer
/// @param region which tokens
/// @param tokens number of tokens (later tokens: matched pairs of tokens) it was taken over
/// @param jensenShannon divergence of the router probabilities, bits, 0 … 1
/// @param overlap Jaccard overlap of the chosen experts, 0 … 1; two independent choices of k of N overlap by
///     about
///     k / (2N − k)
/// @param weightDistance half the summed absolute difference of the applied weights
public record LayerDivergence(
        int layer, Region region, int tokens, double jensenShannon, double overlap, double weightDistance) {

    /// Parts of a pair of texts. What stands before the first change is equal by causality and not compared.
    public enum Region {
        /// The exchanged tokens: probabilities and weights averaged over each text's tokens, chosen experts
        /// united.
        /// That these differ is nearly a tautology.
        EDITED,
        /// Every token after the change that both texts share, compared with its partner, then averaged.
        LATER,
        /// The last token of each text, where the model says what follows.
        ANSWER
    }
}
