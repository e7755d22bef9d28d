package org.tiltmeter.measure;

import java.util.List;
import org.tiltmeter.probe.CounterfactualPair;

/// A pair and what a measure found for its two texts.
///
/// @param pair the two texts
/// @param logProbabilityA log P(text A), nats, summed over all tokens after the first; NaN where
///     a measure does
///     not ask for it
/// @param logProbabilityB log P(text B), the same way
/// @param tokensA tokens of text A, start token included
/// @param tokensB tokens of text B
/// @param difference value A − value B; where the two texts are the two orders of one choice,
///     half of it
/// @param measure id of the measure
/// @param outcome what is compared
/// @param valueA the outcome for text A; for likelihood its log-probability
/// @param valueB the outcome for text B
/// @param asked the answers behind the values; empty for likelihood
public record ScoredPair(
        CounterfactualPair pair,
        double logProbabilityA,
        double logProbabilityB,
        int tokensA,
        int tokensB,
        double difference,
        String measure,
        Outcome outcome,
        double valueA,
        double valueB,
        List<AskedText> asked) {

    /// Copies the list. Results of earlier versions hold likelihoods only and do not name the
    /// measure.
    public ScoredPair {
        if (measure == null || outcome == null || asked == null) {
            measure = LikelihoodMeasure.ID;
            outcome = Outcome.LIKELIHOOD;
            valueA = logProbabilityA;
            valueB = logProbabilityB;
            asked = List.of();
        }
        asked = List.copyOf(asked);
    }

    /// A pair of likelihoods.
    public ScoredPair(
            CounterfactualPair pair,
            double logProbabilityA,
            double logProbabilityB,
            int tokensA,
            int tokensB,
            double difference) {
        this(
                pair,
                logProbabilityA,
                logProbabilityB,
                tokensA,
                tokensB,
                difference,
                LikelihoodMeasure.ID,
                Outcome.LIKELIHOOD,
                logProbabilityA,
                logProbabilityB,
                List.of());
    }
}
