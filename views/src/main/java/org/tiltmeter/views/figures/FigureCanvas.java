package org.tiltmeter.views.figures;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jfree.fx.FXGraphics2D;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Drawing;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Spot;
import org.tiltmeter.figure.Theme;

/// The very drawing that exports have, on a canvas: exact values under the pointer, arrow keys from one to the next. UI
/// thread.
final class FigureCanvas extends Region {

    private final ObjectProperty<@Nullable Figure> figure = new SimpleObjectProperty<>();
    private final ObjectProperty<Optional<Spot>> spot = new SimpleObjectProperty<>(Optional.empty());
    private final Canvas canvas = new Canvas();
    private final HoverNote note = new HoverNote();
    private final Surroundings surroundings = new Surroundings();
    private @Nullable Drawing drawing;

    FigureCanvas() {
        getStyleClass().add("figure-canvas");
        // Loading the fonts first lets the drawing find them by name.
        ScreenFonts.regular(11);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, note, surroundings);
        figure.subscribe(next -> {
            spot.set(Optional.empty());
            setAccessibleText(next == null ? "" : next.caption().alternativeText());
            note.hide();
            requestLayout();
        });
        spot.subscribe(ignored -> requestLayout());
        surroundings.theme().subscribe(ignored -> requestLayout());
        surroundings.textScale().subscribe(ignored -> requestLayout());
        focusVisibleProperty().subscribe(ignored -> requestLayout());
        addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> note.hide());
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    ObjectProperty<@Nullable Figure> figureProperty() {
        return figure;
    }

    /// What is pointed at, by pointer or keys.
    ObjectProperty<Optional<Spot>> spotProperty() {
        return spot;
    }

    private void point(MouseEvent event) {
        Drawing shown = drawing;
        if (shown == null) {
            return;
        }
        double scale = surroundings.textScale().get();
        Optional<Spot> found = shown.spotAt(event.getX() / scale, event.getY() / scale);
        spot.set(found);
        found.ifPresentOrElse(
                known -> note.show(known.description(), event.getX(), event.getY(), getWidth(), getHeight()),
                note::hide);
    }

    private void press(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> move(0, -1);
            case RIGHT -> move(0, 1);
            case UP -> move(-1, 0);
            case DOWN -> move(1, 0);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Goes to the neighbour in that direction; figures without columns go through their rows either way.
    private void move(int rows, int columns) {
        Drawing shown = drawing;
        if (shown == null || shown.spots().isEmpty()) {
            return;
        }
        List<Spot> spots = shown.spots();
        Spot next = spot.get()
                .map(now -> spots.stream()
                        .filter(other -> other.row() == now.row() + rows && other.column() == now.column() + columns)
                        .findFirst()
                        .or(() -> spots.stream()
                                .filter(other -> columns != 0 && other.row() == now.row() + columns)
                                .findFirst())
                        .orElse(now))
                .orElse(spots.getFirst());
        spot.set(Optional.of(next));
        double scale = surroundings.textScale().get();
        note.show(
                next.description(),
                next.bounds().getCenterX() * scale,
                next.bounds().getCenterY() * scale,
                getWidth(),
                getHeight());
        setAccessibleText(next.description());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 720;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 200;
    }

    @Override
    protected double computePrefHeight(double width) {
        Figure shown = figure.get();
        double scale = surroundings.textScale().get();
        double across = width > 0 ? width : computePrefWidth(-1);
        return shown == null ? 0 : Drawing.suggestedHeight(shown, Math.max(160, across / scale)) * scale;
    }

    @Override
    protected double computeMinHeight(double width) {
        return figure.get() == null ? 0 : 160;
    }

    @Override
    protected void layoutChildren() {
        surroundings.resizeRelocate(0, 0, 1, 1);
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, getWidth(), getHeight());
        Figure shown = figure.get();
        if (shown == null || getWidth() < 40 || getHeight() < 40) {
            drawing = null;
            return;
        }
        double scale = surroundings.textScale().get();
        Theme theme = surroundings.theme().get();
        Drawing laidOut =
                Drawing.of(shown, Math.max(160, getWidth() / scale), Math.max(120, getHeight() / scale), theme);
        drawing = laidOut;
        graphics.save();
        // The adapter keeps a transformation of its own, so the scale must be told to it and not to the canvas.
        FXGraphics2D adapter = new FXGraphics2D(graphics);
        adapter.scale(scale, scale);
        laidOut.paint(adapter);
        graphics.restore();
        graphics.save();
        graphics.scale(scale, scale);
        graphics.setStroke(Paints.of(theme.accent()));
        graphics.setLineWidth(2);
        spot.get().ifPresent(known -> {
            var bounds = known.bounds();
            graphics.strokeRect(bounds.getX() - 1, bounds.getY() - 1, bounds.getWidth() + 2, bounds.getHeight() + 2);
        });
        if (isFocusVisible()) {
            graphics.setLineWidth(1);
            graphics.strokeRect(0.5, 0.5, getWidth() / scale - 1, getHeight() / scale - 1);
        }
        graphics.restore();
    }
}
