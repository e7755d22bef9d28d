package org.tiltmeter.measure;

import org.tiltmeter.probe.CounterfactualPair;

/// A pair and how probable a model finds its two texts.
///
/// @param pair the two texts
/// @param logProbabilityA log P(text A), nats, summed over all tokens after the first
/// @param logProbabilityB log P(text B), the same way
/// @param tokensA tokens of text A, start token included
/// @param tokensB tokens of text B
/// @param difference log P(A) − log P(B), nats
public record ScoredPair(
        CounterfactualPair pair,
        double logProbabilityA,
        double logProbabilityB,
        int tokensA,
        int tokensB,
        double difference) {}
