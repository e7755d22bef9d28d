package org.tiltmeter.views.concepts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptCheck;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.GroupTexts;
import org.tiltmeter.concept.SlotTexts;
import org.tiltmeter.concept.StyleMatch;
import org.tiltmeter.concept.WordListFile;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.jobs.Work;
import org.tiltmeter.work.BadInputException;

/// Makes concepts out of ready sets, word lists, templates, groups of the probe set and texts of other concepts. UI
/// thread.
final class ConceptBuilderViewModel {

    private static final int MOST_GROUP_TEXTS = 64;
    private static final int MOST_NAMED = 2;

    private final Workspace workspace;
    private final ConceptDraft draft;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObservableList<ConceptSet> ready;
    private final ObjectProperty<@Nullable ConceptSet> readySet = new SimpleObjectProperty<>();
    private final ObservableList<WordSource> sources = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable WordSource> source = new SimpleObjectProperty<>();
    private final StringProperty words = new SimpleStringProperty("");
    private final StringProperty templates = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<String> preview = new ReadOnlyObjectWrapper<>("");
    private final ComparisonChoice comparison;
    private final ReadOnlyObjectWrapper<List<StyleMatch.Suggestion>> suggestions =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> suggested = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<String> check = new ReadOnlyObjectWrapper<>("");

    /// @param ready sets that can be chosen
    ConceptBuilderViewModel(Workspace workspace, ConceptDraft draft, List<ConceptSet> ready) {
        this.workspace = workspace;
        this.draft = draft;
        this.ready = FXCollections.observableArrayList(ready);
        readySet.set(ready.isEmpty() ? null : ready.getFirst());
        comparison = new ComparisonChoice(workspace, true);
        workspace.probesProperty().subscribe(this::follow);
        source.subscribe(chosen -> {
            if (chosen != null) {
                words.set(String.join("\n", chosen.words()));
            }
        });
        words.subscribe(ignored -> showPreview());
        templates.subscribe(ignored -> showPreview());
        draft.setProperty().subscribe(ignored -> showCheck());
        draft.chosenProperty().subscribe(ignored -> {
            showCheck();
            decline();
        });
        open.subscribe(comparison::follow);
    }

    /// Whether the builder is looked at.
    BooleanProperty openProperty() {
        return open;
    }

    /// The sets that can be chosen.
    ObservableList<ConceptSet> ready() {
        return ready;
    }

    /// The chosen ready set, or null.
    ObjectProperty<@Nullable ConceptSet> readySetProperty() {
        return readySet;
    }

    /// Word lists of the probe set.
    ObservableList<WordSource> sources() {
        return sources;
    }

    /// The chosen word list, or null.
    ObjectProperty<@Nullable WordSource> sourceProperty() {
        return source;
    }

    /// Words, one a line.
    StringProperty wordsProperty() {
        return words;
    }

    /// Templates with `{word}`, one a line.
    StringProperty templatesProperty() {
        return templates;
    }

    /// What the words and templates make, or what is wrong with them; empty while there are no words.
    ReadOnlyObjectProperty<String> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /// What the probe set compares, each in both directions.
    ComparisonChoice comparison() {
        return comparison;
    }

    /// Suggested texts without the concept.
    ReadOnlyObjectProperty<List<StyleMatch.Suggestion>> suggestionsProperty() {
        return suggestions.getReadOnlyProperty();
    }

    /// What came of the last request for suggestions; empty before.
    ReadOnlyObjectProperty<String> suggestedProperty() {
        return suggested.getReadOnlyProperty();
    }

    /// What stands out about the concept's texts; empty if nothing does.
    ReadOnlyObjectProperty<String> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// Adds the concepts of the chosen ready set to those there are.
    void addReady() {
        Optional.ofNullable(readySet.get()).ifPresent(set -> draft.addAll(set.concepts()));
    }

    /// Puts the chosen ready set in the place of all concepts; can be taken back.
    void replaceByReady() {
        Optional.ofNullable(readySet.get()).ifPresent(draft::replaceBy);
    }

