package org.tiltmeter.views.concepts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FileSaver;

/// How stable a concept's direction is. UI thread.
final class StabilityView {

    private final VBox node = new VBox();

    StabilityView(StabilityViewModel viewModel, FileSaver saver) {
        Label explain = new Label(Texts.get("concepts.stable.explain"));
        explain.getStyleClass().add("muted");
        explain.setWrapText(true);
        explain.setMinHeight(Label.USE_PREF_SIZE);
        FigureStack figures = new FigureStack(saver, ignored -> viewModel.fileName());
        viewModel.figuresProperty().subscribe(figures::show);
        node.getStyleClass().add("section");
        node.getChildren()
                .setAll(
                        explain,
                        new JobLine(Texts.get("concepts.stable.learn"), viewModel.job(), viewModel::learnAgain),
                        figures);
    }

    /// The section.
    Node node() {
        return node;
    }
}
