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
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.report.RoutingOutput;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.Comparison;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Icons;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureMenu;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.figures.HeatmapView;
import org.tiltmeter.views.tables.RowKeys;

/// The routing of a whole probe set: divergence per layer, layers × experts, a test of every expert. UI thread.
public final class RoutingStudyView {

    private final RoutingStudyViewModel viewModel;
    private final Workspace workspace;
    private final FigureView divergences;
    private final FileSaver saver;
    private final Runnable toExpert;
    private final Node node;

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
    private ComboBox<Region> region;

    @FXML
    private ComboBox<Variant> variant;

    @FXML
    private Button again;

    @FXML
    private VBox figures;

    @FXML
    private HeatmapView heatmap;

    @FXML
    private MenuButton heatmapMenu;

    @FXML
    private TableView<ExpertDifference> experts;

    @FXML
    private Button saveTable;

    @FXML
    private Label selectedExpert;

    @FXML
    private Button expertPage;

    @FXML
    private Label notes;

    /// @param viewModel what is shown
    /// @param workspace whose features the empty states lead to
    /// @param saver where exported files go
    /// @param toExpert goes to the page of the selected expert
    RoutingStudyView(RoutingStudyViewModel viewModel, Workspace workspace, FileSaver saver, Runnable toExpert) {
        this.viewModel = viewModel;
        this.workspace = workspace;
        this.saver = saver;
        this.toExpert = toExpert;
        divergences = new FigureView(saver);
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
        divergences.setMinHeight(300);
        divergences.figureProperty().bind(viewModel.divergencesProperty());
        divergences.fileNameProperty().set(viewModel.fileName("routing-study-layers"));
        figures.getChildren().addFirst(divergences);
        bindChoices();
        bindHeatmap();
        bindExperts();
        again.setOnAction(event -> viewModel.run());
        viewModel.stateProperty().subscribe(this::show);
        viewModel.cellsProperty().subscribe(ignored -> {
            sentence.setText(viewModel.sentence());
            notes.setText(viewModel.notes());
        });
    }

    private void bindChoices() {
        comparison.setItems(viewModel.comparisons());
        comparison.setConverter(new WordsOf<>(StudyWords::name));
        comparison.valueProperty().bindBidirectional(viewModel.comparisonProperty());
        comparison.setAccessibleText(Texts.get("routing.comparisonName"));
        region.getItems().setAll(Region.LATER, Region.ANSWER, Region.EDITED);
        region.setConverter(new WordsOf<>(StudyWords::name));
        region.valueProperty().bindBidirectional(viewModel.regionProperty());
        region.setAccessibleText(Texts.get("routing.regionName"));
        region.setTooltip(new Tooltip(Texts.get("routing.regionTip")));
        variant.getItems().setAll(Variant.DIFFERENCE, Variant.A, Variant.B);
        variant.setConverter(new WordsOf<>(this::name));
        variant.valueProperty().bindBidirectional(viewModel.variantProperty());
        variant.setAccessibleText(Texts.get("routing.variantName"));
    }

    private String name(Variant chosen) {
        return switch (chosen) {
            case A -> Texts.get("routing.ratesA");
            case B -> Texts.get("routing.ratesB");
            case DIFFERENCE -> Texts.get("routing.ratesDifference");
        };
    }

    private void bindHeatmap() {
        heatmap.cellsProperty().bind(viewModel.cellsProperty());
        heatmap.selectedColumnProperty().subscribe(ignored -> chosen());
        heatmap.selectedRowProperty().subscribe(ignored -> chosen());
        FigureMenu menu = new FigureMenu(
                viewModel::heatmap,
                () -> viewModel.fileName("routing-study-experts"),
                heatmap.readingProperty()::get,
                saver,
                heatmap);
        menu.fill(heatmapMenu, heatmap);
    }

    private void chosen() {
        viewModel.select(
                heatmap.selectedRowProperty().get(),
                heatmap.selectedColumnProperty().get());
    }

