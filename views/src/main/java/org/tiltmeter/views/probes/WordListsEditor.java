package org.tiltmeter.views.probes;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.converter.DefaultStringConverter;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.Word;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.views.Texts;

/// Word lists to be edited: one at a time, its source and for each word what to mind, how often it occurs and its
/// weight. UI thread.
final class WordListsEditor {

    private final ProbesViewModel viewModel;
    private final ComboBox<String> choice = new ComboBox<>();
    private final MenuButton add = new MenuButton(Texts.get("lists.add"));
    private final ObservableList<Word> words = FXCollections.observableArrayList();
    private final TableView<Word> table = new TableView<>(words);
    private final TextField more = new TextField();
    private final Label summary = EditorParts.hint("");
    private final VBox details = new VBox();
    private final EditField name;
    private final EditField source;
    private boolean following;
    private int selected;

    WordListsEditor(Pane pane, ProbesViewModel viewModel) {
        this.viewModel = viewModel;
        this.name = EditField.line(
                Texts.get("lists.name"),
                () -> list().map(WordList::name).orElse(""),
                text -> edit(index -> viewModel.lists().rename(index, text)));
        this.source = EditField.line(
                Texts.get("lists.source"),
                () -> list().map(WordList::source).orElse(""),
                text -> edit(index -> viewModel.lists().setSource(index, text)));
        name.control().setId("list-name");
        name.control().getStyleClass().add("name-field");
        source.control().setId("list-source");
        build(pane);
        menu(pane);
    }

