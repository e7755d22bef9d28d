package org.tiltmeter.views.concepts;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.StyleMatch;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;

/// Where concepts are made of ready sets, words and templates, groups of the probe set and other concepts' texts. UI
/// thread.
final class ConceptBuilderView {

    private final ConceptBuilderViewModel viewModel;
    private final ConceptDraft draft;
    private final FileDialogs dialogs;
    private final Parent node;

    @FXML
    private Label title;

    @FXML
    private Button close;

    @FXML
    private ComboBox<ConceptSet> ready;

    @FXML
    private Button addReady;

    @FXML
    private Button replaceByReady;

    @FXML
    private Label readyText;

    @FXML
    private ComboBox<WordSource> source;

    @FXML
    private Button readFile;

    @FXML
    private TextArea words;

    @FXML
    private TextArea templates;

    @FXML
    private Label wordsLabel;

    @FXML
    private Label templatesLabel;

    @FXML
    private Label preview;

    @FXML
    private Button addPositive;

    @FXML
    private Button addNegative;

    @FXML
    private ComboBox<Questions.Groups> comparison;

    @FXML
    private Button addGroups;

    @FXML
    private Button suggest;

    @FXML
    private Label suggested;

    @FXML
    private VBox offered;

    @FXML
    private ListView<StyleMatch.Suggestion> suggestions;

    @FXML
    private Button accept;

    @FXML
    private Button decline;

    ConceptBuilderView(ConceptBuilderViewModel viewModel, ConceptDraft draft, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.draft = draft;
        this.dialogs = dialogs;
        node = Fxml.load(this);
        shownIf(node, viewModel.openProperty());
    }

    /// The builder; visible while it is open.
    Node node() {
        return node;
    }

    @FXML
    void initialize() {
        close.setOnAction(event -> viewModel.openProperty().set(false));
        draft.nameProperty().subscribe(name -> title.setText(Texts.get("concepts.build.title", name)));
        bindReady();
        bindWords();
        bindGroups();
        bindSuggestions();
    }

    private void bindReady() {
        ready.setItems(viewModel.ready());
        ready.setConverter(new WordsOf<>(set ->
                Texts.get("concepts.build.readySet", set.name(), set.concepts().size())));
        ready.valueProperty().bindBidirectional(viewModel.readySetProperty());
        ready.setAccessibleText(Texts.get("concepts.build.ready"));
        addReady.disableProperty().bind(viewModel.readySetProperty().isNull());
        replaceByReady.disableProperty().bind(viewModel.readySetProperty().isNull());
        addReady.setOnAction(event -> viewModel.addReady());
        replaceByReady.setOnAction(event -> viewModel.replaceByReady());
        viewModel
                .readySetProperty()
                .subscribe(set -> readyText.setText(
                        set == null ? "" : Texts.get("concepts.build.readyText", set.description(), set.source())));
    }

    private void bindWords() {
        source.setItems(viewModel.sources());
        source.setConverter(new WordsOf<>(WordSource::title));
        source.valueProperty().bindBidirectional(viewModel.sourceProperty());
        source.setPromptText(Texts.get("concepts.build.chooseList"));
        source.setAccessibleText(Texts.get("concepts.build.chooseList"));
        readFile.setOnAction(event -> dialogs.chooseFile(Texts.get("concepts.build.readFile"), FileDialogs.Kind.WORDS)
                .ifPresent(viewModel::readWords));
        words.textProperty().bindBidirectional(viewModel.wordsProperty());
        templates.textProperty().bindBidirectional(viewModel.templatesProperty());
        wordsLabel.setLabelFor(words);
        templatesLabel.setLabelFor(templates);
        preview.textProperty().bind(viewModel.previewProperty());
        shownIf(preview, viewModel.previewProperty().map(text -> !text.isEmpty()));
        addPositive.setOnAction(event -> viewModel.addTexts(true));
        addNegative.setOnAction(event -> viewModel.addTexts(false));
        addPositive.disableProperty().bind(viewModel.wordsProperty().isEmpty());
        addNegative.disableProperty().bind(viewModel.wordsProperty().isEmpty());
    }

    private void bindGroups() {
        comparison.setItems(viewModel.comparison().all());
        comparison.setConverter(new WordsOf<>(ConceptWords::comparison));
        comparison.valueProperty().bindBidirectional(viewModel.comparison().chosenProperty());
        comparison.setPromptText(Texts.get("concepts.build.noComparison"));
        comparison.setAccessibleText(Texts.get("concepts.build.groups"));
        addGroups.disableProperty().bind(viewModel.comparison().chosenProperty().isNull());
        addGroups.setOnAction(event -> viewModel.addGroups());
    }

    private void bindSuggestions() {
        suggest.setOnAction(event -> viewModel.suggest());
        suggested.textProperty().bind(viewModel.suggestedProperty());
        shownIf(suggested, viewModel.suggestedProperty().map(text -> !text.isEmpty()));
        shownIf(offered, viewModel.suggestionsProperty().map(found -> !found.isEmpty()));
        suggestions.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        suggestions.setCellFactory(ignored -> new ListCell<>() {
            @Override
            protected void updateItem(StyleMatch.@Nullable Suggestion item, boolean empty) {
                super.updateItem(item, empty);
                setText(
                        empty || item == null
                                ? ""
                                : Texts.get("concepts.build.suggestion", item.text(), item.from(), item.like()));
            }
        });
        viewModel.suggestionsProperty().subscribe(found -> {
            suggestions.getItems().setAll(found);
            suggestions.getSelectionModel().selectAll();
        });
        accept.setOnAction(event ->
                viewModel.accept(List.copyOf(suggestions.getSelectionModel().getSelectedItems())));
        decline.setOnAction(event -> viewModel.decline());
    }

    private static void shownIf(Node shown, ObservableValue<Boolean> condition) {
        shown.visibleProperty().bind(condition);
        shown.managedProperty().bind(shown.visibleProperty());
    }
}
