package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// Several figures: the first in full width, the others side by side below. Their places stay while their number
/// does, so that scrubbing through layers does not rebuild them. UI thread.
final class FigureStack extends VBox {

    private static final double BESIDE = 300;
    private static final double HEIGHT = 500;

    private final FileSaver saver;
    private final IntFunction<String> fileName;
    private final List<FigureView> views = new ArrayList<>();

    /// @param saver where exported files go
    /// @param fileName what the file of each figure is called, by its position
    FigureStack(FileSaver saver, IntFunction<String> fileName) {
        this.saver = saver;
        this.fileName = fileName;
        getStyleClass().add("section");
        setVisible(false);
        managedProperty().bind(visibleProperty());
    }

    /// Shows these figures instead of those before.
    void show(List<Figure> figures) {
        if (views.size() != figures.size()) {
            rebuild(figures.size());
        }
        for (int i = 0; i < figures.size(); i++) {
            views.get(i).figureProperty().set(figures.get(i));
            views.get(i).fileNameProperty().set(fileName.apply(i));
        }
        setVisible(!figures.isEmpty());
    }

    private void rebuild(int count) {
        views.clear();
        getChildren().clear();
        HBox below = new HBox();
        below.getStyleClass().add("concept-charts");
        for (int i = 0; i < count; i++) {
            FigureView view = new FigureView(saver);
            view.setMinWidth(0);
            view.setMinHeight(HEIGHT);
            views.add(view);
            if (i == 0) {
                getChildren().add(view);
            } else {
                HBox.setHgrow(view, Priority.ALWAYS);
                view.setPrefWidth(BESIDE);
                below.getChildren().add(view);
            }
        }
        if (!below.getChildren().isEmpty()) {
            getChildren().add(below);
        }
    }
}
