package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What a model without experts has instead: groups of feed-forward neurons and attention heads,
/// compared between the two texts of every pair and tested as experts are. Jackson writes it as
/// it is.
///
/// Neurons of a layer are taken together in groups of neighbours; the number that is compared is
/// the mean absolute activation of the group over the tokens of the region. Of a head it is the
/// share of their attention that these tokens give to the exchanged words.
///
/// @param model the model's name
/// @param probes the probe set's name
/// @param settings how it was computed
/// @param pairs number of pairs that were run
/// @param comparisons one for each attribute and two of its groups, controls included
/// @param notes plain sentences: what was left out, how to read it
public record DenseStudy(
        String model,
        String probes,
        StudySettings settings,
        int pairs,
        List<Comparison> comparisons,
        List<String> notes) {

    /// What stands beside every result.
    public static final String CAUTION =
            "A difference in activation is not yet bias: neurons and heads that are associated with a group need not"
                    + " matter for any answer. Only an intervention shows whether they do.";

    /// Copies the lists.
    public DenseStudy {
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /// What is compared.
    public enum Kind {
        /// Neighbouring neurons of a feed-forward network.
        NEURONS,
        /// An attention head.
        HEAD
    }

    /// Two groups of an attribute.
    ///
    /// @param attribute name of the attribute
    /// @param control whether it is a control
    /// @param groupA first group
    /// @param groupB second group
    /// @param templates number of templates, the units
    /// @param pairs number of pairs
    /// @param units every group of neurons and head, the confirmed ones first, then by p
    public record Comparison(
            String attribute,
            boolean control,
            @JsonProperty("group_a") String groupA,
            @JsonProperty("group_b") String groupB,
            int templates,
            int pairs,
            List<UnitDifference> units) {

        /// Copies the list.
        public Comparison {
            units = List.copyOf(units);
        }

        /// Units found on the discovery templates and confirmed on the others.
        public List<UnitDifference> confirmed() {
            return units.stream().filter(UnitDifference::confirmed).toList();
        }
    }

    /// One group of neurons or one head.
    ///
    /// @param kind what it is
    /// @param layer absolute index of the layer
    /// @param first index of the first neuron, or of the head
    /// @param end index behind the last
    /// @param valueA mean over templates in texts with group A
    /// @param valueB the same for group B
    /// @param difference value A minus value B
    /// @param interval of the difference, for this unit alone, bootstrap over templates; empty
    ///     with one template
    /// @param correctedP on all templates, corrected over all units of all layers (max-T); null
    ///     with too few templates
    /// @param discoveryP on the discovery templates, corrected the same way; null with too few
    ///     templates
    /// @param confirmationP on the other templates, tested in the order of the first half; null for
    ///     units that were not found, and where the templates were too few to be split
    /// @param confirmed whether it was found and confirmed with the same sign
    public record UnitDifference(
            Kind kind,
            int layer,
            int first,
            int end,
            @JsonProperty("value_a") double valueA,
            @JsonProperty("value_b") double valueB,
            double difference,
            List<Double> interval,
            @JsonProperty("corrected_p") @Nullable Double correctedP,
            @JsonProperty("discovery_p") @Nullable Double discoveryP,
            @JsonProperty("confirmation_p") @Nullable Double confirmationP,
            boolean confirmed) {

        /// Copies the list.
        public UnitDifference {
            interval = List.copyOf(interval);
        }
    }

    /// Runs both texts of every pair and compares what neurons and heads do. Traces are not
    /// kept.
    ///
    /// @param progress hears SCORING in pairs, COMPUTING_STATISTICS in comparisons
    /// @throws org.tiltmeter.work.BadInputException if the model's inside cannot be read or the
    ///     probe set cannot be expanded
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static DenseStudy of(
            LanguageModel model,
            ProbeSet probes,
            StudySettings settings,
            Progress progress,
            Cancellation cancellation) {
        return new DenseRun(model, probes, settings, cancellation).run(progress);
    }
}
