package org.tiltmeter.views.concepts;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.tokens.TokenCells;
import org.tiltmeter.views.tokens.TokenStripView;

/// How well each layer tells a concept's texts apart, and how close the tokens of texts lie to it. UI thread.
final class LayersView {

    private static final double BESIDE = 300;

    private final ConceptsViewModel viewModel;
    private final FigureView accuracy;
    private final FigureView similarity;
    private final FigureView pair;
    private final Parent node;

    @FXML
    private Label sentence;

    @FXML
    private Label caution;

    @FXML
    private HBox charts;

    @FXML
    private TextField typed;

    @FXML
    private VBox strips;

    @FXML
    private VBox pairPlace;

    LayersView(ConceptsViewModel viewModel, FileSaver saver) {
        this.viewModel = viewModel;
        accuracy = new FigureView(saver);
        similarity = new FigureView(saver);
        pair = new FigureView(saver);
        node = Fxml.load(this);
    }

    /// The section.
    Parent node() {
        return node;
    }

    @FXML
    void initialize() {
        accuracy.figureProperty().bind(viewModel.accuracyProperty());
        similarity.figureProperty().bind(viewModel.similarityProperty());
        charts.getChildren().setAll(accuracy, similarity);
        for (FigureView chart : List.of(accuracy, similarity)) {
            HBox.setHgrow(chart, Priority.ALWAYS);
            chart.setPrefWidth(BESIDE);
            chart.setMinWidth(0);
            JobLine.shownIf(chart, chart.figureProperty().isNotNull());
        }
        caution.setGraphic(new FontIcon(Feather.INFO));
        pair.figureProperty().bind(viewModel.tokens().pairProperty());
        pairPlace.getChildren().setAll(pair);
        JobLine.shownIf(pairPlace, viewModel.tokens().pairProperty().isNotNull());
        bindTexts();
        viewModel.stateProperty().subscribe(ignored -> showWords());
        viewModel.accuracyProperty().subscribe(ignored -> showWords());
        viewModel.layerProperty().subscribe(ignored -> showWords());
    }

    private void bindTexts() {
        typed.textProperty().bindBidirectional(viewModel.tokens().typedTextProperty());
        typed.setOnAction(event -> viewModel.tokens().followTexts());
        viewModel.tokens().stripsProperty().subscribe(this::showStrips);
    }

    /// Strips are kept while their number stays, so that scrubbing through layers does not rebuild them.
    private void showStrips(List<TokenCells> shown) {
        while (strips.getChildren().size() > shown.size()) {
            strips.getChildren().removeLast();
        }
        while (strips.getChildren().size() < shown.size()) {
            TokenStripView strip = new TokenStripView();
            strip.setMinHeight(Region.USE_PREF_SIZE);
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

    private void showWords() {
        sentence.setText(viewModel.sentence());
        accuracy.fileNameProperty().set(viewModel.fileName("accuracy"));
        similarity.fileNameProperty().set(viewModel.fileName("similarity"));
        pair.fileNameProperty().set(viewModel.fileName("pair"));
    }
}
