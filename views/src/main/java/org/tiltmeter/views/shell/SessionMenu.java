package org.tiltmeter.views.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.session.SaveState;
import org.tiltmeter.views.session.SessionViewModel;

/// What can be done with the session, and how safe it is. UI thread.
final class SessionMenu {

    private final SessionViewModel session;
    private final FileDialogs dialogs;
    private final MenuButton button;
    private final Label saveState;

    SessionMenu(SessionViewModel session, FileDialogs dialogs, MenuButton button, Label saveState) {
        this.session = session;
        this.dialogs = dialogs;
        this.button = button;
        this.saveState = saveState;
    }

    void install() {
        button.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> name(session.fileProperty().get()), session.fileProperty()));
        Menu recent = new Menu(Texts.get("session.recent"));
        recent.disableProperty().bind(Bindings.isEmpty(session.recent()));
        recent.setOnShowing(event -> recent.getItems().setAll(recentItems()));
        recent.getItems().setAll(recentItems());
        button.setOnShowing(event -> recent.getItems().setAll(recentItems()));
        button.getItems()
                .setAll(
                        item("session.new", "Shortcut+N", session::begin),
                        item("session.open", "Shortcut+O", this::open),
                        recent,
                        new SeparatorMenuItem(),
                        item("session.save", "Shortcut+S", this::save),
                        item("session.saveAs", "Shortcut+Shift+S", this::saveAs),
                        item("session.duplicate", this::duplicate),
                        new SeparatorMenuItem(),
                        item("session.search", "Shortcut+Shift+F", this::search),
                        item("session.exportBundle", this::exportBundle),
                        item("session.importBundle", this::importBundle));
        session.stateProperty().subscribe(state -> show(state));
    }

    private List<MenuItem> recentItems() {
        return session.recent().stream().map(this::recentItem).toList();
    }

    private MenuItem recentItem(Path file) {
        MenuItem item = new MenuItem(file.toString());
        item.setMnemonicParsing(false);
        item.setOnAction(event -> session.open(file));
        return item;
    }

    private static MenuItem item(String key, String keys, Runnable action) {
        MenuItem item = item(key, action);
        item.setAccelerator(KeyCombination.valueOf(keys));
        return item;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.get(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private static String name(Optional<Path> file) {
        return file.map(path -> String.valueOf(path.getFileName())).orElseGet(() -> Texts.get("session.untitled"));
    }

    private void show(SaveState state) {
        saveState.getStyleClass().removeAll("saved", "unsaved", "failed");
        switch (state) {
            case EMPTY -> show("", null);
            case SAVING -> show("session.saving", Feather.MORE_HORIZONTAL);
            case SAVED -> show("session.saved", Feather.CHECK_CIRCLE);
            case FAILED -> show("session.notSaved", Feather.ALERT_TRIANGLE);
        }
        saveState
                .getStyleClass()
                .add(
                        switch (state) {
                            case EMPTY, SAVED -> "saved";
                            case SAVING -> "unsaved";
                            case FAILED -> "failed";
                        });
    }

    private void show(String key, @org.jspecify.annotations.Nullable Feather icon) {
        saveState.setText(key.isEmpty() ? "" : Texts.get(key));
        saveState.setGraphic(icon == null ? null : new FontIcon(icon));
    }

    void open() {
        dialogs.chooseFile(Texts.get("session.open"), FileDialogs.Kind.SESSION).ifPresent(session::open);
    }

    void save() {
        if (!session.confirmSaved()) {
            saveAs();
        }
    }

    private void duplicate() {
        dialogs.chooseTarget(Texts.get("session.duplicate"), FileDialogs.Kind.SESSION, "copy")
                .ifPresent(session::duplicate);
    }

    private void exportBundle() {
        dialogs.chooseTarget(Texts.get("session.exportBundle"), FileDialogs.Kind.BUNDLE, "session")
                .ifPresent(session::exportBundle);
    }

    private void importBundle() {
        dialogs.chooseFile(Texts.get("session.importBundle"), FileDialogs.Kind.BUNDLE)
                .ifPresent(bundle -> dialogs.chooseTarget(
                                Texts.get("session.importTarget"), FileDialogs.Kind.SESSION, "imported")
                        .ifPresent(target -> session.importBundle(bundle, target)));
    }

    void search() {
        new SessionSearchDialog(session, button.getScene().getWindow())
                .showAndWait()
                .ifPresent(session::open);
    }

    void saveAs() {
        dialogs.chooseTarget(Texts.get("session.saveAs"), FileDialogs.Kind.SESSION, "audit")
                .ifPresent(session::saveAs);
    }
}
