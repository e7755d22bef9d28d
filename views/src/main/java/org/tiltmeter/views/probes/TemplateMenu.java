package org.tiltmeter.views.probes;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Texts;

/// What can be done with the selected template of the list: call it otherwise, duplicate it, remove it. UI thread.
final class TemplateMenu {

    private final ListView<Template> templates;

    private TemplateMenu(ListView<Template> templates) {
        this.templates = templates;
    }

    static TemplateMenu install(ListView<Template> templates, ProbesViewModel viewModel) {
        TemplateMenu menu = new TemplateMenu(templates);
        MenuItem rename = item("probes.renameTemplate", menu::rename);
        MenuItem duplicate = item("probes.duplicateTemplate", () -> viewModel.duplicateTemplate(menu.selected()));
        MenuItem remove = item("probes.removeTemplate", () -> viewModel.removeTemplate(menu.selected()));
        for (MenuItem item : new MenuItem[] {rename, duplicate, remove}) {
            item.disableProperty()
                    .bind(templates.getSelectionModel().selectedItemProperty().isNull());
        }
        rename.setAccelerator(new KeyCodeCombination(KeyCode.F2));
        templates.setContextMenu(new ContextMenu(rename, duplicate, remove));
        templates.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            boolean inList = event.getTarget() == templates;
            if (event.getCode() == KeyCode.F2) {
                menu.rename();
                event.consume();
            } else if (inList && event.getCode() == KeyCode.ENTER) {
                menu.edit(".template-text");
                event.consume();
            } else if (inList && event.getCode() == KeyCode.DELETE && menu.selected() >= 0) {
                viewModel.removeTemplate(menu.selected());
                event.consume();
            }
        });
        return menu;
    }

    private int selected() {
        return templates.getSelectionModel().getSelectedIndex();
    }

    /// Puts the cursor into the field of the name.
    private void rename() {
        edit(".template-id");
    }

    /// Puts the cursor into the text of the selected template, over which one types.
    void write() {
        edit(".template-text");
        if (templates.getScene().getFocusOwner() instanceof TextArea text) {
            text.selectAll();
        }
    }

    /// Puts the cursor into a field of the selected template.
    private void edit(String selector) {
        templates.scrollTo(selected());
        templates.layout();
        for (Node field : templates.lookupAll(selector)) {
            for (Node at = field; at != null; at = at.getParent()) {
                if (at instanceof ListCell<?> cell && cell.getIndex() == selected()) {
                    field.requestFocus();
                }
            }
        }
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.get(key));
        item.setOnAction(event -> action.run());
        return item;
    }
}
