package org.tiltmeter.views.routing;

import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.routing.RouterMediation.Patched;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// How much of a difference goes through the routers: a figure per layer, a table, a sentence. UI thread.
final class MediationView {

    private final MediationViewModel viewModel;
    private final Workspace workspace;
    private final FigureView layers;
    private final Node node;

    @FXML
    private VBox content;

    @FXML
    private StudyPlaceholder placeholder;

    @FXML
    private VBox figures;

    @FXML
    private Label sentence;

    @FXML
    private Label caution;

    @FXML
    private ComboBox<Comparison> comparison;

    @FXML
    private Button again;

    @FXML
    private TableView<PatchedPlace> places;

    @FXML
    private Label notes;

    /// @param viewModel what is shown
    /// @param workspace to whose features the empty states lead
    /// @param saver where exported files go
    MediationView(MediationViewModel viewModel, Workspace workspace, FileSaver saver) {
        this.viewModel = viewModel;
        this.workspace = workspace;
        layers = new FigureView(saver);
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
        layers.setMinHeight(320);
        layers.figureProperty().bind(viewModel.figureProperty());
        layers.fileNameProperty().set(viewModel.fileName());
        layers.visibleProperty().bind(viewModel.figureProperty().isNotNull());
        layers.managedProperty().bind(layers.visibleProperty());
        places.visibleProperty().bind(layers.visibleProperty());
        places.managedProperty().bind(layers.visibleProperty());
        figures.getChildren().addFirst(layers);
        comparison.setItems(viewModel.comparisons());
        comparison.setConverter(new WordsOf<>(MediationWords::name));
        comparison.valueProperty().bindBidirectional(viewModel.comparisonProperty());
        comparison.setAccessibleText(Texts.get("routing.comparisonName"));
        again.setOnAction(event -> viewModel.run());
        WordColumns.fill(
                places,
                viewModel.places(),
                List.of(
                        WordColumns.words("routing.patchedPlace", "routing.tipPatchedPlace", MediationWords::place, 8),
                        numbers("routing.patchedRouting", "routing.tipPatchedRouting", Patched::routing),
                        numbers("routing.patchedOutputs", "routing.tipPatchedOutputs", Patched::outputs),
                        numbers("routing.patchedBoth", "routing.tipPatchedBoth", Patched::both),
                        numbers("routing.patchedBranch", "routing.tipPatchedBranch", Patched::branch),
                        WordColumns.words(
                                "routing.patchedShareColumn",
                                "routing.tipPatchedShare",
                                place -> MediationWords.share(place.patched()),
                                15)));
        viewModel.places().subscribe(this::showWords);
        viewModel.stateProperty().subscribe(this::show);
    }

    private static TableColumn<PatchedPlace, PatchedPlace> numbers(
            String titleKey, String tipKey, ToDoubleFunction<Patched> effect) {
        return WordColumns.numbers(
                titleKey,
                tipKey,
                place -> MediationWords.percent(effect.applyAsDouble(place.patched())),
                place -> -effect.applyAsDouble(place.patched()),
                8);
    }

    private void showWords() {
        sentence.setText(viewModel.sentence());
        notes.setText(viewModel.notes());
    }

    private void show(StudyState state) {
        showWords();
        placeholder.show(
                state,
                workspace,
                () -> placeholder.offer("routing.patchTitle", "routing.patchText", "routing.patch", viewModel::run));
    }
}
