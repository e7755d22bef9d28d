package org.tiltmeter.probe;

import java.util.List;
import java.util.Map;

/// Counterfactual questions: templates, the attributes exchanged in them and the words that fill their slots.
///
/// A plain value that may hold mistakes while someone edits it; [Expansion#of(ProbeSet)] says whether it can be
/// expanded.
///
/// @param name shown as the title
/// @param description what the set is for
/// @param source where its words and shares come from
/// @param attributes what is exchanged, control attributes included
/// @param slots the words for each slot
/// @param templates the texts
public record ProbeSet(
        String name,
        String description,
        String source,
        List<Attribute> attributes,
        Map<String, List<String>> slots,
        List<Template> templates) {

    /// Copies the lists and the map, keeping their order.
    public ProbeSet {
        attributes = List.copyOf(attributes);
        slots = OrderedCopies.ofLists(slots);
        templates = List.copyOf(templates);
    }
}
