package org.tiltmeter.probe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Counterfactual questions: templates, the attributes exchanged in them and the words that fill
/// their slots.
///
/// A plain value that may hold mistakes while someone edits it; [Expansion#of(ProbeSet)] says
/// whether it can be
/// expanded.
///
/// @param name shown as the title
/// @param description what the set is for
/// @param source where its words and shares come from
/// @param attributes what is exchanged, control attributes included
/// @param slots the words for each slot
/// @param templates the texts
/// @param lists what is known of words, and lists to score generated texts with
/// @param exclusions pairs that are left out
public record ProbeSet(
        String name,
        String description,
        String source,
        List<Attribute> attributes,
        Map<String, List<String>> slots,
        List<Template> templates,
        List<WordList> lists,
        List<Exclusion> exclusions) {

    /// Copies the lists and the map, keeping their order.
    public ProbeSet {
        attributes = List.copyOf(attributes);
        slots = OrderedCopies.ofLists(slots);
        templates = List.copyOf(templates);
        lists = List.copyOf(lists);
        exclusions = List.copyOf(exclusions);
    }

    /// A set without word lists and exclusions.
    public ProbeSet(
            String name,
            String description,
            String source,
            List<Attribute> attributes,
            Map<String, List<String>> slots,
            List<Template> templates) {
        this(name, description, source, attributes, slots, templates, List.of(), List.of());
    }

    /// The list of that name, if there is one.
    public Optional<WordList> list(String listName) {
        return lists.stream().filter(list -> list.name().equals(listName)).findFirst();
    }

    /// The template of that id, if there is one.
    public Optional<Template> template(String id) {
        return templates.stream().filter(template -> template.id().equals(id)).findFirst();
    }

    /// The kinds of question that its templates ask, in the order in which they first occur.
    public Set<QuestionKind> kinds() {
        Set<QuestionKind> kinds = new LinkedHashSet<>();
        templates.forEach(template -> kinds.add(template.question()));
        return kinds;
    }

    /// The same with another name.
    public ProbeSet withName(String other) {
        return new ProbeSet(other, description, source, attributes, slots, templates, lists, exclusions);
    }

    /// The same with other attributes.
    public ProbeSet withAttributes(List<Attribute> others) {
        return new ProbeSet(name, description, source, others, slots, templates, lists, exclusions);
    }

    /// The same with other slots.
    public ProbeSet withSlots(Map<String, List<String>> others) {
        return new ProbeSet(name, description, source, attributes, others, templates, lists, exclusions);
    }

    /// The same with other templates.
    public ProbeSet withTemplates(List<Template> others) {
        return new ProbeSet(name, description, source, attributes, slots, others, lists, exclusions);
    }

    /// The same with other word lists.
    public ProbeSet withLists(List<WordList> others) {
        return new ProbeSet(name, description, source, attributes, slots, templates, others, exclusions);
    }

    /// The same with other pairs left out.
    public ProbeSet withExclusions(List<Exclusion> others) {
        return new ProbeSet(name, description, source, attributes, slots, templates, lists, others);
    }
}
