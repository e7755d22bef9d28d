package org.tiltmeter.views.probes;

import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Icons;
import org.tiltmeter.views.Texts;

/// One template to be edited in place. UI thread.
final class TemplateCell extends ListCell<Template> {

    private final TextField id = new TextField();
    private final TextArea text = new TextArea();
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
        Button remove = new Button();
        remove.getStyleClass().addAll("flat", "button-icon", "remove");
        Icons.set(remove, Feather.X, Texts.get("probes.removeTemplate"));
        remove.setOnAction(event -> viewModel.removeTemplate(getIndex()));
        HBox.setHgrow(id, Priority.ALWAYS);
        HBox head = new HBox(id, remove);
        head.getStyleClass().add("template-head");
        box = new VBox(head, text);
        box.setMinWidth(0);
        setPrefWidth(0);
        setMinHeight(Region.USE_PREF_SIZE);
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
        setGraphic(box);
    }
}
