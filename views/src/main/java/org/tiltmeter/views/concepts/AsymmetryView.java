package org.tiltmeter.views.concepts;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// Which targets lean to which of two concepts: a ranked chart and all its numbers. UI thread.
final class AsymmetryView {

    private static final double COLUMN = 116;

    private final AsymmetryViewModel viewModel;
    private final FoundDirections found;
    private final FileSaver saver;
    private final FigureView chart;
    private final Parent node;

    @FXML
    private ComboBox<TargetSource> source;

    @FXML
    private ComboBox<String> first;

    @FXML
    private ComboBox<String> second;

    @FXML
    private CheckBox everyPair;

    @FXML
    private CheckBox throughFeatures;

    @FXML
    private FlowPane choices;

    @FXML
    private HBox texts;

    @FXML
    private Label wordsLabel;

    @FXML
    private TextArea words;

    @FXML
    private Label sentencesLabel;

    @FXML
    private TextArea sentences;

    @FXML
    private Label note;

    @FXML
    private VBox chartPlace;

    @FXML
    private HBox tableTools;

    @FXML
    private Button saveTable;

    @FXML
    private TableView<Asymmetry> table;

    AsymmetryView(AsymmetryViewModel viewModel, FoundDirections found, FileSaver saver) {
        this.viewModel = viewModel;
        this.found = found;
        this.saver = saver;
        chart = new FigureView(saver);
        node = Fxml.load(this);
    }

    /// The section.
    Parent node() {
        return node;
    }

    @FXML
    void initialize() {
        source.setItems(viewModel.sources());
        source.setConverter(new WordsOf<>(TargetSource::title));
        source.valueProperty().bindBidirectional(viewModel.sourceProperty());
        source.setAccessibleText(Texts.get("concepts.lean.targets"));
        first.setItems(viewModel.references());
        second.setItems(viewModel.references());
        first.valueProperty().bindBidirectional(viewModel.firstProperty());
        second.valueProperty().bindBidirectional(viewModel.secondProperty());
        first.setAccessibleText(Texts.get("concepts.lean.first"));
        second.setAccessibleText(Texts.get("concepts.lean.second"));
        everyPair.selectedProperty().bindBidirectional(viewModel.everyPairProperty());
        throughFeatures.selectedProperty().bindBidirectional(viewModel.throughFeaturesProperty());
        JobLine.shownIf(
                throughFeatures, viewModel.sparse().autoencoderProperty().isNotNull());
        viewModel
                .sparse()
                .autoencoderProperty()
                .subscribe(used -> throughFeatures.setText(
                        used == null
                                ? ""
                                : Texts.get("concepts.lean.throughFeatures", Integer.toString(used.layer()))));
        first.disableProperty().bind(everyPair.selectedProperty());
        second.disableProperty().bind(everyPair.selectedProperty());
        words.textProperty().bindBidirectional(viewModel.wordsProperty());
        sentences.textProperty().bindBidirectional(viewModel.sentencesProperty());
        wordsLabel.setLabelFor(words);
        sentencesLabel.setLabelFor(sentences);
        JobLine.shownIf(
                texts,
                Bindings.createBooleanBinding(
                        () -> !TargetSource.CONCEPTS.equals(source.getValue()), source.valueProperty()));
        choices.getChildren().add(new JobLine(Texts.get("concepts.lean.compare"), viewModel.job(), viewModel::compare));
        chart.figureProperty().bind(viewModel.chartProperty());
        chartPlace.getChildren().setAll(chart);
        JobLine.shownIf(chartPlace, viewModel.chartProperty().isNotNull());
        JobLine.shownIf(tableTools, viewModel.chartProperty().isNotNull());
        JobLine.shownIf(table, viewModel.chartProperty().isNotNull());
        saveTable.setOnAction(event -> viewModel
                .table()
                .ifPresent(shown -> saver.save(
                        node.getScene().getWindow(),
                        viewModel.fileName(),
                        "csv",
                        file -> CsvExport.write(shown, file))));
        bindTable();
        JobLine.shownIf(note, note.textProperty().isNotEmpty());
        viewModel.chartProperty().subscribe(ignored -> showNote());
        found.layerProperty().subscribe(ignored -> showNote());
    }

    private void bindTable() {
        table.getColumns()
                .setAll(List.of(
                        text("concepts.lean.columnTarget", Asymmetry::target),
                        text("concepts.lean.columnReferences", AsymmetryViewModel::references),
                        number(
                                "concepts.lean.columnScore",
                                row -> Precision.number(row.score(), row.interval()),
                                Asymmetry::score),
                        number(
                                "concepts.lean.columnInterval",
                                row -> Precision.range(row.interval()),
                                row -> row.interval().low()),
                        number(
                                "concepts.lean.columnTexts",
                                row -> Precision.range(row.prompts()),
                                row -> row.prompts().low()),
                        number(
                                "concepts.lean.columnChance",
                                row -> Precision.number(row.chance(), row.interval()),
                                Asymmetry::chance),
                        number(
                                "concepts.lean.columnP",
                                row -> Precision.probability(row.adjustedP()),
                                Asymmetry::adjustedP),
                        text(
                                "concepts.lean.columnReliable",
                                row -> Texts.get(row.reliable() ? "concepts.lean.yes" : "concepts.lean.no"))));
        table.setPlaceholder(new Label(Texts.get("concepts.lean.noRows")));
        viewModel.rowsProperty().subscribe(rows -> {
            SortedList<Asymmetry> sorted = new SortedList<>(FXCollections.observableArrayList(rows));
            sorted.comparatorProperty().bind(table.comparatorProperty());
            table.setItems(sorted);
        });
    }

    private static TableColumn<Asymmetry, Asymmetry> text(String key, Function<Asymmetry, String> words) {
        return column(key, words, Comparator.comparing(words), "text-cell");
    }

    private static TableColumn<Asymmetry, Asymmetry> number(
            String key, Function<Asymmetry, String> words, ToDoubleFunction<Asymmetry> value) {
        return column(key, words, Comparator.comparingDouble(value), "number-cell");
    }

    private static TableColumn<Asymmetry, Asymmetry> column(
            String key, Function<Asymmetry, String> words, Comparator<Asymmetry> order, String style) {
        TableColumn<Asymmetry, Asymmetry> column = new TableColumn<>(Texts.get(key));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(ignored -> {
            TableCell<Asymmetry, Asymmetry> cell = new TableCell<>() {
                @Override
                protected void updateItem(@Nullable Asymmetry item, boolean empty) {
                    super.updateItem(item, empty);
                    setText(empty || item == null ? "" : words.apply(item));
                }
            };
            cell.getStyleClass().add(style);
            return cell;
        });
        column.setComparator(order);
        column.setPrefWidth(COLUMN);
        return column;
    }

    private void showNote() {
        note.setText(viewModel.note());
        chart.fileNameProperty().set(viewModel.fileName());
    }
}
