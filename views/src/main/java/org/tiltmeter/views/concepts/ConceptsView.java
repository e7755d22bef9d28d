package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureMenu;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.tokens.TokenCells;
import org.tiltmeter.views.tokens.TokenStripView;

/// The concept explorer: texts with and without a concept, how well each layer tells them apart, how close other
/// concepts and the tokens of texts lie. UI thread.
public final class ConceptsView {

    private final Workspace workspace;
    private final ConceptsViewModel viewModel;
    private final FileSaver saver;
    private final FileDialogs dialogs;
    private final ConceptBuilderViewModel builder;
    private final FigureView accuracy;
    private final FigureView similarity;
    private final FigureView matrix;
    private final FigureView pair;
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
    private Label check;

    @FXML
    private StackPane right;

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
    private ComboBox<Pooling> pooling;

    @FXML
    private Button run;

    @FXML
    private VBox results;

    @FXML
    private Label sentence;

    @FXML
    private Label caution;

    @FXML
    private ToggleButton differenceOfMeans;

    @FXML
    private ToggleButton logisticRegression;

    @FXML
    private HBox charts;

    @FXML
    private VBox matrixPlace;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab wordsTab;

    @FXML
    private TableView<NearestWords.Row> words;

    @FXML
    private MenuButton wordsMenu;

    @FXML
    private VBox pairPlace;

    @FXML
    private VBox steeringPlace;

    @FXML
    private Label layerLabel;

    @FXML
    private Slider layer;

    @FXML
    private TextField typed;

    @FXML
    private VBox strips;

    @FXML
    private VBox idle;

    @FXML
    private Label idleTitle;

    @FXML
    private Label idleText;

    @FXML
    private Button idleAction;

    @FXML
    private VBox busy;

    @FXML
    private ProgressBar busyBar;

    @FXML
    private Button cancel;

    /// @param workspace whose model and selection are shown
    /// @param saver where exported files go
    /// @param dialogs asks for concept files
    /// @param ready concept sets that can be chosen
    public ConceptsView(Workspace workspace, FileSaver saver, FileDialogs dialogs, List<ConceptSet> ready) {
        this(workspace, saver, dialogs, ready, new ConceptsViewModel(workspace));
    }

    ConceptsView(
            Workspace workspace,
            FileSaver saver,
            FileDialogs dialogs,
            List<ConceptSet> ready,
            ConceptsViewModel viewModel) {
        builder = new ConceptBuilderViewModel(workspace, viewModel.draft(), ready);
        this.dialogs = dialogs;
        this.workspace = workspace;
        this.saver = saver;
        this.viewModel = viewModel;
        accuracy = new FigureView(saver);
        similarity = new FigureView(saver);
        matrix = new FigureView(saver);
        pair = new FigureView(saver);
        node = Fxml.load(this);
        node.getStylesheets().add(FigureStyles.sheet());
        node.sceneProperty().subscribe(scene -> viewModel.activeProperty().set(scene != null));
    }

    /// The screen.
    public Node node() {
        return node;
    }

