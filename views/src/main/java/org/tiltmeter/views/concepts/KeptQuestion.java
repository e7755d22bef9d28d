package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.views.UndoOffer;
import org.tiltmeter.views.Workspace;

/// What a test of concepts asks: written in fields, kept with the session, and replaced as a whole with an offer to
/// take that back. UI thread.
///
/// @param <T> what is asked
final class KeptQuestion<T> {

    private final Workspace workspace;
    private final Supplier<T> asked;
    private final Consumer<T> write;
    private final BiFunction<ConceptTestDraft, T, ConceptTestDraft> kept;
    private final Predicate<T> worthKeeping;
    private final String replaced;
    private final UndoOffer offer;
    private boolean writing;

    /// @param asked reads the fields
    /// @param write fills the fields
    /// @param kept puts what is asked into the session's draft
    /// @param worthKeeping whether it is offered back once it is replaced
    /// @param replaced key of the sentence that offers it back
    KeptQuestion(
            Workspace workspace,
            Supplier<T> asked,
            Consumer<T> write,
            BiFunction<ConceptTestDraft, T, ConceptTestDraft> kept,
            Predicate<T> worthKeeping,
            String replaced) {
        this.workspace = workspace;
        this.asked = asked;
        this.write = write;
        this.kept = kept;
        this.worthKeeping = worthKeeping;
        this.replaced = replaced;
        this.offer = new UndoOffer(workspace.messages());
    }

    /// Follows what the user writes.
    void watch(List<? extends ObservableValue<String>> fields) {
        for (ObservableValue<String> field : fields) {
            field.addListener((observed, before, after) -> {
                if (!writing) {
                    offer.withdraw();
                    keep();
                }
            });
        }
    }

    /// Fills the fields from the session; nothing new is kept.
    void show(T next) {
        write(() -> write.accept(next));
    }

    /// Takes another question and offers back the one it replaces.
    void replace(T next) {
        change(() -> write.accept(next));
    }

    /// Changes several fields at once and offers back what stood in them.
    void change(Runnable fields) {
        T before = asked.get();
        write(fields);
        keep();
        if (worthKeeping.test(before) && !before.equals(asked.get())) {
            offer.make(replaced, () -> {
                show(before);
                keep();
            });
        }
    }

    private void write(Runnable fields) {
        writing = true;
        fields.run();
        writing = false;
    }

    private void keep() {
        workspace
                .conceptTestsProperty()
                .set(kept.apply(workspace.conceptTestsProperty().get(), asked.get()));
    }
}
