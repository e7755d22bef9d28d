package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// Steering along a direction and projecting it out: what a concept's direction can move in the model. UI thread.
final class SteeringView {

    private final SteeringViewModel viewModel;
    private final FileSaver saver;
    private final Parent node;

    @FXML
    private TextArea neutral;

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
        this.saver = saver;
        node = Fxml.load(this);
    }

    /// The section.
    Parent node() {
        return node;
    }

    @FXML
    void initialize() {
        neutral.textProperty().bindBidirectional(viewModel.neutralProperty());
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
        viewModel.figuresProperty().subscribe(this::show);
    }

    /// The first figure in full width, the others side by side below.
    private void show(List<Figure> figures) {
        charts.getChildren().clear();
        List<FigureView> views = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            FigureView view = new FigureView(saver);
            view.figureProperty().set(figures.get(i));
            view.fileNameProperty().set(viewModel.fileName(i));
            view.setMinWidth(0);
            view.setMinHeight(500);
            views.add(view);
        }
        if (!views.isEmpty()) {
            charts.getChildren().add(views.getFirst());
        }
        HBox below = new HBox();
        below.getStyleClass().add("concept-charts");
        for (FigureView view : views.subList(Math.min(1, views.size()), views.size())) {
            HBox.setHgrow(view, Priority.ALWAYS);
            view.setPrefWidth(300);
            below.getChildren().add(view);
        }
        if (!below.getChildren().isEmpty()) {
            charts.getChildren().add(below);
        }
    }
}
