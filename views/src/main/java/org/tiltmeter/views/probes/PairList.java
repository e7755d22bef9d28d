package org.tiltmeter.views.probes;

import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;

/// The pairs of an expansion as a list that makes each pair when it is looked at; so a table
/// over half a million pairs costs what its visible rows cost. UI thread.
final class PairList extends ObservableListBase<CounterfactualPair> {

    private @Nullable Expansion expansion;
    private int @Nullable [] chosen;

    /// Shows another expansion.
    void show(@Nullable Expansion next) {
        show(next, null);
    }

    /// Shows some pairs of an expansion.
    ///
    /// @param indices of the pairs in the expansion, in order; null for all
    void show(@Nullable Expansion next, int @Nullable [] indices) {
        beginChange();
        int before = size();
        expansion = null;
        chosen = indices;
        if (before > 0) {
            nextRemove(0, java.util.Collections.nCopies(before, null));
        }
        expansion = next;
        if (next != null) {
            nextAdd(0, size());
        }
        endChange();
    }

    @Override
    public CounterfactualPair get(int index) {
        if (expansion == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return expansion.pair(chosen == null ? index : chosen[index]);
    }

    @Override
    public int size() {
        if (expansion != null && chosen != null) {
            return chosen.length;
        }
        return expansion == null ? 0 : (int) Math.min(Integer.MAX_VALUE - 8, expansion.count());
    }
}