    @FXML
    void initialize() {
        bindEditor();
        bindFiles();
        bindChoices();
        bindTexts();
        accuracy.figureProperty().bind(viewModel.accuracyProperty());
        similarity.figureProperty().bind(viewModel.similarityProperty());
        charts.getChildren().setAll(accuracy, similarity);
        for (FigureView chart : List.of(accuracy, similarity)) {
            HBox.setHgrow(chart, Priority.ALWAYS);
            chart.setPrefWidth(300);
            chart.setMinWidth(0);
            chart.visibleProperty().bind(chart.figureProperty().isNotNull());
            chart.managedProperty().bind(chart.visibleProperty());
        }
        bindMore();
        caution.setGraphic(new FontIcon(Feather.INFO));
        busyBar.progressProperty().bind(viewModel.progressProperty());
        cancel.setOnAction(event -> viewModel.cancel());
        run.setOnAction(event -> viewModel.run());
        viewModel.stateProperty().subscribe(this::show);
        viewModel.accuracyProperty().subscribe(ignored -> showWords());
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
        right.getChildren().add(new ConceptBuilderView(builder, draft, dialogs).node());
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

    private void bindChoices() {
        pooling.getItems().setAll(Pooling.values());
        pooling.setConverter(new WordsOf<>(ConceptWords::pooling));
        pooling.valueProperty().bindBidirectional(viewModel.poolingProperty());
        ToggleGroup group = new ToggleGroup();
        differenceOfMeans.setToggleGroup(group);
        logisticRegression.setToggleGroup(group);
        viewModel
                .methodProperty()
                .subscribe(method -> group.selectToggle(
                        method == DirectionMethod.DIFFERENCE_OF_MEANS ? differenceOfMeans : logisticRegression));
        group.selectedToggleProperty().addListener((observed, before, after) -> {
            if (after == null) {
                group.selectToggle(before);
            } else {
                viewModel
                        .methodProperty()
                        .set(
                                after == differenceOfMeans
                                        ? DirectionMethod.DIFFERENCE_OF_MEANS
                                        : DirectionMethod.LOGISTIC_REGRESSION);
            }
        });
        layer.setAccessibleText(Texts.get("concepts.layer"));
        layer.valueProperty()
                .addListener((observed, before, after) ->
                        viewModel.layerProperty().set((int) Math.round(after.doubleValue())));
        viewModel.layerProperty().subscribe(value -> {
            layer.setValue(value.intValue());
            showWords();
        });
    }

    private void bindMore() {
        matrix.figureProperty().bind(viewModel.matrixProperty());
        VBox.setVgrow(matrix, Priority.ALWAYS);
        matrixPlace.getChildren().setAll(matrix);
        steeringPlace.getChildren().setAll(new SteeringView(viewModel.steering(), saver).node());
        SparseState sparse = new SparseState(workspace);
        tabs.getTabs().add(2, ConceptTab.leanings(workspace, viewModel, sparse, saver));
        tabs.getTabs().add(3, ConceptTab.agreement(workspace, viewModel, saver));
        tabs.getTabs().add(4, ConceptTab.map(workspace, viewModel, saver));
        tabs.getTabs().add(5, ConceptTab.stability(workspace, viewModel, saver));
        tabs.getTabs().add(ConceptTab.features(workspace, viewModel, sparse, saver, dialogs));
        viewModel.wordsWantedProperty().bind(wordsTab.selectedProperty());
        words.getColumns()
                .setAll(List.of(
                        column(Texts.get("concepts.raised"), NearestWords.Row::raised),
                        column(Texts.get("concepts.rise"), row -> Numbers.fixed(row.rise(), 2)),
                        column(Texts.get("concepts.lowered"), NearestWords.Row::lowered),
                        column(Texts.get("concepts.fall"), row -> Numbers.fixed(row.fall(), 2))));
        words.setPlaceholder(new Label(Texts.get("concepts.noWords")));
        words.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        viewModel.wordsProperty().subscribe(rows -> words.getItems().setAll(rows));
        wordsMenu.setGraphic(new FontIcon(Feather.MORE_HORIZONTAL));
        wordsMenu.setAccessibleText(Texts.get("figures.menu"));
        wordsMenu
                .getItems()
                .setAll(new FigureMenu(
                                viewModel::wordsFigure, () -> viewModel.fileName("words"), () -> "", saver, wordsMenu)
                        .items());
        wordsMenu.disableProperty().bind(Bindings.isEmpty(words.getItems()));
        pair.figureProperty().bind(viewModel.pairProperty());
        pairPlace.getChildren().setAll(pair);
        pairPlace.visibleProperty().bind(viewModel.pairProperty().isNotNull());
        pairPlace.managedProperty().bind(pairPlace.visibleProperty());
    }

    private static TableColumn<NearestWords.Row, String> column(
            String title, Function<NearestWords.Row, String> value) {
        TableColumn<NearestWords.Row, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        column.setSortable(false);
        return column;
    }

    private void bindTexts() {
        typed.textProperty().bindBidirectional(viewModel.typedTextProperty());
        typed.setOnAction(event -> viewModel.followTexts());
        viewModel.stripsProperty().subscribe(this::showStrips);
    }

    /// Strips are kept while their number stays, so that scrubbing through layers does not rebuild them.
    private void showStrips(List<TokenCells> shown) {
        while (strips.getChildren().size() > shown.size()) {
            strips.getChildren().removeLast();
        }
        while (strips.getChildren().size() < shown.size()) {
            TokenStripView strip = new TokenStripView();
            strip.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
            strip.addEventHandler(KeyEvent.KEY_PRESSED, this::stepByKey);
            strips.getChildren().add(strip);
        }
        for (int i = 0; i < shown.size(); i++) {
            ((TokenStripView) strips.getChildren().get(i)).tokensProperty().set(shown.get(i));
        }
        showWords();
    }

    private void stepByKey(KeyEvent event) {
        if (!event.isConsumed() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
            viewModel.stepLayer(event.getCode() == KeyCode.UP ? 1 : -1);
            event.consume();
        }
    }

    private void show(ConceptState state) {
        results.setVisible(state == ConceptState.READY);
        busy.setVisible(state == ConceptState.BUSY);
        idle.setVisible(state == ConceptState.IDLE || state == ConceptState.NO_MODEL);
        run.setDisable(state == ConceptState.BUSY || state == ConceptState.NO_MODEL);
        boolean noModel = state == ConceptState.NO_MODEL;
        idleTitle.setText(Texts.get(noModel ? "concepts.noModel" : "concepts.idle"));
        idleText.setText(Texts.get(noModel ? "concepts.noModelText" : "concepts.idleText"));
        idleAction.setText(Texts.get(noModel ? "concepts.toModel" : "concepts.run"));
        idleAction.setOnAction(event -> {
            if (noModel) {
                workspace.featureProperty().set("model");
            } else {
                viewModel.run();
            }
        });
        layer.setMax(Math.max(0, viewModel.layers() - 1));
        layer.setValue(viewModel.layerProperty().get());
        showWords();
    }

    private void showWords() {
        sentence.setText(viewModel.sentence());
        layerLabel.setText(Texts.get(
                "concepts.layerOf",
                Integer.toString(viewModel.layerProperty().get()),
                Integer.toString(Math.max(0, viewModel.layers() - 1))));
        accuracy.fileNameProperty().set(viewModel.fileName("accuracy"));
        similarity.fileNameProperty().set(viewModel.fileName("similarity"));
        matrix.fileNameProperty().set(viewModel.fileName("matrix"));
        pair.fileNameProperty().set(viewModel.fileName("pair"));
    }
}
