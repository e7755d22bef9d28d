package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.routing.ExpertPage;
import org.tiltmeter.routing.ExpertPage.Role;
import org.tiltmeter.routing.ExpertProfile;
import org.tiltmeter.routing.ExpertProfile.Example;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.views.FactGrid.Fact;
import org.tiltmeter.views.Texts;

/// The words of an expert's page; "associated with", never a cause.
final class PageWords {

    private static final int MOST_NAMED = 4;

    private PageWords() {}

    /// Which expert.
    static String place(ExpertPage page) {
        return Texts.get(
                "routing.pagePlace",
                Integer.toString(page.profile().layer()),
                Integer.toString(page.profile().expert()));
    }

    /// A comparison by name.
    static String name(Role role) {
        String words = Texts.get("routing.comparison", role.attribute(), role.groupA(), role.groupB());
        return role.control() ? Texts.get("routing.comparisonControl", words) : words;
    }

    /// Roles, those in neutral swaps last.
    static List<Role> ordered(List<Role> roles) {
        return roles.stream().sorted(Comparator.comparing(Role::control)).toList();
    }

    /// The corrected p of a role.
    static String corrected(Role role) {
        String p = StudyWords.probability(role.difference().correctedP());
        return Texts.get(p.startsWith("<") ? "routing.pageSmallP" : "routing.pageP", p);
    }

    /// How often, for what, and whether it stands out, in one or two sentences.
    static String sentence(ExpertPage page) {
        ExpertProfile profile = page.profile();
        if (profile.tokens() == 0) {
            return Texts.get("routing.pageUnused", place(page));
        }
        String pieces = profile.examples().stream()
                .limit(MOST_NAMED)
                .map(Example::piece)
                .map(String::strip)
                .filter(piece -> !piece.isEmpty())
                .map(piece -> Texts.get("routing.pageQuoted", piece))
                .collect(Collectors.joining(", "));
        String use =
                Texts.get("routing.pageSentence", place(page), percent(profile.rate()), percent(page.chance()), pieces);
        return use + " " + role(page);
    }

    private static String role(ExpertPage page) {
        List<Role> asked = page.roles().stream().filter(role -> !role.control()).toList();
        if (asked.isEmpty()) {
            return Texts.get("routing.pageNoStudy");
        }
        List<Role> confirmed =
                asked.stream().filter(role -> role.difference().confirmed()).toList();
        if (confirmed.isEmpty()) {
            return Texts.get("routing.pageNotConfirmed", Integer.toString(asked.size()));
        }
        return confirmed.stream().map(PageWords::associated).collect(Collectors.joining(" "));
    }

    private static String associated(Role role) {
        ExpertDifference one = role.difference();
        return Texts.get(
                "routing.pageAssociated",
                one.difference() > 0 ? role.groupA() : role.groupB(),
                Numbers.fixed(one.difference(), 3),
                WordColumns.range(one.interval(), 3),
                StudyWords.probability(one.correctedP()));
    }

    private static String percent(double share) {
        return Texts.get("routing.percent", Numbers.fixed(100 * share, 1));
    }

    /// The expert's numbers over all texts.
    ///
    /// @param rank its place in the layer by importance
    /// @param experts number of experts of the layer
    static List<Fact> facts(ExpertPage page, Optional<Integer> rank, int experts) {
        ExpertProfile profile = page.profile();
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("routing.factRate", percent(profile.rate()), "routing.tipFactRate"));
        facts.add(fact("routing.factEqual", percent(page.chance()), "routing.tipFactEqual"));
        facts.add(fact("routing.factTokens", Long.toString(profile.tokens()), "routing.tipFactTokens"));
        facts.add(fact("routing.factWeight", Numbers.fixed(profile.meanWeight(), 3), "routing.tipFactWeight"));
        facts.add(fact(
                "routing.factProbability", Numbers.fixed(profile.meanProbability(), 3), "routing.tipFactProbability"));
        facts.add(fact(
                "routing.factImportance",
                orMissing(profile.importance())
                        + rank.map(place -> Texts.get(
                                        "routing.factRank", Integer.toString(place), Integer.toString(experts)))
                                .orElse(""),
                "routing.tipFactImportance"));
        facts.add(fact("routing.factNorm", orMissing(profile.meanNorm()), "routing.tipFactNorm"));
        facts.add(fact("routing.factLargest", orMissing(profile.largestNorm()), "routing.tipFactLargest"));
        facts.add(fact(
                "routing.factSuper",
                Texts.get(profile.superExpert() ? "routing.isSuper" : "routing.notSuper"),
                "routing.tipFactSuper"));
        return facts;
    }

    private static Fact fact(String nameKey, String value, String tipKey) {
        return new Fact(Texts.get(nameKey), value, Texts.get(tipKey));
    }

    /// A number to three or four digits, or a dash where it was not measured.
    static String orMissing(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return "–";
        }
        double size = Math.abs(value);
        return Numbers.fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : 3);
    }
}