    private void bindExperts() {
        TableColumn<ExpertDifference, ExpertDifference> place =
                WordColumns.words("routing.columnPlace", "routing.tipPlace", StudyWords::place, 5);
        place.setComparator(
                Comparator.comparingInt(ExpertDifference::layer).thenComparingInt(ExpertDifference::expert));
        WordColumns.fill(
                experts,
                viewModel.experts(),
                List.of(
                        place,
                        WordColumns.numbers(
                                "routing.columnDifference",
                                "routing.tipDifference",
                                one -> Numbers.fixed(one.difference(), 3),
                                one -> -Math.abs(one.difference()),
                                7.4),
                        WordColumns.numbers(
                                "routing.columnInterval",
                                "routing.tipInterval",
                                one -> WordColumns.range(one.interval(), 3),
                                one -> WordColumns.nearZero(one.interval()),
                                11.5),
                        WordColumns.probabilities(
                                "routing.columnCorrected", "routing.tipCorrected", ExpertDifference::correctedP, 7.8),
                        WordColumns.words("routing.columnVerdict", "routing.tipVerdict", StudyWords::verdict, 8),
                        WordColumns.probabilities(
                                "routing.columnDiscovery", "routing.tipDiscovery", ExpertDifference::discoveryP, 6.2),
                        WordColumns.probabilities(
                                "routing.columnConfirmation",
                                "routing.tipConfirmation",
                                ExpertDifference::confirmationP,
                                7),
                        WordColumns.numbers(
                                "routing.columnRateA",
                                "routing.tipRateA",
                                one -> Numbers.fixed(one.rateA(), 3),
                                ExpertDifference::rateA,
                                4.8),
                        WordColumns.numbers(
                                "routing.columnRateB",
                                "routing.tipRateB",
                                one -> Numbers.fixed(one.rateB(), 3),
                                ExpertDifference::rateB,
                                4.8)));
        expertPage.disableProperty().bind(workspace.selection().expertProperty().lessThan(0));
        expertPage.setOnAction(event -> toExpert.run());
        experts.setOnMouseClicked(event -> {
            boolean chosen = experts.getSelectionModel().getSelectedItem() != null;
            if (event.getClickCount() == 2 && chosen) {
                toExpert.run();
            }
        });
        RowKeys.onEnter(experts, ignored -> toExpert.run());
        Icons.set(saveTable, Feather.DOWNLOAD, Texts.get("routing.saveTests"));
        saveTable.setOnAction(event -> save());
        experts.setPlaceholder(new Label(Texts.get("routing.noTests")));
        experts.getSelectionModel().selectedItemProperty().subscribe(one -> {
            if (one != null) {
                viewModel.select(one);
            }
        });
        viewModel.selectedProperty().subscribe(this::showSelected);
    }

    private void save() {
        RoutingStudy known = viewModel.studyProperty().get();
        if (known != null) {
            saver.save(
                    node.getScene().getWindow(),
                    viewModel.fileName("routing-experts"),
                    "csv",
                    file -> CsvExport.write(RoutingOutput.experts(List.of(known)), file));
        }
    }

    private void showSelected(@Nullable ExpertDifference one) {
        selectedExpert.setText(one == null ? Texts.get("routing.chooseExpert") : viewModel.describe(one));
        if (one == null) {
            experts.getSelectionModel().clearSelection();
        } else if (!one.equals(experts.getSelectionModel().getSelectedItem())) {
            experts.getSelectionModel().select(one);
            experts.scrollTo(one);
        }
        int row = one == null ? HeatmapView.NONE : viewModel.rowOf(one);
        heatmap.selectedColumnProperty().set(one == null ? HeatmapView.NONE : one.expert());
        heatmap.selectedRowProperty().set(row);
    }

    private void show(StudyState state) {
        placeholder.show(
                state,
                workspace,
                () -> placeholder.offer("routing.open", "routing.openText", "routing.study", viewModel::run));
    }
}
