package org.tiltmeter.views.concepts;

import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FileSaver;

/// The texts with and without each concept, and the button that finds their directions. UI thread.
final class ConceptEditorView {

    private final ConceptsViewModel viewModel;
    private final ConceptBuilderViewModel builder;
    private final FileSaver saver;
    private final FileDialogs dialogs;
    private final Parent node;

    @FXML
    private ComboBox<String> concepts;

    @FXML
    private Button add;

    @FXML
    private Button remove;

    @FXML
    private Button undo;

    @FXML
    private Button redo;

    @FXML
    private Button build;

    @FXML
    private Button open;

    @FXML
    private Button save;

    @FXML
    private TextField name;

    @FXML
    private Label positiveCount;

    @FXML
    private TextArea positive;

    @FXML
    private Label negativeCount;

    @FXML
    private TextArea negative;

    @FXML
    private Label check;

    @FXML
    private ComboBox<Pooling> pooling;

    @FXML
    private Button run;

    /// @param builder opens when texts are to be built
    ConceptEditorView(
            ConceptsViewModel viewModel, ConceptBuilderViewModel builder, FileSaver saver, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.builder = builder;
        this.saver = saver;
        this.dialogs = dialogs;
        node = Fxml.load(this);
        menu();
    }

    /// The editor.
    Parent node() {
        return node;
    }

    @FXML
    void initialize() {
        bindEditor();
        bindFiles();
        pooling.getItems().setAll(Pooling.values());
        pooling.setConverter(new WordsOf<>(ConceptWords::pooling));
        pooling.valueProperty().bindBidirectional(viewModel.poolingProperty());
        run.setOnAction(event -> viewModel.run());
        Consumer<ConceptState> show =
                state -> run.setDisable(state == ConceptState.BUSY || state == ConceptState.NO_MODEL);
        viewModel.stateProperty().subscribe(show);
    }

    private void bindEditor() {
        ConceptDraft draft = viewModel.draft();
        concepts.setAccessibleText(Texts.get("concepts.choose"));
        concepts.getItems().setAll(draft.names());
        draft.names().addListener((ListChangeListener<String>) change -> showNames());
        draft.chosenProperty().subscribe(ignored -> showNames());
        concepts.getSelectionModel().selectedIndexProperty().addListener((observed, before, after) -> {
            if (after.intValue() >= 0) {
                draft.chosenProperty().set(after.intValue());
            }
        });
        icon(add, Feather.PLUS, "concepts.add");
        icon(remove, Feather.TRASH_2, "concepts.remove");
        add.setOnAction(
                event -> draft.add(Texts.get("concepts.newName", draft.names().size() + 1)));
        remove.setOnAction(event -> viewModel.removeConcept());
        icon(undo, Feather.CORNER_UP_LEFT, "concepts.undo");
        icon(redo, Feather.CORNER_UP_RIGHT, "concepts.redo");
        undo.setOnAction(event -> draft.undo());
        redo.setOnAction(event -> draft.redo());
        undo.disableProperty().bind(draft.canUndoProperty().not());
        redo.disableProperty().bind(draft.canRedoProperty().not());
        build.setOnAction(
                event -> builder.openProperty().set(!builder.openProperty().get()));
        check.textProperty().bind(builder.checkProperty());
        check.visibleProperty().bind(check.textProperty().isNotEmpty());
        check.managedProperty().bind(check.visibleProperty());
        name.textProperty().bindBidirectional(draft.nameProperty());
        positive.textProperty().bindBidirectional(draft.positiveProperty());
        negative.textProperty().bindBidirectional(draft.negativeProperty());
        draft.setProperty().subscribe(ignored -> showCounts());
        draft.chosenProperty().subscribe(ignored -> showCounts());
        positiveCount.setLabelFor(positive);
        negativeCount.setLabelFor(negative);
    }

    /// What can be done with the chosen concept; F2 names it anew, wherever in the editor the keyboard is.
    private void menu() {
        ConceptDraft draft = viewModel.draft();
        MenuItem rename = new MenuItem(Texts.get("concepts.rename"));
        rename.setOnAction(event -> rename());
        MenuItem duplicate = new MenuItem(Texts.get("concepts.duplicate"));
        duplicate.setOnAction(event -> draft.duplicate());
        MenuItem delete = new MenuItem(Texts.get("concepts.remove"));
        delete.setOnAction(event -> viewModel.removeConcept());
        delete.disableProperty().bind(remove.disabledProperty());
        concepts.setContextMenu(new ContextMenu(rename, duplicate, delete));
        concepts.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DELETE) {
                viewModel.removeConcept();
                event.consume();
            }
        });
        node.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F2) {
                rename();
                event.consume();
            }
        });
    }

    private void rename() {
        name.requestFocus();
        name.selectAll();
    }

    private static void icon(Button button, Ikon icon, String key) {
        button.setGraphic(new FontIcon(icon));
        button.setAccessibleText(Texts.get(key));
        button.setTooltip(new Tooltip(Texts.get(key)));
    }

    private void showNames() {
        ConceptDraft draft = viewModel.draft();
        int chosen = draft.chosenProperty().get();
        if (!concepts.getItems().equals(draft.names())) {
            concepts.getItems().setAll(draft.names());
        }
        concepts.getSelectionModel().select(chosen);
    }

    private void showCounts() {
        ConceptDraft draft = viewModel.draft();
        positiveCount.setText(Texts.get(
                "concepts.positive", Integer.toString(draft.concept().positive().size())));
        negativeCount.setText(Texts.get(
                "concepts.negative", Integer.toString(draft.concept().negative().size())));
        remove.setDisable(draft.names().size() < 2);
    }

    private void bindFiles() {
        open.setOnAction(event -> dialogs.chooseFile(Texts.get("concepts.open"), FileDialogs.Kind.CONCEPTS)
                .ifPresent(viewModel::open));
        save.setOnAction(event -> {
            ConceptSet set = viewModel.draft().setProperty().get();
            String suggested = set.name().isBlank() ? "concepts" : set.name().replaceAll("[^A-Za-z0-9._-]+", "-");
            saver.save(node.getScene().getWindow(), suggested, "json", file -> ConceptFile.write(set, file));
        });
    }
}
