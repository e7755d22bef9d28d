package org.tiltmeter.views.probes;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/// The states of a value that was edited, so that edits can be taken back and made again. Edits of the same place that
/// follow one another, such as typing in one field, count as one. UI thread.
///
/// @param <T> an immutable value
public final class History<T> {

    private static final int MOST = 200;

    private final Deque<T> before = new ArrayDeque<>();
    private final Deque<T> after = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private T present;
    private @Nullable String place;

    /// @param present the state to begin with
    public History(T present) {
        this.present = present;
    }

    /// Notes an edit.
    ///
    /// @param next the new state
    /// @param where names the edited place
    public void edit(T next, String where) {
        if (next.equals(present)) {
            return;
        }
        if (!where.equals(place)) {
            before.push(present);
            if (before.size() > MOST) {
                before.removeLast();
            }
        }
        after.clear();
        present = next;
        place = where;
        update();
    }

    /// Begins anew, forgetting all edits.
    public void reset(T value) {
        before.clear();
        after.clear();
        present = value;
        place = null;
        update();
    }

    /// The state before the last edit, or the present one where there is none.
    public T undo() {
        return move(before, after);
    }

    /// The state that was taken back last, or the present one where there is none.
    public T redo() {
        return move(after, before);
    }

    private T move(Deque<T> from, Deque<T> to) {
        if (!from.isEmpty()) {
            to.push(present);
            present = from.pop();
            place = null;
            update();
        }
        return present;
    }

    private void update() {
        canUndo.set(!before.isEmpty());
        canRedo.set(!after.isEmpty());
    }

    /// Whether there is an edit to take back.
    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    /// Whether there is an edit to make again.
    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }
}
