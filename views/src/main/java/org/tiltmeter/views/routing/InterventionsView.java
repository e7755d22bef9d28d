package org.tiltmeter.views.routing;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.converter.NumberStringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.InterventionStudy.Switched;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// Changes to the routing as a visible list, and what they did, before and after side by side. UI thread.
public final class InterventionsView {

    private final InterventionsViewModel viewModel;
    private final Workspace workspace;
    private final FigureView figure;
    private final Node node;

    @FXML
    private VBox figures;

    @FXML
    private VBox content;

    @FXML
    private StudyPlaceholder placeholder;

    @FXML
    private Label caution;

    @FXML
    private ComboBox<ChangeKind> kind;

    @FXML
    private TextField number;

    @FXML
    private Label target;

    @FXML
    private Button add;

    @FXML
    private VBox changes;

    @FXML
    private Label noChanges;

    @FXML
    private Button measure;

    @FXML
    private Button reset;

    @FXML
    private Label sentence;

    @FXML
    private TableView<Effect> effects;

    @FXML
    private Label neutral;

    @FXML
    private Label notes;

    /// @param viewModel what is shown
    /// @param workspace whose selection is changed, and to whose features the empty states lead
    /// @param saver where exported files go
    InterventionsView(InterventionsViewModel viewModel, Workspace workspace, FileSaver saver) {
        this.viewModel = viewModel;
        this.workspace = workspace;
        figure = new FigureView(saver);
        Parent loaded = Fxml.load(this);
        loaded.getStylesheets().add(FigureStyles.sheet());
        node = loaded;
    }

    /// The screen.
    Node node() {
        return node;
    }

    @FXML
    void initialize() {
        placeholder.standFor(content, viewModel.progressProperty(), viewModel::cancel);
        caution.setGraphic(new FontIcon(Feather.INFO));
        kind.getItems().setAll(ChangeKind.values());
        kind.setConverter(new WordsOf<>(ChangeWords::name));
        kind.valueProperty().bindBidirectional(viewModel.kindProperty());
        kind.setAccessibleText(Texts.get("routing.kindName"));
        number.setAccessibleText(Texts.get("routing.numberName"));
        number.textProperty()
                .bindBidirectional(viewModel.numberProperty(), new NumberStringConverter(java.util.Locale.ROOT));
        kind.valueProperty().subscribe(ignored -> showTarget());
        workspace.selection().expertProperty().subscribe(ignored -> showTarget());
        workspace.selection().layerProperty().subscribe(ignored -> showTarget());
        add.setOnAction(event -> viewModel.add());
        measure.setOnAction(event -> viewModel.measure());
        reset.setOnAction(event -> viewModel.reset());
        viewModel.changes().subscribe(this::showChanges);
        showChanges();
        effects.setItems(viewModel.effects());
        effects.setPlaceholder(new Label(Texts.get("routing.notMeasured")));
        effects.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        effects.getColumns()
                .setAll(List.of(
                        column("routing.effect", "routing.tipEffect", ChangeWords::name, 210),
                        column("routing.before", "routing.tipBefore", one -> ChangeWords.reading(one.before()), 190),
                        column("routing.after", "routing.tipAfter", one -> ChangeWords.reading(one.after()), 190),
                        column("routing.removed", "routing.tipRemoved", ChangeWords::removed, 190),
                        column("routing.random", "routing.tipRandom", ChangeWords::random, 130),
                        column("routing.randomP", "routing.tipRandomP", one -> StudyWords.probability(one.p()), 70)));
        figure.setMinHeight(300);
        figure.figureProperty().bind(viewModel.figureProperty());
        figure.fileNameProperty().set(viewModel.fileName());
        figures.getChildren().add(figure);
        figures.visibleProperty().bind(viewModel.figureProperty().isNotNull());
        figures.managedProperty().bind(figures.visibleProperty());
        viewModel.resultProperty().subscribe(this::showResult);
        viewModel.stateProperty().subscribe(this::show);
    }

    private static TableColumn<Effect, String> column(
            String key, String tipKey, Function<Effect, String> words, double width) {
        Label title = new Label(Texts.get(key));
        title.setTooltip(new Tooltip(Texts.get(tipKey)));
        title.setMinWidth(Label.USE_PREF_SIZE);
        TableColumn<Effect, String> column = new TableColumn<>();
        column.setGraphic(title);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(words.apply(row.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private void showTarget() {
        ChangeKind chosen = viewModel.kindProperty().get();
        target.setText(viewModel.target());
        add.setDisable(!viewModel.canAdd());
        number.setVisible(chosen.needsNumber());
        number.setManaged(chosen.needsNumber());
        kind.setTooltip(new Tooltip(ChangeWords.tip(chosen)));
    }

    private void showChanges() {
        changes.getChildren().clear();
        for (int index = 0; index < viewModel.changes().size(); index++) {
            changes.getChildren().add(line(index, viewModel.changes().get(index)));
        }
        boolean none = viewModel.changes().isEmpty();
        noChanges.setVisible(none);
        noChanges.setManaged(none);
        reset.setDisable(none);
    }

    private Node line(int index, Switched change) {
        CheckBox on = new CheckBox(ChangeWords.describe(change.change()));
        on.setSelected(change.on());
        on.selectedProperty().addListener((observed, before, after) -> viewModel.switchTo(index, after));
        on.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(on, Priority.ALWAYS);
        Button remove = new Button();
        remove.setGraphic(new FontIcon(Feather.X));
        remove.getStyleClass().addAll("flat", "button-icon", "small");
        remove.setAccessibleText(Texts.get("routing.removeChange"));
        remove.setOnAction(event -> viewModel.remove(index));
        HBox row = new HBox(on, remove);
        row.getStyleClass().add("tool-row");
        return row;
    }

    private void showResult(@Nullable InterventionStudy study) {
        sentence.setText(study == null ? Texts.get("routing.measureHint") : ChangeWords.sentence(study));
        neutral.setText(study == null ? "" : ChangeWords.neutral(study.neutral()));
        notes.setText(study == null ? "" : String.join(" ", study.notes()));
    }

    private void show(StudyState state) {
        // Changes can be listed as soon as there is a probe set: nothing is left to offer.
        placeholder.show(state, workspace, placeholder::leave);
    }
}
