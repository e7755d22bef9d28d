package org.tiltmeter.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.tiltmeter.routing.ExpertProfiles;
import org.tiltmeter.routing.ExpertScan;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.RouterMediation;
import org.tiltmeter.routing.RouterSaturation;
import org.tiltmeter.routing.RoutingStudy;

/// Everything that was found of a model's routing besides the studies of divergence.
///
/// @param caution the sentence that stands beside every routing result
/// @param profiles what experts take, one for each probe set
/// @param interventions probe sets before and after changes
/// @param scans experts silenced one at a time
/// @param mediations routing patched from one text into the other
/// @param saturations the routing of another model of the same shape
public record RoutingFindings(
        String caution,
        @JsonProperty("profiles") List<ExpertProfiles> profiles,
        @JsonProperty("interventions") List<InterventionStudy> interventions,
        @JsonProperty("scans") List<ExpertScan> scans,
        @JsonProperty("mediations") List<RouterMediation> mediations,
        @JsonProperty("saturations") List<RouterSaturation> saturations) {

    /// Copies the lists.
    public RoutingFindings {
        profiles = List.copyOf(profiles);
        interventions = List.copyOf(interventions);
        scans = List.copyOf(scans);
        mediations = List.copyOf(mediations);
        saturations = List.copyOf(saturations);
    }

    /// With the usual caution.
    public RoutingFindings(
            List<ExpertProfiles> profiles,
            List<InterventionStudy> interventions,
            List<ExpertScan> scans,
            List<RouterMediation> mediations,
            List<RouterSaturation> saturations) {
        this(RoutingStudy.CAUTION, profiles, interventions, scans, mediations, saturations);
    }
}
