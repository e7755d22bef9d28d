package org.tiltmeter.probe;

import java.util.List;
import java.util.Map;

/// One side of an attribute, such as "women", with the words that stand for it in each grammatical form.
///
/// @param name how the group is called in results
/// @param forms for each form its terms; the lists of one group are equally long, and term i of every form
///     belongs
///     together
public record Group(String name, Map<String, List<String>> forms) {

    /// Copies the forms, keeping their order.
    public Group {
        forms = OrderedCopies.ofLists(forms);
    }

    /// Number of terms, the same for every form; 0 for a group without forms.
    public int terms() {
        return forms.values().stream().mapToInt(List::size).max().orElse(0);
    }
}
