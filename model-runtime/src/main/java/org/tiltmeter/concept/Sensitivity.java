package org.tiltmeter.concept;

import java.util.Arrays;

/// How an answer responds to a concept, by its gradient: testing with concept activation vectors
/// (TCAV; Kim et al. 2018).
///
/// S(x) = Σ over tokens of ∂F/∂h · v with F = log P(A) − log P(B) after the text x: the change
/// of F per unit of v added at every token. v is the concept's vector against random texts.
/// Through a mixture of experts the gradient does not see that other experts could be chosen.
///
/// @param concept name of the concept
/// @param layer the hidden state
/// @param score share of texts with S > 0, mean over runs, 0 … 1
/// @param meanChange mean of S over texts and runs, nats per unit of the hidden states
/// @param randomScore mean score of random texts against random texts
/// @param randomChange mean of S for these
/// @param scores lowest and highest score of the runs
/// @param randomScores lowest and highest of random texts against random texts
/// @param randomAsFar runs of random texts against random texts whose score lies at least as far from
///     0.5 as the concept's
/// @param p two-sided t-test of the concept's scores against the random ones, over runs; NaN
///     where neither varies
/// @param adjustedP after Holm over the layers tested
/// @param texts number of texts x
/// @param runs number of random counterparts; all share the concept's texts, so that more of
///     them shrink p without new evidence
public record Sensitivity(
        String concept,
        int layer,
        double score,
        double meanChange,
        double randomScore,
        double randomChange,
        Span scores,
        Span randomScores,
        int randomAsFar,
        double p,
        double adjustedP,
        int texts,
        int runs) {

    /// From the lowest to the highest of several runs.
    public record Span(double low, double high) {

        static Span of(double[] values) {
            return new Span(
                    Arrays.stream(values).min().orElse(Double.NaN),
                    Arrays.stream(values).max().orElse(Double.NaN));
        }
    }

    /// The same after a correction over several layers.
    Sensitivity withAdjustedP(double other) {
        return new Sensitivity(
                concept,
                layer,
                score,
                meanChange,
                randomScore,
                randomChange,
                scores,
                randomScores,
                randomAsFar,
                p,
                other,
                texts,
                runs);
    }
}
