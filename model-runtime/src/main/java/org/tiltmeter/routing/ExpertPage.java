package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;

/// Everything known of one expert: what it takes, when, together with which others, and its role
/// in a study.
///
/// @param profile what it takes
/// @param partners the others that are chosen most often together with it
/// @param chance how often any other expert would be chosen together with it by chance: chosen
///     per token / experts
/// @param roles its role in each comparison of the study; empty without a study
/// @param notes plain sentences: how to read it
public record ExpertPage(
        ExpertProfile profile, List<Partner> partners, double chance, List<Role> roles, List<String> notes) {

    private static final int MOST_PARTNERS = 8;

    /// Copies the lists.
    public ExpertPage {
        partners = List.copyOf(partners);
        roles = List.copyOf(roles);
        notes = List.copyOf(notes);
    }

    /// Another expert of the same layer.
    ///
    /// @param expert its index
    /// @param together tokens that both were chosen for
    /// @param coActivation their share of this expert's tokens
    /// @param rate share of all tokens that the other was chosen for, whatever this one does
    public record Partner(
            int expert,
            int together,
            @JsonProperty("co_activation") double coActivation,
            double rate) {}

    /// An expert in one comparison of a study.
    ///
    /// @param attribute name of the attribute
    /// @param control whether it is a control
    /// @param groupA first group
    /// @param groupB second group
    /// @param difference its rates and tests
    public record Role(String attribute, boolean control, String groupA, String groupB, ExpertDifference difference) {}

    /// Gathers an expert's page.
    ///
    /// @throws org.tiltmeter.work.BadInputException if there is no such expert
    public static ExpertPage of(ExpertProfiles profiles, Optional<RoutingStudy> study, int layer, int expert) {
        ExpertProfile profile = profiles.expert(layer, expert);
        LayerProfile all = profiles.layer(layer).orElseThrow();
        List<Partner> partners = IntStream.range(0, all.experts().size())
                .filter(other -> other != expert && all.together()[expert][other] > 0)
                .mapToObj(other -> new Partner(
                        other,
                        all.together()[expert][other],
                        all.coActivation(expert, other),
                        all.experts().get(other).rate()))
                .sorted(Comparator.comparing((Partner partner) -> -partner.together())
                        .thenComparing(Partner::expert))
                .limit(MOST_PARTNERS)
                .toList();
        List<Role> roles = study.stream()
                .flatMap(one -> one.comparisons().stream())
                .flatMap(comparison -> comparison.experts().stream()
                        .filter(one -> one.layer() == layer && one.expert() == expert)
                        .map(one -> new Role(
                                comparison.attribute(),
                                comparison.control(),
                                comparison.groupA(),
                                comparison.groupB(),
                                one)))
                .toList();
        return new ExpertPage(
                profile,
                partners,
                (double) profiles.chosenPerToken() / profiles.experts(),
                roles,
                List.of(RoutingStudy.CAUTION));
    }
}
