package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A probe set before and after changes to a model's routing. Jackson writes it as it is.
///
/// @param model the model's name
/// @param probes the probe set's name
/// @param settings how it was computed
/// @param changes the list of changes, those that are switched off included
/// @param neutral how well neutral texts are told, before and after
/// @param effects one for each measure, comparison and outcome, controls included
/// @param draws the random choices that the changes are compared with; empty where no change is
///     that of one expert
/// @param notes plain sentences: what was done, how to read it
public record InterventionStudy(
        String model,
        String probes,
        InterventionSettings settings,
        List<Switched> changes,
        Neutral neutral,
        List<Effect> effects,
        List<Draw> draws,
        List<String> notes) {

    /// Copies the lists.
    public InterventionStudy {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
        draws = List.copyOf(draws);
        notes = List.copyOf(notes);
    }

    /// A change that can be switched off.
    public record Switched(RoutingChange change, boolean on) {}

    /// How well the model tells neutral texts.
    ///
    /// @param source where the texts come from
    /// @param texts their number
    /// @param tokens number of tokens that were told
    /// @param perplexityBefore exp of the mean negative log-probability of a token, unchanged
    ///     model
    /// @param perplexityAfter the same after the changes
    /// @param accuracyBefore the utility task: share of these tokens that the model held for the
    ///     most probable next one, unchanged model; null for a masked model
    /// @param accuracyAfter the same after the changes
    public record Neutral(
            String source,
            int texts,
            long tokens,
            @JsonProperty("perplexity_before") double perplexityBefore,
            @JsonProperty("perplexity_after") double perplexityAfter,
            @JsonProperty("accuracy_before") @Nullable Double accuracyBefore,
            @JsonProperty("accuracy_after") @Nullable Double accuracyAfter) {

        /// By what share perplexity rises; below 0 where it falls.
        @JsonProperty("perplexity_rise")
        public double perplexityRise() {
            return perplexityAfter / perplexityBefore - 1;
        }
    }

    /// A measured difference between two groups.
    ///
    /// @param mean mean difference, group A less group B
    /// @param interval of it; empty where unknown
    /// @param p sign-flip test; null where none is possible
    /// @param rootMeanSquare of the differences by template and words of slots, whatever their
    ///     direction
    public record Reading(
            double mean,
            List<Double> interval,
            @Nullable Double p,
            @JsonProperty("root_mean_square") double rootMeanSquare) {

        /// Copies the list.
        public Reading {
            interval = List.copyOf(interval);
        }
    }

    /// One effect before and after.
    ///
    /// @param measure id of the measure
    /// @param attribute name of the attribute
    /// @param control whether it is a control
    /// @param groupA first group
    /// @param groupB second group
    /// @param outcome what is compared, as a phrase; empty for likelihood
    /// @param unit its unit
    /// @param before the unchanged model
    /// @param after the changed one
    /// @param removed share of the effect that is gone: 1 − Σ before · after / Σ before² over
    ///     templates and words of slots, so that differences in both directions count; 0
    ///     nothing, 1 all, above 1 turned round, below 0 grown; null where the effect before is
    ///     too small for it
    /// @param removedInterval of it, bootstrap over templates; empty where there is none
    /// @param randomRemoved the same for each random choice, in the order of the draws
    /// @param p how seldom a random choice changes as large a share in either direction, (1 + as
    ///     large) / (1 + all); null without random choices or share
    public record Effect(
            String measure,
            String attribute,
            boolean control,
            @JsonProperty("group_a") String groupA,
            @JsonProperty("group_b") String groupB,
            String outcome,
            String unit,
            Reading before,
            Reading after,
            @Nullable Double removed,
            @JsonProperty("removed_interval") List<Double> removedInterval,
            @JsonProperty("random_removed") List<Double> randomRemoved,
            @Nullable Double p) {

        /// Copies the lists.
        public Effect {
            removedInterval = List.copyOf(removedInterval);
            randomRemoved = List.copyOf(randomRemoved);
        }
    }

    /// One random choice: the same changes at other experts.
    ///
    /// @param places an expert for each of the changes of one expert, in order
    /// @param rates how often each of them is chosen in the probe set's texts
    /// @param perplexityRise by what share the perplexity of neutral texts rises
    public record Draw(
            List<RoutingChange.Place> places,
            List<Double> rates,
            @JsonProperty("perplexity_rise") double perplexityRise) {

        /// Copies the lists.
        public Draw {
            places = List.copyOf(places);
            rates = List.copyOf(rates);
        }
    }

    /// Measures the model under those changes that are switched on, beside random choices of
    /// equally used experts. With none switched on the numbers are those of the baseline, bit
    /// for bit.
    ///
    /// @param model the one that the baseline was made with
    /// @param progress hears MEASURING in runs of the probe set
    /// @throws org.tiltmeter.work.BadInputException if a change does not suit the model
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static InterventionStudy of(
            LanguageModel model,
            InterventionBaseline baseline,
            List<Switched> changes,
            Progress progress,
            Cancellation cancellation) {
        return new InterventionRun(model, baseline, cancellation).study(changes, progress);
    }
}
