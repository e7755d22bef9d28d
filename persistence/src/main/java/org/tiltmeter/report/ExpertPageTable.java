package org.tiltmeter.report;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.routing.ExpertPage;
import org.tiltmeter.routing.ExpertPage.Partner;
import org.tiltmeter.routing.ExpertPage.Role;
import org.tiltmeter.routing.ExpertProfile;
import org.tiltmeter.routing.ExpertProfile.Example;
import org.tiltmeter.routing.ExpertProfile.GroupShare;
import org.tiltmeter.routing.ExpertProfile.PositionShare;
import org.tiltmeter.routing.ExpertProfile.TokenShare;
import org.tiltmeter.routing.ExpertWeights;
import org.tiltmeter.routing.ExpertWeights.MatrixSize;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.table.Table;

/// One expert's page as a table, a number in each row, each with the caution. Pure functions.
public final class ExpertPageTable {

    private ExpertPageTable() {}

    /// All numbers of a page.
    ///
    /// @param weights the sizes of the expert's weights, where they could be read
    public static Table of(ExpertPage page, Optional<ExpertWeights> weights) {
        ExpertProfile profile = page.profile();
        Rows rows = new Rows("Layer %d, expert %d".formatted(profile.layer(), profile.expert()));
        rows.add("Use", "all texts", "tokens taken", (double) profile.tokens());
        rows.add("Use", "all texts", "share of tokens", profile.rate());
        rows.add("Use", "all texts", "share of tokens if all were used alike", page.chance());
        rows.add("Use", "all texts", "share of the layer's choices", profile.load());
        rows.add("Use", "all texts", "mean applied weight", profile.meanWeight());
        rows.add("Use", "all texts", "mean router probability", profile.meanProbability());
        rows.add("Use", "all texts", "mean output norm", RoutingOutput.orMissing(profile.meanNorm()));
        rows.add("Use", "all texts", "largest output norm", RoutingOutput.orMissing(profile.largestNorm()));
        rows.add("Use", "all texts", "importance", RoutingOutput.orMissing(profile.importance()));
        rows.add("Use", "all texts", "super expert", profile.superExpert() ? 1 : 0);
        for (GroupShare group : profile.groups()) {
            rows.add("Group", group.group(), "share of tokens", group.share());
            rows.add("Group", group.group(), "mean applied weight", group.meanWeight());
            rows.add(
                    "Group",
                    group.group(),
                    "nPMI with the group's words",
                    RoutingOutput.orMissing(group.information()));
            rows.add("Group", group.group(), "importance", RoutingOutput.orMissing(group.importance()));
        }
        for (PositionShare one : profile.positions()) {
            rows.add("Position", Integer.toString(one.from()), "share of tokens from there on", one.share());
        }
        for (TokenShare token : profile.vocabulary()) {
            rows.add("Vocabulary", token.piece(), "occurrences", (double) token.occurrences());
            rows.add("Vocabulary", token.piece(), "share for which it is chosen", token.chosen());
            rows.add("Vocabulary", token.piece(), "share for which it has the largest weight", token.first());
        }
        for (Example example : profile.examples()) {
            rows.add("Example", example.piece() + " in: " + example.text(), "applied weight", example.weight());
        }
        for (Partner partner : page.partners()) {
            String name = "expert " + partner.expert();
            rows.add("Chosen together", name, "share of this expert's tokens", partner.coActivation());
            rows.add("Chosen together", name, "its share of all tokens", partner.rate());
        }
        page.roles().forEach(role -> add(rows, role));
        for (MatrixSize matrix : weights.map(ExpertWeights::matrices).orElse(List.of())) {
            rows.add("Weights", matrix.name(), "norm", matrix.norm());
            rows.add("Weights", matrix.name(), "mean", matrix.mean());
            rows.add("Weights", matrix.name(), "standard deviation", matrix.deviation());
            rows.add("Weights", matrix.name(), "largest absolute weight", matrix.largest());
        }
        page.notes().forEach(rows.table::provenance);
        return rows.table.build();
    }

    private static void add(Rows rows, Role role) {
        ExpertDifference one = role.difference();
        String name = "%s: %s and %s%s"
                .formatted(role.attribute(), role.groupA(), role.groupB(), role.control() ? " (neutral swap)" : "");
        rows.add("Role", name, "rate in the first group", one.rateA());
        rows.add("Role", name, "rate in the second group", one.rateB());
        rows.add("Role", name, "difference", one.difference());
        rows.add(
                "Role",
                name,
                "interval from",
                one.interval().isEmpty() ? Double.NaN : one.interval().getFirst());
        rows.add(
                "Role",
                name,
                "interval to",
                one.interval().isEmpty() ? Double.NaN : one.interval().getLast());
        rows.add("Role", name, "p corrected over all experts (max-T)", RoutingOutput.orMissing(one.correctedP()));
        rows.add("Role", name, "p on discovery templates", RoutingOutput.orMissing(one.discoveryP()));
        rows.add("Role", name, "p on confirmation templates", RoutingOutput.orMissing(one.confirmationP()));
        rows.add("Role", name, "confirmed", one.confirmed() ? 1 : 0);
    }

    /// The table while it grows.
    private static final class Rows {

        private final Table.Builder table;

        Rows(String title) {
            table = Table.titled(title)
                    .text("About")
                    .text("Of")
                    .text("What")
                    .number("Number")
                    .text("Caution");
        }

        void add(String about, String of, String what, double number) {
            table.row(about, of, what, number, RoutingStudy.CAUTION);
        }
    }
}
