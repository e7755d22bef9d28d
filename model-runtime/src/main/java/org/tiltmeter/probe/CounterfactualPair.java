package org.tiltmeter.probe;

import java.util.List;
import java.util.Map;

/// Two texts that differ in one attribute only.
///
/// @param index position in the expansion, from 0
/// @param template id of the template
/// @param attribute name of the attribute that is exchanged
/// @param control whether that attribute is a control
/// @param groupA group that text A shows
/// @param groupB group that text B shows
/// @param termA what stands for group A: the first form that the template uses
/// @param termB the same for group B
/// @param fills the word in each slot, the same in both texts
/// @param held the term of each attribute that is in the template but not exchanged, as `group: term`
/// @param textA the text with group A
/// @param textB the text with group B
/// @param changedA where text A differs from text B, in order
/// @param changedB where text B differs from text A, in order; as many as in A
public record CounterfactualPair(
        long index,
        String template,
        String attribute,
        boolean control,
        String groupA,
        String groupB,
        String termA,
        String termB,
        Map<String, String> fills,
        Map<String, String> held,
        String textA,
        String textB,
        List<Span> changedA,
        List<Span> changedB) {

    /// Copies the collections.
    public CounterfactualPair {
        fills = OrderedCopies.of(fills);
        held = OrderedCopies.of(held);
        changedA = List.copyOf(changedA);
        changedB = List.copyOf(changedB);
    }
}
