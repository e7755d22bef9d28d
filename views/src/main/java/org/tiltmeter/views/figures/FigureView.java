package org.tiltmeter.views.figures;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.views.Texts;

/// A figure on the screen with all that can be done with it: exact values on hover and by arrow keys, saving and
/// copying by button and right click, and how to read it. UI thread.
public final class FigureView extends VBox {

    private final ObjectProperty<@Nullable Figure> figure = new SimpleObjectProperty<>();
    private final StringProperty fileName = new SimpleStringProperty("figure");
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
    private final FigureCanvas canvas = new FigureCanvas();
    private final Label howToReadText = new Label();
    private final TitledPane howToRead = new TitledPane(Texts.get("figures.howToRead"), howToReadText);
    private final MenuButton menu = new MenuButton();

    /// An empty place for a figure.
    ///
    /// @param saver where files go
    public FigureView(FileSaver saver) {
        getStyleClass().add("figure-view");
        getStylesheets().add(FigureStyles.sheet());
        menu.getStyleClass().addAll("flat", "button-icon", "no-arrow", "figure-menu");
        new FigureMenu(figure::get, fileName::get, reading::get, saver, this).fill(menu, canvas);
        StackPane.setAlignment(menu, Pos.TOP_RIGHT);
        StackPane pane = new StackPane(canvas, menu);
        VBox.setVgrow(pane, Priority.ALWAYS);
        howToReadText.setWrapText(true);
        howToRead.setExpanded(false);
        howToRead.setAnimated(false);
        howToRead.getStyleClass().addAll("dense", "figure-how-to-read");
        getChildren().addAll(pane, howToRead);
        canvas.figureProperty().bind(figure);
        canvas.spotProperty().subscribe(spot -> spot.ifPresent(known -> reading.set(known.description())));
        figure.subscribe(this::show);
    }

    /// What is shown, or null for nothing.
    public ObjectProperty<@Nullable Figure> figureProperty() {
        return figure;
    }

    /// How exported files are called, without extension.
    public StringProperty fileNameProperty() {
        return fileName;
    }

    /// What was last pointed at, in words.
    public ReadOnlyStringProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    private void show(@Nullable Figure next) {
        menu.setVisible(next != null);
        String explanation = next == null ? "" : next.caption().howToRead();
        howToReadText.setText(explanation);
        howToRead.setVisible(!explanation.isEmpty());
        howToRead.setManaged(!explanation.isEmpty());
        setAccessibleText(next == null ? "" : next.caption().alternativeText());
    }
}
