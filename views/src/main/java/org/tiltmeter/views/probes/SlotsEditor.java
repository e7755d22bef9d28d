package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tiltmeter.views.Texts;

/// Slots and their words to be edited. Rebuilt only when slots come or go, so that typing keeps its place. UI thread.
final class SlotsEditor {

    private final Pane pane;
    private final ProbesViewModel viewModel;
    private final List<EditField> fields = new ArrayList<>();
    private final List<Label> counts = new ArrayList<>();
    private final List<Label> known = new ArrayList<>();

    SlotsEditor(Pane pane, ProbesViewModel viewModel) {
        this.pane = pane;
        this.viewModel = viewModel;
    }

    void show() {
        if (counts.size() != slots().size()) {
            build();
        }
        fields.forEach(EditField::follow);
        for (int i = 0; i < counts.size(); i++) {
            counts.get(i).setText(EditorParts.count(words(i).size()));
            known.get(i).setText(ListWords.line(viewModel.probes(), name(i)));
        }
    }

    private List<Map.Entry<String, List<String>>> slots() {
        return List.copyOf(viewModel.probesProperty().get().slots().entrySet());
    }

    private String name(int index) {
        return index < slots().size() ? slots().get(index).getKey() : "";
    }

    private List<String> words(int index) {
        return index < slots().size() ? slots().get(index).getValue() : List.of();
    }

    private void build() {
        fields.clear();
        counts.clear();
        known.clear();
        List<Node> blocks = new ArrayList<>();
        for (int i = 0; i < slots().size(); i++) {
            blocks.add(block(i));
        }
        pane.getChildren().setAll(blocks);
    }

    private Node block(int index) {
        EditField name = EditField.line(
                Texts.get("probes.slotName"), () -> name(index), text -> viewModel.renameSlot(name(index), text));
        EditField words = EditField.manyWords(
                Texts.get("probes.slotWords"),
                () -> ProbeEdits.text(words(index)),
                text -> viewModel.setSlotWords(name(index), text));
        fields.addAll(List.of(name, words));
        TextInputControl nameField = name.control();
        nameField.getStyleClass().add("name-field");
        Label count = new Label();
        count.getStyleClass().add("muted");
        counts.add(count);
        Button remove = EditorParts.remove(Texts.get("probes.removeSlot"), () -> viewModel.removeSlot(name(index)));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(nameField, count, space, remove);
        head.getStyleClass().add("section-head");
        Label list = EditorParts.hint("");
        list.managedProperty().bind(list.textProperty().isNotEmpty());
        known.add(list);
        VBox block = new VBox(head, words.control(), list);
        block.getStyleClass().add("attribute-block");
        return block;
    }
}