    /// Reads a word list on the files' worker.
    void readWords(Path file) {
        workspace
                .fileJobs()
                .<List<String>>submit(
                        "concepts.build.reading", (steps, cancellation) -> WordListFile.read(file), outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<List<String>> done) {
                                source.set(null);
                                words.set(String.join("\n", done.result()));
                            }
                        });
    }

    /// Adds the texts that words and templates make to a side of the chosen concept.
    void addTexts(boolean positive) {
        try {
            draft.addTexts(positive, made());
        } catch (BadInputException bad) {
            workspace.messages().report(Problem.of(bad));
        }
    }

    private List<String> made() {
        return SlotTexts.of(ConceptDraft.lines(words.get()), ConceptDraft.lines(templates.get()));
    }

    private void showPreview() {
        if (words.get().isBlank()) {
            preview.set("");
            return;
        }
        try {
            List<String> texts = made();
            preview.set(Texts.get("concepts.build.preview", texts.size(), texts.getFirst()));
        } catch (BadInputException unfinished) {
            preview.set(String.valueOf(unfinished.getMessage()));
        }
    }

    /// Adds a concept with texts of the chosen comparison's first group against those of its second.
    void addGroups() {
        Questions.Groups chosen = comparison.chosenProperty().get();
        ProbeSet probes = workspace.probesProperty().get();
        if (chosen != null) {
            look(
                    "concepts.build.grouping",
                    (steps, cancellation) -> GroupTexts.of(
                            probes, chosen.attribute(), chosen.groupA(), chosen.groupB(), MOST_GROUP_TEXTS),
                    concept -> draft.addAll(List.of(concept)));
        }
    }

    /// Looks for texts of other concepts that are like the chosen concept's in style.
    void suggest() {
        ConceptSet set = draft.setProperty().get();
        Concept concept = draft.concept();
        look(
                "concepts.build.suggesting",
                (steps, cancellation) -> StyleMatch.of(set, concept),
                (List<StyleMatch.Suggestion> found) -> {
                    if (draft.concept().equals(concept)) {
                        suggestions.set(found);
                        long same = found.stream()
                                .filter(StyleMatch.Suggestion::sameFrame)
                                .count();
                        suggested.set(
                                found.isEmpty()
                                        ? Texts.get("concepts.build.noSuggestion")
                                        : Texts.get("concepts.build.suggested", found.size(), same));
                    }
                });
    }

    /// Takes suggestions as texts without the concept.
    void accept(List<StyleMatch.Suggestion> taken) {
        draft.addTexts(false, taken.stream().map(StyleMatch.Suggestion::text).toList());
        decline();
    }

    /// Puts the suggestions away.
    void decline() {
        suggestions.set(List.of());
        suggested.set("");
    }

    private <R> void look(String title, Work<R> work, Consumer<R> done) {
        workspace.lookJobs().<R>submit(title, work, outcome -> {
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            if (outcome instanceof Outcome.Done<R> finished) {
                done.accept(finished.result());
            }
        });
    }

    private void follow(ProbeSet probes) {
        source.set(null);
        sources.setAll(WordSource.of(probes));
    }

    private void showCheck() {
        ConceptCheck found = ConceptCheck.of(draft.concept());
        List<String> said = new ArrayList<>();
        if (!found.bothSides().isEmpty()) {
            said.add(Texts.get("concepts.check.bothSides", found.bothSides().size(), named(found.bothSides())));
        }
        if (!found.repeatedPositive().isEmpty()) {
            said.add(Texts.get(
                    "concepts.check.repeatedPositive",
                    found.repeatedPositive().size(),
                    named(found.repeatedPositive())));
        }
        if (!found.repeatedNegative().isEmpty()) {
            said.add(Texts.get(
                    "concepts.check.repeatedNegative",
                    found.repeatedNegative().size(),
                    named(found.repeatedNegative())));
        }
        check.set(String.join(" ", said));
    }

    private static String named(List<String> texts) {
        List<String> first = texts.stream()
                .limit(MOST_NAMED)
                .map(text -> "“" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "”")
                .toList();
        return String.join(", ", first) + (texts.size() > MOST_NAMED ? ", …" : "");
    }
}
