package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.statistics.ClusterPermutationTest.Cluster;

/// What a model's routers do with a probe set: how far the routing of the two texts of a pair
/// differs, beside the same for neutral swaps, and which experts are chosen more often for one
/// group. Jackson writes it as it is.
///
/// A difference in routing is not yet bias: routing is largely a matter of words, and an expert
/// that is associated with a group need not matter for any answer. Only an intervention shows
/// whether it does.
///
/// @param model the model's name
/// @param probes the probe set's name
/// @param settings how it was computed
/// @param layers absolute indices of the expert layers, ascending
/// @param experts number of routed experts in each of them
/// @param chosenPerToken experts chosen for each token in each of them
/// @param pairs number of pairs that were run
/// @param comparisons one for each attribute and two of its groups, controls included
/// @param notes plain sentences: what was left out, how to read it
public record RoutingStudy(
        String model,
        String probes,
        StudySettings settings,
        List<Integer> layers,
        List<Integer> experts,
        @JsonProperty("chosen_per_token") int chosenPerToken,
        int pairs,
        List<Comparison> comparisons,
        List<String> notes) {

    /// What stands beside every routing result.
    public static final String CAUTION =
            "A routing difference is not yet bias: experts that are associated with a group need not matter for any"
                    + " answer. Only an intervention shows whether one does.";

    /// Copies the lists.
    public RoutingStudy {
        layers = List.copyOf(layers);
        experts = List.copyOf(experts);
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /// Two groups of an attribute.
    ///
    /// @param attribute name of the attribute
    /// @param control whether it is a control, whose results are the noise floor of the others
    /// @param groupA first group
    /// @param groupB second group
    /// @param templates number of templates, the units
    /// @param pairs number of pairs
    /// @param divergences one for each region and layer
    /// @param clusters runs of layers whose divergence on later tokens differs from that of
    ///     neutral swaps; `from` and `to` are indices into the study's layers; empty for a
    ///     control, and where there are too few templates with a neutral swap
    /// @param experts every expert, those with the smallest p first
    public record Comparison(
            String attribute,
            boolean control,
            String groupA,
            String groupB,
            int templates,
            int pairs,
            List<DivergenceSummary> divergences,
            List<Cluster> clusters,
            List<ExpertDifference> experts) {

        /// Copies the lists.
        public Comparison {
            divergences = List.copyOf(divergences);
            clusters = List.copyOf(clusters);
            experts = List.copyOf(experts);
        }

        /// Experts found on the discovery templates and confirmed on the others.
        public List<ExpertDifference> confirmed() {
            return experts.stream().filter(ExpertDifference::confirmed).toList();
        }
    }

    /// How far routing differs in one layer and part of the text, mean over templates.
    ///
    /// @param layer absolute index of the layer
    /// @param region which tokens
    /// @param templates number of templates with such tokens
    /// @param jensenShannon bits, 0 … 1
    /// @param interval of it, cluster bootstrap over templates; empty with one template
    /// @param overlap of the chosen experts, 0 … 1
    /// @param weightDistance half the summed absolute difference of applied weights
    /// @param neutral the same divergence for neutral swaps, bits; null without a control
    /// @param ratio median divergence of this comparison over that of the neutral swaps; null
    ///     without a control, or where neutral swaps do not differ at all
    /// @param ratioInterval of the ratio, bootstrap over templates; empty where there is no
    ///     ratio
    public record DivergenceSummary(
            int layer,
            Region region,
            int templates,
            @JsonProperty("jensen_shannon") double jensenShannon,
            List<Double> interval,
            double overlap,
            @JsonProperty("weight_distance") double weightDistance,
            @Nullable Double neutral,
            @Nullable Double ratio,
            @JsonProperty("ratio_interval") List<Double> ratioInterval) {

        /// Copies the lists.
        public DivergenceSummary {
            interval = List.copyOf(interval);
            ratioInterval = List.copyOf(ratioInterval);
        }
    }

    /// How much more often an expert is chosen for one group (SteerMoE's difference of
    /// activation rates, arXiv 2509.09660, with a test that the paper does not have).
    ///
    /// @param layer absolute index of the layer
    /// @param expert index of the expert
    /// @param rateA share of the region's tokens that went to it in texts with group A, mean
    ///     over templates
    /// @param rateB the same for group B
    /// @param difference rate A minus rate B over all templates
    /// @param interval of the difference, for this expert alone, bootstrap over templates; empty
    ///     with one template
    /// @param correctedP on all templates, corrected over all experts of all layers (max-T);
    ///     null where there are too few templates
    /// @param discoveryP on the discovery templates, corrected over all experts of all layers
    ///     (max-T); null where there are too few templates
    /// @param confirmationP on the other templates, tested in the order of the first half;
    ///     null for experts that were not found, and where the templates were too few to be
    ///     split
    /// @param confirmed whether both are at most 1 − level and the difference has the same sign
    ///     in both halves
    public record ExpertDifference(
            int layer,
            int expert,
            @JsonProperty("rate_a") double rateA,
            @JsonProperty("rate_b") double rateB,
            double difference,
            List<Double> interval,
            @JsonProperty("corrected_p") @Nullable Double correctedP,
            @JsonProperty("discovery_p") @Nullable Double discoveryP,
            @JsonProperty("confirmation_p") @Nullable Double confirmationP,
            boolean confirmed) {

        /// Copies the list.
        public ExpertDifference {
            interval = List.copyOf(interval);
        }
    }
}
