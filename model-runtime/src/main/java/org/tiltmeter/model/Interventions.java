package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.List;

/// Changes that are made in every forward pass of a model while it runs, and nowhere else: its weights stay as they
/// are, and leaving an intervention out gives the original numbers again, bit for bit. Given to
/// [LanguageModel#with(Interventions)].
///
/// @param list the changes; those at the same place act in this order
public record Interventions(List<Intervention> list) {

    /// No change.
    public static final Interventions NONE = new Interventions(List.of());

    /// Copies the list.
    public Interventions {
        list = List.copyOf(list);
    }

    /// These changes.
    public static Interventions of(Intervention... interventions) {
        return new Interventions(List.of(interventions));
    }

    /// These changes and one more after them.
    public Interventions and(Intervention more) {
        List<Intervention> all = new ArrayList<>(list);
        all.add(more);
        return new Interventions(all);
    }

    /// Whether nothing is changed.
    public boolean isEmpty() {
        return list.isEmpty();
    }
}
