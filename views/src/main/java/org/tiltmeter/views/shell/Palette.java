package org.tiltmeter.views.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.Texts;

/// The list of commands over the window: type a few letters, press Enter. UI thread.
final class Palette {

    private static final int ROWS = 10;

    private final StackPane root;
    private final FilteredList<Command> commands;
    private final TextField words = new TextField();
    private final ListView<Command> list = new ListView<>();
    private final VBox box = new VBox(words, list);
    private @Nullable Node focusBefore;

    /// @param root of the window, over which it is shown
    Palette(StackPane root, List<Command> commands) {
        this.root = root;
        this.commands = new FilteredList<>(FXCollections.observableArrayList(commands));
        box.setId("palette");
        box.getStyleClass().add("palette");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(box, Pos.TOP_CENTER);
        words.setId("palette-words");
        words.setPromptText(Texts.get("palette.prompt"));
        words.setAccessibleText(Texts.get("palette.prompt"));
        list.setId("palette-list");
        list.setAccessibleText(Texts.get("palette.list"));
        list.setPlaceholder(new Label(Texts.get("palette.nothing")));
        list.setItems(this.commands);
        list.setCellFactory(ignored -> new Row());
        list.setFocusTraversable(false);
        words.textProperty().subscribe(this::filter);
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setOnMouseClicked(event -> perform());
        words.focusedProperty().subscribe(focused -> {
            if (!focused && isShown() && !list.isFocused()) {
                hide();
            }
        });
    }

    /// Whether a command is meant by these words: each must occur in its name.
    static Predicate<Command> matching(String typed) {
        List<String> wanted = Arrays.stream(
                        typed.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return command -> wanted.stream()
                .allMatch(word -> command.name().toLowerCase(Locale.ROOT).contains(word));
    }

    private void filter(String typed) {
        commands.setPredicate(matching(typed));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        list.setPrefHeight(list.getFixedCellSize() > 0 ? list.getFixedCellSize() * ROWS : Region.USE_COMPUTED_SIZE);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(ROWS);
            case PAGE_UP -> move(-ROWS);
            case ENTER -> perform();
            case ESCAPE -> hide();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int last = commands.size() - 1;
        if (last >= 0) {
            int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, last);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - ROWS / 2));
        }
    }

    private void perform() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            hide();
            chosen.run().run();
        }
    }

    /// Whether it is open.
    boolean isShown() {
        return root.getChildren().contains(box);
    }

    /// Opens it, or closes it.
    void toggle() {
        if (isShown()) {
            hide();
        } else {
            focusBefore = root.getScene().getFocusOwner();
            root.getChildren().add(box);
            words.clear();
            filter("");
            words.requestFocus();
        }
    }

    /// Closes it and goes back to where the keyboard was.
    void hide() {
        if (isShown()) {
            root.getChildren().remove(box);
            Node before = focusBefore;
            if (before != null && before.getScene() != null) {
                before.requestFocus();
            }
        }
    }

    /// A command and its keys.
    private static final class Row extends ListCell<Command> {

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (command == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label name = new Label(command.name());
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            Label keys = new Label(command.shownKeys().orElse(""));
            keys.getStyleClass().add("key");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(name, keys);
            row.getStyleClass().add("palette-row");
            setGraphic(row);
            setAccessibleText(command.name() + " " + command.shownKeys().orElse(""));
        }
    }
}
