package org.tiltmeter.testing;

import java.util.List;
import java.util.Map;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;

/// Small probe sets for tests.
public final class Probes {

    private Probes() {}

    /// Gender with three forms.
    public static Attribute gender() {
        return new Attribute(
                "gender",
                false,
                List.of(
                        new Group("women", Map.of("subject", List.of("she"), "possessive", List.of("her"))),
                        new Group("men", Map.of("subject", List.of("he"), "possessive", List.of("his")))));
    }

    /// Days of the week, a control of two terms in each group.
    public static Attribute day() {
        return new Attribute(
                "day",
                true,
                List.of(
                        new Group("group A", Map.of("name", List.of("Monday", "Wednesday"))),
                        new Group("group B", Map.of("name", List.of("Tuesday", "Thursday")))));
    }

    /// Eight templates with gender, day and four occupations.
    public static ProbeSet occupations() {
        List<String> verbs = List.of("said", "thought", "hoped", "knew", "felt", "heard", "wrote", "learned");
        return new ProbeSet(
                "Occupations",
                "for tests",
                "made up",
                List.of(gender(), day()),
                Map.of("occupation", List.of("nurse", "carpenter", "engineer", "librarian")),
                verbs.stream()
                        .map(verb -> new Template(
                                verb,
                                "On {day.name}, the {occupation} " + verb + " that {gender.subject} was late.",
                                QuestionKind.LIKELIHOOD))
                        .toList());
    }

    /// A set of one template over gender and the given slots.
    public static ProbeSet of(String text, Map<String, List<String>> slots, Attribute... attributes) {
        return new ProbeSet(
                "Test",
                "",
                "",
                List.of(attributes),
                slots,
                List.of(new Template("one", text, QuestionKind.LIKELIHOOD)));
    }
}
