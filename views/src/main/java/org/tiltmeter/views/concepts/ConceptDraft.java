package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.views.probes.History;

/// A concept set being edited: one concept at a time, its texts one a line. Every edit makes a new set and can be
/// taken back. UI thread.
public final class ConceptDraft {

    private static final ConceptSet EMPTY =
            new ConceptSet("", "", "", List.of(new Concept("concept", List.of(), List.of())));

    private final ReadOnlyObjectWrapper<ConceptSet> set = new ReadOnlyObjectWrapper<>(EMPTY);
    private final ObservableList<String> names = FXCollections.observableArrayList("concept");
    private final ObservableList<String> shownNames = FXCollections.unmodifiableObservableList(names);
    private final IntegerProperty chosen = new SimpleIntegerProperty(0);
    private final StringProperty name = new SimpleStringProperty("concept");
    private final StringProperty positive = new SimpleStringProperty("");
    private final StringProperty negative = new SimpleStringProperty("");
    private final History<ConceptSet> history = new History<>(EMPTY);
    private boolean showing;
    private int steps;

    /// One concept without texts.
    public ConceptDraft() {
        chosen.subscribe(ignored -> showChosen());
        name.subscribe(ignored -> edit());
        positive.subscribe(ignored -> edit());
        negative.subscribe(ignored -> edit());
    }

    /// The set as it stands.
    public ReadOnlyObjectProperty<ConceptSet> setProperty() {
        return set.getReadOnlyProperty();
    }

    /// Names of the concepts, in order; not to be changed.
    public ObservableList<String> names() {
        return shownNames;
    }

    /// Which concept is edited.
    public IntegerProperty chosenProperty() {
        return chosen;
    }

    /// Name of the concept that is edited.
    public StringProperty nameProperty() {
        return name;
    }

    /// Its texts that show the concept, one a line.
    public StringProperty positiveProperty() {
        return positive;
    }

    /// Its texts that do not, one a line.
    public StringProperty negativeProperty() {
        return negative;
    }

    /// The concept that is edited.
    public Concept concept() {
        List<Concept> concepts = set.get().concepts();
        return concepts.get(Math.clamp(chosen.get(), 0, concepts.size() - 1));
    }

    /// Replaces everything and forgets all edits; a set without concepts gets an empty one.
    public void show(ConceptSet next) {
        history.reset(filled(next));
        restore(filled(next), 0);
    }

    /// Replaces everything as an edit; a set without concepts gets an empty one.
    void replaceBy(ConceptSet next) {
        note(filled(next));
        restore(filled(next), 0);
    }

    private static ConceptSet filled(ConceptSet next) {
        return next.concepts().isEmpty()
                ? new ConceptSet(next.name(), next.description(), next.source(), EMPTY.concepts())
                : next;
    }

    private void restore(ConceptSet shown, int at) {
        set.set(shown);
        names.setAll(shown.concepts().stream().map(Concept::name).toList());
        chosen.set(Math.clamp(at, 0, names.size() - 1));
        showChosen();
    }

    /// An edit that is taken back by itself.
    private void note(ConceptSet next) {
        history.edit(next, "step " + ++steps);
    }

    /// Whether there is an edit to take back.
    ReadOnlyBooleanProperty canUndoProperty() {
        return history.canUndoProperty();
    }

    /// Whether there is an edit to make again.
    ReadOnlyBooleanProperty canRedoProperty() {
        return history.canRedoProperty();
    }

    /// Takes the last edit back.
    void undo() {
        restore(history.undo(), chosen.get());
    }

    /// Makes the edit that was taken back again.
    void redo() {
        restore(history.redo(), chosen.get());
    }

