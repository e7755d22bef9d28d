package org.tiltmeter.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Template;

/// One planted association with the sentences that ask about it, any part of which can be asked
/// on its own.
///
/// @param association what was planted
/// @param probes name of the probe set the sentences are from, one of
///     [SampleProbes#associations()]
/// @param first words of the first group
/// @param second words of the other
/// @param templates the sentences, in which the groups' words are exchanged
public record AssociationQuestion(
        PlantedTruth.Association association, String probes, Group first, Group second, List<Template> templates) {

    /// Copies the list.
    public AssociationQuestion {
        templates = List.copyOf(templates);
    }

    /// Every association of a truth file that the sample probes ask about.
    public static List<AssociationQuestion> of(PlantedTruth truth) {
        List<AssociationQuestion> questions = new ArrayList<>();
        for (String name : SampleProbes.associations()) {
            ProbeSet probes = ProbeFile.parse(SampleProbes.association(name), name);
            for (PlantedTruth.Association association : truth.associations()) {
                probes.attributes().stream()
                        .filter(attribute -> attribute.name().equals(association.attribute()))
                        .forEach(attribute -> questions.add(new AssociationQuestion(
                                association,
                                name,
                                group(attribute, association.group()),
                                group(attribute, association.other()),
                                probes.templates().stream()
                                        .filter(template -> template.text().contains("{" + attribute.name() + "."))
                                        .toList())));
            }
        }
        return questions;
    }

    private static Group group(Attribute attribute, String name) {
        return attribute.groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the sample probes have no group " + name + " of " + attribute.name()));
    }

    /// Whether each group is stood for by a single word, such as she and he.
    public boolean singleWords() {
        return first.terms() == 1 && second.terms() == 1;
    }

    /// All words of both groups: positions from [Group#terms()] of the first on belong to the
    /// other.
    public int words() {
        return first.terms() + second.terms();
    }

    /// The question whole: every sentence and every word.
    public ProbeSet whole() {
        return part(
                List.copyOf(association.shares().keySet()),
                templates,
                range(0, first.terms()),
                range(first.terms(), words()));
    }

    private static List<Integer> range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).boxed().toList();
    }

    /// A part of the question.
    ///
    /// @param filled words for the association's slot
    /// @param asked some of the sentences
    /// @param one positions of the words that stand for the one side, 0 … [#words()] − 1
    /// @param other positions of the words that stand for the other side
    public ProbeSet part(List<String> filled, List<Template> asked, List<Integer> one, List<Integer> other) {
        Attribute exchanged = new Attribute(
                association.attribute(),
                false,
                List.of(new Group(association.group(), forms(one)), new Group(association.other(), forms(other))));
        ProbeSet whole = ProbeFile.parse(SampleProbes.association(probes), probes);
        List<Attribute> attributes = new ArrayList<>(List.of(exchanged));
        whole.attributes().stream()
                .filter(attribute -> !attribute.name().equals(association.attribute()))
                .filter(attribute ->
                        asked.stream().anyMatch(template -> template.text().contains("{" + attribute.name() + ".")))
                .forEach(attributes::add);
        return new ProbeSet(association.name(), "", "", attributes, Map.of(association.slot(), filled), asked);
    }

    private Map<String, List<String>> forms(List<Integer> positions) {
        Map<String, List<String>> forms = new LinkedHashMap<>();
        first.forms().forEach((form, words) -> {
            List<String> all = new ArrayList<>(words);
            all.addAll(second.forms().getOrDefault(form, List.of()));
            forms.put(form, positions.stream().map(all::get).toList());
        });
        return forms;
    }
}