    /// What can be done with the list that is chosen; F2 names it anew, wherever in the editor the keyboard is.
    private void menu(Pane pane) {
        MenuItem rename = new MenuItem(Texts.get("lists.rename"));
        rename.setAccelerator(new KeyCodeCombination(KeyCode.F2));
        rename.setOnAction(event -> rename());
        MenuItem duplicate = new MenuItem(Texts.get("lists.duplicate"));
        duplicate.setOnAction(event -> edit(index -> {
            selected = index + 1;
            viewModel.lists().duplicate(index);
        }));
        MenuItem remove = new MenuItem(Texts.get("lists.remove"));
        remove.setOnAction(event -> edit(index -> viewModel.lists().remove(index)));
        for (MenuItem item : List.of(rename, duplicate, remove)) {
            item.disableProperty().bind(details.visibleProperty().not());
        }
        choice.setContextMenu(new ContextMenu(rename, duplicate, remove));
        choice.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DELETE && details.isVisible()) {
                edit(index -> viewModel.lists().remove(index));
                event.consume();
            }
        });
        pane.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F2 && details.isVisible()) {
                rename();
                event.consume();
            }
        });
    }

    private void rename() {
        name.control().requestFocus();
        name.control().selectAll();
    }

    private void build(Pane pane) {
        choice.setId("list-choice");
        choice.setAccessibleText(Texts.get("lists.choose"));
        choice.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(choice, Priority.ALWAYS);
        choice.getSelectionModel().selectedIndexProperty().addListener((observed, before, after) -> {
            if (!following && after.intValue() >= 0) {
                selected = after.intValue();
                show();
            }
        });
        add.setId("list-add");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnShowing(event -> fillMenu());
        fillMenu();
        Button remove = EditorParts.remove(
                Texts.get("lists.remove"), () -> edit(index -> viewModel.lists().remove(index)));
        remove.setId("list-remove");
        remove.disableProperty().bind(details.visibleProperty().not());
        HBox head = new HBox(choice, remove, add);
        head.getStyleClass().add("tool-row");
        HBox.setHgrow(source.control(), Priority.ALWAYS);
        HBox fields = new HBox(name.control(), source.control());
        fields.getStyleClass().add("tool-row");
        columns();
        VBox.setVgrow(table, Priority.ALWAYS);
        more.setId("list-more");
        more.setPromptText(Texts.get("lists.moreWords"));
        more.setAccessibleText(Texts.get("lists.moreWords"));
        more.setOnAction(event -> addWords());
        HBox.setHgrow(more, Priority.ALWAYS);
        Button addWords = new Button(Texts.get("lists.addWords"));
        addWords.setMinWidth(Region.USE_PREF_SIZE);
        addWords.setOnAction(event -> addWords());
        HBox foot = new HBox(more, addWords);
        foot.getStyleClass().add("tool-row");
        details.getStyleClass().add("list-details");
        details.getChildren().setAll(fields, summary, table, foot);
        VBox.setVgrow(details, Priority.ALWAYS);
        pane.getChildren().addAll(head, details);
    }

    private void fillMenu() {
        add.getItems().clear();
        for (String subject : viewModel.lists().subjects()) {
            add.getItems().add(item(Texts.get("lists.about", subject), subject));
        }
        add.getItems().add(item(Texts.get("lists.scoring"), Texts.get("lists.newName")));
    }

    private MenuItem item(String words, String listName) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> {
            selected = viewModel.probes().lists().size();
            viewModel.lists().add(listName);
        });
        return item;
    }

    private void addWords() {
        edit(index -> viewModel.lists().addWords(index, more.getText()));
        more.clear();
        table.scrollTo(words.size() - 1);
    }

    private void edit(java.util.function.IntConsumer change) {
        if (list().isPresent()) {
            change.accept(selected);
        }
    }

    private Optional<WordList> list() {
        List<WordList> lists = viewModel.probes().lists();
        return selected >= 0 && selected < lists.size() ? Optional.of(lists.get(selected)) : Optional.empty();
    }

    private void columns() {
        table.setEditable(true);
        table.setId("list-words");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(Texts.get("lists.noWords")));
        TableColumn<Word, String> text = column(Texts.get("lists.word"), Word::text, (index, typed) -> {
            viewModel.lists().setWord(selected, index, typed);
            return Optional.empty();
        });
        TableColumn<Word, String> count = column(
                Texts.get("lists.count"),
                word -> word.count() == null ? "" : Long.toString(word.count()),
                (index, typed) -> viewModel.lists().setCount(selected, index, typed));
        TableColumn<Word, String> weight = column(
                Texts.get("lists.weight"),
                word -> word.weight() == null ? "" : Double.toString(word.weight()),
                (index, typed) -> viewModel.lists().setWeight(selected, index, typed));
        text.setPrefWidth(170);
        text.setMinWidth(110);
        count.setPrefWidth(64);
        weight.setPrefWidth(64);
        TableColumn<Word, Word> removal = new TableColumn<>();
        removal.setSortable(false);
        removal.setMaxWidth(44);
        removal.setMinWidth(44);
        removal.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        removal.setCellFactory(column -> new RemovalCell());
        table.getColumns()
                .setAll(List.of(
                        text,
                        flag(Word.Flag.DISPREFERRED, "lists.dispreferred", "lists.dispreferredTip"),
                        flag(Word.Flag.POLARISING, "lists.polarising", "lists.polarisingTip"),
                        count,
                        weight,
                        removal));
    }

    private TableColumn<Word, String> column(
            String title, Function<Word, String> value, BiFunction<Integer, String, Optional<String>> edit) {
        TableColumn<Word, String> column = new TableColumn<>(title);
        column.setSortable(false);
        column.setEditable(true);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
        column.setCellFactory(shown -> new TextFieldTableCell<>(new DefaultStringConverter()));
        column.setOnEditCommit(event -> {
            int index = event.getTablePosition().getRow();
            edit.apply(index, event.getNewValue()).ifPresent(viewModel::tellNoNumber);
            table.refresh();
        });
        return column;
    }

    private TableColumn<Word, Word> flag(Word.Flag flag, String title, String tip) {
        TableColumn<Word, Word> column = new TableColumn<>();
        Label head = new Label(Texts.get(title));
        head.setTooltip(new Tooltip(Texts.get(tip)));
        column.setGraphic(head);
        column.setSortable(false);
        column.setMinWidth(56);
        column.setPrefWidth(84);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setCellFactory(shown -> new FlagCell(flag, Texts.get(title)));
        return column;
    }

    /// Follows the set.
    void show() {
        List<WordList> lists = viewModel.probes().lists();
        selected = Math.clamp(selected, 0, Math.max(0, lists.size() - 1));
        following = true;
        List<String> names = lists.stream().map(WordList::name).toList();
        if (!names.equals(choice.getItems())) {
            choice.getItems().setAll(names);
        }
        choice.getSelectionModel().select(lists.isEmpty() ? -1 : selected);
        choice.setPromptText(Texts.get("lists.none"));
        following = false;
        details.setVisible(!lists.isEmpty());
        name.follow();
        source.follow();
        follow(list().map(WordList::words).orElse(List.of()));
        summary.setText(list().map(this::summary).orElse(""));
    }

    private String summary(WordList list) {
        boolean known =
                !WordListEdits.subjectWords(viewModel.probes(), list.name()).isEmpty();
        return Texts.get(known ? "lists.summaryAbout" : "lists.summaryScoring", list.name(), ListWords.summary(list));
    }

    private void follow(List<Word> next) {
        if (next.size() != words.size()) {
            words.setAll(next);
            return;
        }
        for (int i = 0; i < next.size(); i++) {
            if (!next.get(i).equals(words.get(i))) {
                words.set(i, next.get(i));
            }
        }
    }

    /// Whether a word has a flag.
    private final class FlagCell extends TableCell<Word, Word> {

        private final CheckBox box = new CheckBox();
        private final Word.Flag flag;

        private FlagCell(Word.Flag flag, String name) {
            this.flag = flag;
            box.setAccessibleText(name);
            box.setOnAction(event -> viewModel.lists().setFlag(selected, getIndex(), flag, box.isSelected()));
        }

        @Override
        protected void updateItem(@Nullable Word item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty ? null : box);
            box.setSelected(item != null && item.flags().contains(flag));
        }
    }

    /// Removes a word.
    private final class RemovalCell extends TableCell<Word, Word> {

        private final Node button = EditorParts.remove(
                Texts.get("lists.removeWord"), () -> viewModel.lists().removeWord(selected, getIndex()));

        @Override
        protected void updateItem(@Nullable Word item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty ? null : button);
        }
    }
}
