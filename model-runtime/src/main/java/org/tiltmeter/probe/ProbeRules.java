package org.tiltmeter.probe;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tiltmeter.work.BadInputException;

/// What a probe set must fulfil before it can be expanded; each broken rule is one sentence.
final class ProbeRules {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ -]{0,99}");

    private ProbeRules() {}

    /// The attributes by name, each checked.
    static Map<String, Attribute> attributes(ProbeSet probes) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (Attribute attribute : probes.attributes()) {
            checkName("attribute", attribute.name());
            if (attributes.put(attribute.name(), attribute) != null) {
                throw new BadInputException(
                        "Two attributes are called \"" + attribute.name() + "\"; give each its own name.");
            }
            checkGroups(attribute);
        }
        return attributes;
    }

    private static void checkGroups(Attribute attribute) {
        if (attribute.groups().size() < 2) {
            throw new BadInputException("The attribute \"%s\" has %d group(s); a comparison needs at least two."
                    .formatted(attribute.name(), attribute.groups().size()));
        }
        Set<String> names = new HashSet<>();
        for (Group group : attribute.groups()) {
            if (group.name().isBlank() || !names.add(group.name())) {
                throw new BadInputException("The attribute \"%s\" has two groups called \"%s\" or one without a name."
                        .formatted(attribute.name(), group.name()));
            }
            if (group.terms() == 0) {
                throw new BadInputException(
                        "The group \"%s\" of the attribute \"%s\" is empty; give it at least one term."
                                .formatted(group.name(), attribute.name()));
            }
            for (Map.Entry<String, List<String>> form : group.forms().entrySet()) {
                checkName("form", form.getKey());
                if (form.getValue().size() != group.terms()) {
                    throw new BadInputException(
                            "The group \"%s\" of the attribute \"%s\" has %d terms in the form \"%s\" but %d in another; list them in parallel."
                                    .formatted(
                                            group.name(),
                                            attribute.name(),
                                            form.getValue().size(),
                                            form.getKey(),
                                            group.terms()));
                }
                if (form.getValue().stream().anyMatch(String::isBlank)) {
                    throw new BadInputException(
                            "The group \"%s\" of the attribute \"%s\" has an empty term in the form \"%s\"."
                                    .formatted(group.name(), attribute.name(), form.getKey()));
                }
            }
        }
    }

    private static void checkName(String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadInputException(
                    "The %s name \"%s\" must begin with a letter and hold only letters, digits, spaces, - and _."
                            .formatted(kind, name));
        }
    }

    static void checkSlots(ProbeSet probes, Map<String, Attribute> attributes) {
        for (Map.Entry<String, List<String>> slot : probes.slots().entrySet()) {
            checkName("slot", slot.getKey());
            if (attributes.containsKey(slot.getKey())) {
                throw new BadInputException(
                        "\"" + slot.getKey() + "\" is both a slot and an attribute; rename one of them.");
            }
            if (slot.getValue().isEmpty()) {
                throw new BadInputException("The slot \"" + slot.getKey() + "\" has no words; give it at least one.");
            }
            if (slot.getValue().stream().anyMatch(String::isBlank)) {
                throw new BadInputException("The slot \"" + slot.getKey() + "\" has an empty word; remove it.");
            }
        }
    }

    /// Checks that every group has the form that a template asks for.
    static void checkForm(Template template, TemplateText.Place place, Attribute attribute) {
        if (place.form().isEmpty()) {
            throw TemplateText.problem(
                    template,
                    "uses the attribute {%s} without a form; write for instance {%s.%s}"
                            .formatted(place.name(), place.name(), firstForm(attribute)));
        }
        for (Group group : attribute.groups()) {
            if (!group.forms().containsKey(place.form())) {
                throw TemplateText.problem(
                        template,
                        "asks for {%s}, but the group \"%s\" has no form \"%s\""
                                .formatted(place.written(), group.name(), place.form()));
            }
        }
    }

    /// The first form of an attribute's first group.
    static String firstForm(Attribute attribute) {
        return attribute.groups().getFirst().forms().keySet().stream()
                .findFirst()
                .orElse("form");
    }
}
