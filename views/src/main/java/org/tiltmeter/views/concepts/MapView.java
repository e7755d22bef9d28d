package org.tiltmeter.views.concepts;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FileSaver;

/// A map of texts. UI thread.
final class MapView {

    private final VBox node = new VBox();

    MapView(MapViewModel viewModel, FileSaver saver) {
        Label explain = new Label(Texts.get("concepts.map.explain"));
        explain.getStyleClass().add("muted");
        explain.setWrapText(true);
        explain.setMinHeight(Label.USE_PREF_SIZE);
        ComboBox<MapSource> source = new ComboBox<>(viewModel.sources());
        source.setConverter(new WordsOf<>(MapSource::title));
        source.valueProperty().bindBidirectional(viewModel.sourceProperty());
        Label label = new Label(Texts.get("concepts.map.texts"));
        label.setLabelFor(source);
        HBox texts = new HBox(label, source);
        texts.getStyleClass().add("tool-row");
        FlowPane choices = new FlowPane(
                12, 8, texts, new JobLine(Texts.get("concepts.map.draw"), viewModel.job(), viewModel::draw));
        FigureStack figures = new FigureStack(saver, ignored -> viewModel.fileName());
        viewModel.figuresProperty().subscribe(figures::show);
        node.getStyleClass().add("section");
        node.getChildren().setAll(explain, choices, figures);
    }

    /// The section.
    Node node() {
        return node;
    }
}
