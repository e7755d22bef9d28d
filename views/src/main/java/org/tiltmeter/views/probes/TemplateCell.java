package org.tiltmeter.views.probes;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Texts;

/// One template to be edited in place. UI thread.
final class TemplateCell extends ListCell<Template> {

    private final TextField id = new TextField();
    private final TextArea text = new TextArea();
    private final Label kind = new Label();
    private final VBox box;
    private boolean following;

    TemplateCell(ProbesViewModel viewModel) {
        getStyleClass().add("template-cell");
        id.getStyleClass().add("template-id");
        id.setAccessibleText(Texts.get("probes.templateId"));
        text.getStyleClass().add("template-text");
        text.setAccessibleText(Texts.get("probes.templateText"));
        text.setWrapText(true);
        text.setPrefRowCount(2);
        Button remove = EditorParts.remove(Texts.get("probes.removeTemplate"), () -> {
            getListView().requestFocus();
            viewModel.removeTemplate(getIndex());
        });
        kind.getStyleClass().add("badge");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(id, Priority.ALWAYS);
        HBox head = new HBox(id, kind, remove);
        head.getStyleClass().add("template-head");
        box = new VBox(head, text);
        box.setMinWidth(0);
        setPrefWidth(0);
        setMinHeight(Region.USE_PREF_SIZE);
        // The list is one stop of the Tab key: one goes through it with arrows, and into the chosen template with Tab.
        for (Node part : List.<Node>of(id, text, remove)) {
            part.focusTraversableProperty().bind(selectedProperty());
        }
        for (TextInputControl field : List.of(id, text)) {
            field.focusedProperty().addListener((observed, before, focused) -> {
                if (focused) {
                    getListView().getSelectionModel().select(getIndex());
                }
            });
        }
        text.textProperty().addListener((observed, before, after) -> {
            if (!following) {
                viewModel.setTemplateText(getIndex(), after);
            }
        });
        id.textProperty().addListener((observed, before, after) -> {
            if (!following) {
                viewModel.setTemplateId(getIndex(), after);
            }
        });
    }

    @Override
    protected void updateItem(@Nullable Template item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        following = true;
        if (!text.getText().equals(item.text())) {
            text.setText(item.text());
        }
        if (!id.getText().equals(item.id())) {
            id.setText(item.id());
        }
        following = false;
        kind.setText(QuestionWords.name(item.question()));
        setGraphic(box);
    }
}
