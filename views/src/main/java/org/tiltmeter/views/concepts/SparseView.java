package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.tiltmeter.concept.sparse.SparseFeature;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// A sparse autoencoder and the features in which a concept's texts differ. UI thread.
final class SparseView {

    private final SparseViewModel viewModel;
    private final FoundDirections found;
    private final FileSaver saver;
    private final FileDialogs dialogs;
    private final FigureView chart;
    private final Parent node;

    @FXML
    private Button open;

    @FXML
    private Button train;

    @FXML
    private ComboBox<Integer> features;

    @FXML
    private ComboBox<Integer> active;

    @FXML
    private ProgressBar bar;

    @FXML
    private Button cancel;

    @FXML
    private VBox loaded;

    @FXML
    private Label quality;

    @FXML
    private Button save;

    @FXML
    private Button putAway;

    @FXML
    private Button compare;

    @FXML
    private VBox result;

    @FXML
    private VBox chartPlace;

    @FXML
    private TableView<SparseFeature> table;

    @FXML
    private Button saveTable;

    SparseView(SparseViewModel viewModel, FoundDirections found, FileSaver saver, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.found = found;
        this.saver = saver;
        this.dialogs = dialogs;
        chart = new FigureView(saver);
        node = Fxml.load(this);
    }

    /// The section.
    Parent node() {
        return node;
    }

    @FXML
    void initialize() {
        features.getItems().setAll(SparseViewModel.FEATURES);
        active.getItems().setAll(SparseViewModel.ACTIVE);
        features.valueProperty().bindBidirectional(viewModel.featuresProperty());
        active.valueProperty().bindBidirectional(viewModel.activeProperty());
        features.setAccessibleText(Texts.get("concepts.sparse.features"));
        active.setAccessibleText(Texts.get("concepts.sparse.active"));
        open.setOnAction(
                event -> dialogs.chooseFolder(Texts.get("concepts.sparse.open")).ifPresent(viewModel::open));
        train.setOnAction(event -> viewModel.train());
        compare.setOnAction(event -> viewModel.compare());
        cancel.setOnAction(event -> viewModel.job().cancel());
        save.setOnAction(
                event -> dialogs.chooseFolder(Texts.get("concepts.sparse.save")).ifPresent(viewModel::save));
        putAway.setOnAction(event -> viewModel.putAway());
        ObservableValue<Boolean> busy = viewModel.job().busyProperty();
        for (Button button : List.of(open, train, compare, putAway)) {
            button.disableProperty().bind(busy);
        }
        JobLine.shownIf(bar, busy);
        JobLine.shownIf(cancel, busy);
        bar.progressProperty().bind(viewModel.job().progressProperty());
        quality.textProperty().bind(viewModel.qualityProperty());
        JobLine.shownIf(loaded, viewModel.state().autoencoderProperty().isNotNull());
        chart.figureProperty().bind(viewModel.chartProperty());
        viewModel.chartProperty().subscribe(ignored -> chart.fileNameProperty().set(viewModel.fileName()));
        chartPlace.getChildren().setAll(chart);
        JobLine.shownIf(result, viewModel.rowsProperty().map(rows -> !rows.isEmpty()));
        found.layerProperty().subscribe(ignored -> showLayer());
        found.analysisProperty().subscribe(ignored -> showLayer());
        saveTable.setOnAction(event -> viewModel
                .table()
                .ifPresent(shown -> saver.save(
                        node.getScene().getWindow(),
                        viewModel.fileName(),
                        "csv",
                        file -> CsvExport.write(shown, file))));
        bindTable();
    }

    private void showLayer() {
        train.setText(Texts.get("concepts.sparse.train", Integer.toString(viewModel.layer())));
    }

    private void bindTable() {
        table.getColumns()
                .setAll(List.of(
                        column(Texts.get("concepts.sparse.columnFeature"), row -> Integer.toString(row.index())),
                        column(
                                Texts.get("concepts.sparse.columnCorrelation"),
                                row -> Numbers.fixed(row.correlation(), 2)),
                        column(Texts.get("concepts.lean.columnInterval"), row -> Precision.range(row.interval())),
                        column(Texts.get("concepts.sparse.columnP"), SparseViewModel::p),
                        column(Texts.get("concepts.sparse.columnWith"), row -> percent(row.positiveShare())),
                        column(Texts.get("concepts.sparse.columnWithout"), row -> percent(row.negativeShare())),
                        column(Texts.get("concepts.sparse.columnTokens"), row -> String.join(", ", row.tokens())),
                        column(Texts.get("concepts.sparse.columnRaised"), row -> String.join(", ", row.raised()))));
        for (int i = 0; i < 6; i++) {
            table.getColumns().get(i).setMinWidth(96);
            table.getColumns().get(i).setMaxWidth(116);
        }
        table.getColumns().get(6).setPrefWidth(200);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        viewModel.rowsProperty().subscribe(rows -> table.getItems().setAll(rows));
    }

    private static String percent(double share) {
        return Texts.get("concepts.sparse.percent", Numbers.fixed(100 * share, 0));
    }

    private static TableColumn<SparseFeature, String> column(String title, Function<SparseFeature, String> words) {
        TableColumn<SparseFeature, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(words.apply(cell.getValue())));
        column.setSortable(false);
        return column;
    }
}
