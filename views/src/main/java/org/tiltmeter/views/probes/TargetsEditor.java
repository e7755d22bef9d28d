package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Texts;

/// The answers that a question compares: for each a label, its words, and words for certain slot words. UI thread.
final class TargetsEditor {

    private final ProbesViewModel viewModel;
    private final int template;
    private final List<Runnable> followers;

    /// @param followers gets what must run whenever the set changes
    TargetsEditor(ProbesViewModel viewModel, int template, List<Runnable> followers) {
        this.viewModel = viewModel;
        this.template = template;
        this.followers = followers;
    }

    /// @param more whether targets can be added and removed
    Node node(String heading, String hint, boolean more) {
        VBox block = new VBox(EditorParts.heading(heading), EditorParts.hint(hint), grid(more));
        block.getStyleClass().add("question-part");
        if (more) {
            Button add = EditorParts.small(
                    Texts.get("question.addTarget"),
                    () -> viewModel.questions().addTarget(template, Texts.get("question.newTarget")));
            add.setId("question-add-target");
            block.getChildren().add(new HBox(add));
        }
        return block;
    }

    private GridPane grid(boolean more) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("form-grid");
        int row = 0;
        for (int i = 0; i < targets().size(); i++) {
            int target = i;
            Region label = field(EditField.line(
                    Texts.get("question.targetLabel"),
                    () -> target(target).label(),
                    text -> viewModel.questions().renameTarget(template, target, text)));
            label.getStyleClass().add("target-label");
            Region words = field(EditField.words(
                    Texts.get("question.targetWords"),
                    () -> ProbeEdits.text(target(target).words()),
                    text -> viewModel.questions().setTargetWords(template, target, text)));
            words.getStyleClass().add("target-words");
            GridPane.setHgrow(words, Priority.ALWAYS);
            grid.addRow(row++, label, words);
            HBox tools = new HBox();
            String free = freeSlotWord(target);
            if (!free.isEmpty()) {
                Button other = EditorParts.small(
                        Texts.get("question.wordsFor"),
                        () -> viewModel.questions().addWordsFor(template, target, free));
                other.setTooltip(new Tooltip(Texts.get("question.wordsForTip")));
                tools.getChildren().add(other);
            }
            if (more) {
                tools.getChildren()
                        .add(EditorParts.remove(
                                Texts.get("question.removeTarget"),
                                () -> viewModel.questions().removeTarget(template, target)));
            }
            grid.add(tools, 2, row - 1);
            for (int k = 0; k < target(target).wordsFor().size(); k++) {
                addWordsFor(grid, row++, target, k);
            }
        }
        return grid;
    }

    private void addWordsFor(GridPane grid, int row, int target, int place) {
        Region slotWord = field(EditField.line(
                Texts.get("question.slotWord"),
                () -> slotWord(target, place),
                text -> viewModel.questions().renameWordsFor(template, target, slotWord(target, place), text)));
        slotWord.getStyleClass().addAll("target-label", "words-for");
        Region words = field(EditField.words(
                Texts.get("question.targetWords"),
                () -> ProbeEdits.text(target(target).wordsFor().getOrDefault(slotWord(target, place), List.of())),
                text -> viewModel.questions().setWordsFor(template, target, slotWord(target, place), text)));
        Button remove = EditorParts.remove(
                Texts.get("question.removeWordsFor"),
                () -> viewModel.questions().removeWordsFor(template, target, slotWord(target, place)));
        grid.addRow(row, slotWord, words, remove);
    }

    private List<Target> targets() {
        List<Template> templates = viewModel.probes().templates();
        return template < templates.size() ? templates.get(template).answering().targets() : List.of();
    }

    private Target target(int index) {
        return index < targets().size() ? targets().get(index) : new Target("", List.of());
    }

    private String slotWord(int target, int place) {
        List<String> words = new ArrayList<>(target(target).wordsFor().keySet());
        return place < words.size() ? words.get(place) : "";
    }

    private String freeSlotWord(int target) {
        return viewModel.probes().slots().values().stream()
                .flatMap(List::stream)
                .filter(word -> !target(target).wordsFor().containsKey(word))
                .findFirst()
                .orElse("");
    }

    private Region field(EditField field) {
        followers.add(field::follow);
        return field.control();
    }
}
