package org.tiltmeter.views.concepts;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FileSaver;

/// Steering along a direction and projecting it out: what a concept's direction can move in the model. UI thread.
final class SteeringView {

    private final SteeringViewModel viewModel;
    private final FigureStack figures;
    private final Parent node;

    @FXML
    private TextArea neutral;

    @FXML
    private ComboBox<Questions.Groups> comparison;

    @FXML
    private Button steer;

    @FXML
    private Button erase;

    @FXML
    private Button cancel;

    @FXML
    private ProgressBar bar;

    @FXML
    private Label sentence;

    @FXML
    private VBox charts;

    SteeringView(SteeringViewModel viewModel, FileSaver saver) {
        this.viewModel = viewModel;
        figures = new FigureStack(saver, viewModel::fileName);
        node = Fxml.load(this);
    }

    /// The section.
    Parent node() {
        return node;
    }

    @FXML
    void initialize() {
        neutral.textProperty().bindBidirectional(viewModel.neutralProperty());
        comparison.setItems(viewModel.comparison().all());
        comparison.setConverter(new WordsOf<>(ConceptWords::comparison));
        comparison.valueProperty().bindBidirectional(viewModel.comparison().chosenProperty());
        comparison.setAccessibleText(Texts.get("concepts.steering.comparison"));
        comparison.setPromptText(Texts.get("concepts.build.noComparison"));
        steer.setOnAction(event -> viewModel.steer());
        erase.setOnAction(event -> viewModel.erase());
        cancel.setOnAction(event -> viewModel.cancel());
        steer.disableProperty().bind(viewModel.busyProperty());
        erase.disableProperty().bind(viewModel.busyProperty());
        cancel.visibleProperty().bind(viewModel.busyProperty());
        bar.visibleProperty().bind(viewModel.busyProperty());
        bar.progressProperty().bind(viewModel.progressProperty());
        sentence.textProperty().bind(viewModel.sentenceProperty());
        sentence.managedProperty().bind(sentence.textProperty().isNotEmpty());
        charts.getChildren().setAll(figures);
        viewModel.figuresProperty().subscribe(figures::show);
    }
}
