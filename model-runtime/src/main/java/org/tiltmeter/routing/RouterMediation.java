package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How much of a difference between the two texts of a pair goes through the routers: text B is
/// run with the routing, the experts' outputs, both, or the whole feed-forward branch of text A.
/// Our own recipe; activation patching as in TransformerLens.
///
/// The answer is, for likelihood, the log-probability of the tokens after the exchanged words;
/// for other questions that of the first answer's first word less that of the second's, after
/// the text. Effect of a patch = (answer of B patched − answer of B) / (answer of A − answer of
/// B). The share that the routers mediate is the mean effect of imposing the routing over that
/// of imposing the whole branch. Jackson writes it as it is.
///
/// @param model the model's name
/// @param probes the probe set's name
/// @param settings how it was computed
/// @param comparisons one for each attribute and two of its groups that has pairs to patch,
///     controls included
/// @param notes plain sentences: how to read it
public record RouterMediation(
        String model, String probes, InterventionSettings settings, List<Comparison> comparisons, List<String> notes) {

    /// Pairs whose answers differ by less are left out: the ratio would be noise.
    public static final double SMALLEST = 0.1;

    /// Copies the lists.
    public RouterMediation {
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /// Two groups of an attribute.
    ///
    /// @param attribute name of the attribute
    /// @param control whether it is a control
    /// @param groupA first group
    /// @param groupB second group
    /// @param pairs pairs that were patched
    /// @param templates number of their templates
    /// @param otherLength pairs left out because their texts have different numbers of tokens
    /// @param tooSmall pairs left out because their answers hardly differ
    /// @param whole all expert layers patched together; null where no pair was left
    /// @param layers each expert layer patched alone
    public record Comparison(
            String attribute,
            boolean control,
            @JsonProperty("group_a") String groupA,
            @JsonProperty("group_b") String groupB,
            int pairs,
            int templates,
            @JsonProperty("other_length") int otherLength,
            @JsonProperty("too_small") int tooSmall,
            @Nullable Patched whole,
            List<LayerPatched> layers) {

        /// Copies the list.
        public Comparison {
            layers = List.copyOf(layers);
        }
    }

    /// One expert layer patched alone.
    public record LayerPatched(int layer, Patched patched) {}

    /// Mean effects over templates, 0 none … 1 the whole difference.
    ///
    /// @param routing (a) only the routing is imposed
    /// @param outputs (b) only what experts work on is imposed
    /// @param both (c) both are
    /// @param branch (d) what the whole feed-forward branch adds is
    /// @param share (a) over (d); null where (d) is smaller than 0.1
    /// @param shareInterval of it, bootstrap over templates; empty where there is none
    public record Patched(
            double routing,
            double outputs,
            double both,
            double branch,
            @Nullable Double share,
            @JsonProperty("share_interval") List<Double> shareInterval) {

        /// Copies the list.
        public Patched {
            shareInterval = List.copyOf(shareInterval);
        }
    }

    /// Patches pairs.
    ///
    /// @param progress hears MEASURING in pairs
    /// @throws org.tiltmeter.work.BadInputException if the model has no experts or the probe set
    ///     cannot be expanded
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static RouterMediation of(
            LanguageModel model,
            ProbeSet probes,
            InterventionSettings settings,
            Progress progress,
            Cancellation cancellation) {
        return new Patching(model, probes, settings, cancellation).run(progress);
    }
}
