package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The experts of one layer, over the texts of a profile.
///
/// @param layer absolute index of the layer
/// @param tokens number of tokens
/// @param entropy mean entropy of the router's probabilities, 0 … 1 (1: no preference)
/// @param margin mean distance in probability between the last chosen and the first unchosen
///     expert
/// @param balance N Σ f P: 1 where all experts are used alike
/// @param gini Gini coefficient of the loads: 0 where all experts are used alike
/// @param masses mean number of experts that reach each mass of probability
/// @param together how often two experts were chosen for the same token, `[experts][experts]`;
///     the diagonal is how often each was chosen; not copied
/// @param experts all experts in order
public record LayerProfile(
        int layer,
        long tokens,
        double entropy,
        double margin,
        double balance,
        double gini,
        List<MassShare> masses,
        @JsonIgnore int[][] together,
        @JsonProperty("experts") List<ExpertProfile> experts) {

    /// Copies the lists.
    public LayerProfile {
        masses = List.copyOf(masses);
        experts = List.copyOf(experts);
    }

    /// How many experts reach a mass of the router's probability.
    ///
    /// @param mass the mass
    /// @param mean mean number of experts over all tokens
    /// @param groups the mean over each group's texts, in the order of the profile's groups
    public record MassShare(double mass, double mean, List<Double> groups) {

        /// Copies the list.
        public MassShare {
            groups = List.copyOf(groups);
        }
    }

    /// Co-activation over all pairs: share of the tokens of one expert that another was chosen
    /// for as well, N_ab / N_a (OLMoE's measure; its script counts neighbours in rank only). NaN
    /// where the first was never chosen.
    public double coActivation(int expert, int other) {
        return together[expert][expert] == 0 ? Double.NaN : (double) together[expert][other] / together[expert][expert];
    }
}