    /// Adds concepts and goes to the first of them. Names that are taken get a number; a set that is still empty is
    /// replaced.
    void addAll(List<Concept> added) {
        boolean empty = set.get().concepts().stream()
                .allMatch(concept ->
                        concept.positive().isEmpty() && concept.negative().isEmpty());
        List<Concept> concepts =
                empty ? new ArrayList<>() : new ArrayList<>(set.get().concepts());
        int first = concepts.size();
        for (Concept concept : added) {
            concepts.add(new Concept(free(concept.name(), concepts), concept.positive(), concept.negative()));
        }
        replace(concepts);
        note(set.get());
        restore(set.get(), first);
    }

    /// A name that none of these has.
    private static String free(String name, List<Concept> concepts) {
        List<String> taken = concepts.stream().map(Concept::name).toList();
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + " " + number;
        }
        return free;
    }

    /// Adds a copy of the chosen concept behind it and goes to it.
    void duplicate() {
        List<Concept> concepts = new ArrayList<>(set.get().concepts());
        int at = Math.clamp(chosen.get(), 0, concepts.size() - 1);
        Concept copied = concepts.get(at);
        concepts.add(at + 1, new Concept(free(copied.name(), concepts), copied.positive(), copied.negative()));
        replace(concepts);
        note(set.get());
        restore(set.get(), at + 1);
    }

    /// Adds texts to a side of the chosen concept, those left out that stand there already.
    void addTexts(boolean toPositive, List<String> texts) {
        Concept before = concept();
        LinkedHashSet<String> all = new LinkedHashSet<>(toPositive ? before.positive() : before.negative());
        all.addAll(texts);
        List<Concept> concepts = new ArrayList<>(set.get().concepts());
        int at = Math.clamp(chosen.get(), 0, concepts.size() - 1);
        concepts.set(
                at,
                toPositive
                        ? new Concept(before.name(), List.copyOf(all), before.negative())
                        : new Concept(before.name(), before.positive(), List.copyOf(all)));
        replace(concepts);
        note(set.get());
        showChosen();
    }

    /// Adds a concept without texts and goes to it.
    public void add(String newName) {
        List<Concept> concepts = new ArrayList<>(set.get().concepts());
        concepts.add(new Concept(newName, List.of(), List.of()));
        replace(concepts);
        note(set.get());
        names.add(newName);
        chosen.set(concepts.size() - 1);
    }

    /// Takes the chosen concept away, unless it is the only one.
    public void remove() {
        List<Concept> concepts = new ArrayList<>(set.get().concepts());
        if (concepts.size() > 1) {
            int at = Math.clamp(chosen.get(), 0, concepts.size() - 1);
            concepts.remove(at);
            replace(concepts);
            note(set.get());
            names.remove(at);
            chosen.set(Math.min(at, concepts.size() - 1));
            showChosen();
        }
    }

    private void replace(List<Concept> concepts) {
        ConceptSet before = set.get();
        set.set(new ConceptSet(before.name(), before.description(), before.source(), concepts));
    }

    private void showChosen() {
        if (chosen.get() < 0) {
            return;
        }
        Concept concept = concept();
        showing = true;
        name.set(concept.name());
        positive.set(String.join("\n", concept.positive()));
        negative.set(String.join("\n", concept.negative()));
        showing = false;
    }

    private void edit() {
        if (showing) {
            return;
        }
        List<Concept> concepts = new ArrayList<>(set.get().concepts());
        int at = Math.clamp(chosen.get(), 0, concepts.size() - 1);
        Concept edited = new Concept(name.get(), lines(positive.get()), lines(negative.get()));
        if (!edited.equals(concepts.get(at))) {
            String where = !edited.name().equals(concepts.get(at).name())
                    ? "name"
                    : edited.positive().equals(concepts.get(at).positive()) ? "negative" : "positive";
            concepts.set(at, edited);
            replace(concepts);
            history.edit(set.get(), where + " " + at);
            if (!names.get(at).equals(edited.name())) {
                names.set(at, edited.name());
            }
        }
    }

    /// The lines that are not blank, without spaces around them.
    static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
