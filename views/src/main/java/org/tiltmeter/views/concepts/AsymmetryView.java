package org.tiltmeter.views.concepts;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// Which targets lean to which of two concepts: a ranked chart and all its numbers. UI thread.
final class AsymmetryView {

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
                        TestForm.text(Texts.get("concepts.lean.columnTarget"), Asymmetry::target),
                        TestForm.text(Texts.get("concepts.lean.columnReferences"), AsymmetryViewModel::references),
                        TestForm.number(
                                Texts.get("concepts.lean.columnScore"),
                                row -> Precision.number(row.score(), row.interval()),
                                Asymmetry::score),
                        TestForm.number(
                                Texts.get("concepts.lean.columnInterval"),
                                row -> Precision.range(row.interval()),
                                row -> row.interval().low()),
                        TestForm.number(
                                Texts.get("concepts.lean.columnTexts"),
                                row -> Precision.range(row.prompts()),
                                row -> row.prompts().low()),
                        TestForm.number(
                                Texts.get("concepts.lean.columnChance"),
                                row -> Precision.number(row.chance(), row.interval()),
                                Asymmetry::chance),
                        TestForm.number(
                                Texts.get("concepts.lean.columnP"),
                                row -> Precision.probability(row.adjustedP()),
                                Asymmetry::adjustedP),
                        TestForm.text(
                                Texts.get("concepts.lean.columnReliable"),
                                row -> Texts.get(row.reliable() ? "concepts.lean.yes" : "concepts.lean.no"))));
        table.setPlaceholder(new Label(Texts.get("concepts.lean.noRows")));
        viewModel.rowsProperty().subscribe(rows -> TestForm.show(table, rows));
    }

    private void showNote() {
        note.setText(viewModel.note());
        chart.fileNameProperty().set(viewModel.fileName());
    }
}
