package org.tiltmeter.views.routing;

import java.util.Comparator;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.report.RoutingFindingsOutput;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.DenseStudy.Comparison;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Icons;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureMenu;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.figures.HeatmapView;

/// What a model without experts shows in the place of routing: its neurons and heads, tested over the probe set. UI
/// thread.
final class DenseStudyView {

    private final DenseStudyViewModel viewModel;
    private final Workspace workspace;
    private final FileSaver saver;
    private final Node node;
    private boolean isShowing;

    @FXML
    private VBox content;

    @FXML
    private StudyPlaceholder placeholder;

    @FXML
    private Label sentence;

    @FXML
    private Label caution;

    @FXML
    private ComboBox<Comparison> comparison;

    @FXML
    private ComboBox<Kind> kind;

    @FXML
    private Button again;

    @FXML
    private Label definition;

    @FXML
    private HeatmapView heatmap;

    @FXML
    private MenuButton heatmapMenu;

    @FXML
    private TableView<UnitDifference> units;

    @FXML
    private Button saveTable;

    @FXML
    private Label selectedUnit;

    @FXML
    private Label notes;

    /// @param viewModel what is shown
    /// @param workspace whose features the empty state leads to
    /// @param saver where exported files go
    DenseStudyView(DenseStudyViewModel viewModel, Workspace workspace, FileSaver saver) {
        this.viewModel = viewModel;
        this.workspace = workspace;
        this.saver = saver;
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
        comparison.setItems(viewModel.comparisons());
        comparison.setConverter(new WordsOf<>(DenseWords::name));
        comparison.valueProperty().bindBidirectional(viewModel.comparisonProperty());
        comparison.setAccessibleText(Texts.get("routing.comparisonName"));
        kind.getItems().setAll(Kind.values());
        kind.setConverter(new WordsOf<>(DenseWords::name));
        kind.valueProperty().bindBidirectional(viewModel.kindProperty());
        kind.setAccessibleText(Texts.get("routing.kindOfUnit"));
        bindHeatmap();
        bindUnits();
        again.setOnAction(event -> viewModel.run());
        viewModel.stateProperty().subscribe(this::show);
        viewModel.cellsProperty().subscribe(ignored -> {
            sentence.setText(viewModel.sentence());
            notes.setText(viewModel.notes());
            definition.setText(Texts.get(
                    "routing.denseNumbers",
                    DenseWords.quantity(viewModel.kindProperty().get())));
        });
        viewModel.selectedProperty().subscribe(this::showSelected);
    }

    private void bindHeatmap() {
        viewModel.cellsProperty().subscribe(next -> heatmap.cellsProperty().set(next));
        heatmap.selectedColumnProperty().subscribe(ignored -> chosen());
        heatmap.selectedRowProperty().subscribe(ignored -> chosen());
        FigureMenu menu = new FigureMenu(
                viewModel::heatmap,
                () -> viewModel.fileName("neurons-and-heads"),
                heatmap.readingProperty()::get,
                saver,
                heatmap);
        menu.fill(heatmapMenu, heatmap);
    }

    private void chosen() {
        if (!isShowing) {
            viewModel.select(
                    heatmap.selectedRowProperty().get(),
                    heatmap.selectedColumnProperty().get());
        }
    }

    private void bindUnits() {
        TableColumn<UnitDifference, UnitDifference> name =
                WordColumns.words("routing.columnUnit", "routing.tipUnit", DenseWords::place, 8);
        name.setComparator(Comparator.comparingInt(UnitDifference::layer).thenComparingInt(UnitDifference::first));
        WordColumns.fill(
                units,
                viewModel.units(),
                List.of(
                        name,
                        WordColumns.numbers(
                                "routing.columnDifference",
                                "routing.tipUnitDifference",
                                one -> DenseWords.number(one.difference()),
                                one -> -Math.abs(one.difference()),
                                7.4),
                        WordColumns.numbers(
                                "routing.columnInterval",
                                "routing.tipUnitInterval",
                                DenseWords::range,
                                one -> WordColumns.nearZero(one.interval()),
                                12.5),
                        WordColumns.probabilities(
                                "routing.columnCorrected", "routing.tipUnitCorrected", UnitDifference::correctedP, 7.8),
                        WordColumns.words("routing.columnVerdict", "routing.tipVerdict", DenseWords::verdict, 8),
                        WordColumns.probabilities(
                                "routing.columnDiscovery", "routing.tipUnitDiscovery", UnitDifference::discoveryP, 6.2),
                        WordColumns.probabilities(
                                "routing.columnConfirmation",
                                "routing.tipUnitConfirmation",
                                UnitDifference::confirmationP,
                                7)));
        units.setPlaceholder(new Label(Texts.get("routing.noUnits")));
        units.getSelectionModel().selectedItemProperty().subscribe(one -> {
            if (one != null) {
                viewModel.selectedProperty().set(one);
            }
        });
        Icons.set(saveTable, Feather.DOWNLOAD, Texts.get("routing.saveTests"));
        saveTable.setOnAction(event -> save());
    }

    private void save() {
        DenseStudy known = viewModel.studyProperty().get();
        if (known != null) {
            saver.save(
                    node.getScene().getWindow(),
                    viewModel.fileName("neurons-and-heads"),
                    "csv",
                    file -> CsvExport.write(RoutingFindingsOutput.dense(List.of(known)), file));
        }
    }

    private void showSelected(@Nullable UnitDifference one) {
        selectedUnit.setText(viewModel.describe());
        UnitCells shown = viewModel.cellsProperty().get();
        if (one == null || shown == null) {
            units.getSelectionModel().clearSelection();
            heatmap.selectedColumnProperty().set(HeatmapView.NONE);
            heatmap.selectedRowProperty().set(HeatmapView.NONE);
            return;
        }
        if (!one.equals(units.getSelectionModel().getSelectedItem())) {
            units.getSelectionModel().select(one);
            units.scrollTo(one);
        }
        isShowing = true;
        heatmap.selectedColumnProperty().set(shown.column(one));
        heatmap.selectedRowProperty().set(shown.row(one));
        isShowing = false;
    }

    private void show(StudyState state) {
        switch (state) {
            case NO_PROBES ->
                placeholder.offer(
                        "routing.dense",
                        "routing.denseNoProbes",
                        "routing.toProbes",
                        () -> workspace.featureProperty().set("probes"));
            case NO_MODEL, DENSE, OPEN ->
                placeholder.offer("routing.dense", "routing.denseText", "routing.studyDense", viewModel::run);
            case BUSY -> placeholder.showWork();
            case READY -> placeholder.leave();
        }
    }
}
