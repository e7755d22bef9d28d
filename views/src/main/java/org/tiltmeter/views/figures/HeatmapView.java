package org.tiltmeter.views.figures;

import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.views.Texts;

/// A heatmap on the screen that paints only the cells in view, so that its size does not matter. UI thread.
///
/// The pointer tells the exact number of a cell, a click selects it. Left and right choose the column, with Ctrl up and
/// down the row; the wheel with Shift scrolls, with Ctrl zooms. Wheel, up and down alone are left to the surroundings.
public final class HeatmapView extends Region {

    /// Stands for no row or column.
    public static final int NONE = -1;

    private static final double RIGHT_ROOM = 60;

    private final ObjectProperty<@Nullable HeatmapCells> cells = new SimpleObjectProperty<>();
    private final IntegerProperty selectedRow = new SimpleIntegerProperty(NONE);
    private final IntegerProperty selectedColumn = new SimpleIntegerProperty(NONE);
    private final DoubleProperty zoom = new SimpleDoubleProperty(1);
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
    private final Canvas canvas = new Canvas();
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private final HoverNote note = new HoverNote();
    private final Surroundings surroundings = new Surroundings();
    private final HeatmapPainter painter = new HeatmapPainter();
    private @Nullable HeatmapGeometry geometry;

    /// An empty heatmap.
    public HeatmapView() {
        getStyleClass().add("heatmap-view");
        getStylesheets().add(FigureStyles.sheet());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(160, 140);
        down.setOrientation(Orientation.VERTICAL);
        across.setFocusTraversable(false);
        down.setFocusTraversable(false);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, across, down, note, surroundings);
        cells.subscribe(ignored -> select());
        zoom.subscribe(ignored -> requestLayout());
        selectedRow.subscribe(ignored -> select());
        selectedColumn.subscribe(ignored -> select());
        across.valueProperty().subscribe(ignored -> requestLayout());
        down.valueProperty().subscribe(ignored -> requestLayout());
        surroundings.theme().subscribe(ignored -> requestLayout());
        surroundings.textScale().subscribe(ignored -> requestLayout());
        focusVisibleProperty().subscribe(ignored -> requestLayout());
        addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> note.hide());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::click);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    /// What is shown, or null for nothing.
    public ObjectProperty<@Nullable HeatmapCells> cellsProperty() {
        return cells;
    }

    /// The selected row, or [#NONE].
    public IntegerProperty selectedRowProperty() {
        return selectedRow;
    }

    /// The selected column, or [#NONE].
    public IntegerProperty selectedColumnProperty() {
        return selectedColumn;
    }

    /// How large columns are at least; 1 is the usual size.
    public DoubleProperty zoomProperty() {
        return zoom;
    }

    /// The cell under the pointer in words, else the selected one, else nothing.
    public ReadOnlyStringProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /// Where the cells lie now; empty while nothing is shown.
    Optional<HeatmapGeometry> geometry() {
        return Optional.ofNullable(geometry);
    }

    private void select() {
        HeatmapCells shown = cells.get();
        if (shown != null) {
            bringIntoView();
            reading.set(selectionInWords(shown));
        }
        setAccessibleText(words(shown, reading.get()));
        requestLayout();
    }

    /// For those who do not see it: the selected cell, or what the whole is.
    private static String words(@Nullable HeatmapCells shown, String selection) {
        if (shown == null || !selection.isBlank()) {
            return selection;
        }
        return Texts.get("figures.heatmapWords", shown.rows(), shown.rowTitle(), shown.columns(), shown.columnTitle());
    }

    private String selectionInWords(HeatmapCells shown) {
        int row = selectedRow.get();
        int column = selectedColumn.get();
        boolean known = row >= 0 && row < shown.rows() && column >= 0 && column < shown.columns();
        return known ? shown.describe(row, column) : "";
    }

    private void bringIntoView() {
        HeatmapGeometry known = geometry;
        if (known == null) {
            return;
        }
        int column = selectedColumn.get();
        if (column >= 0) {
            double x = column * known.cellWidth();
            if (x < across.getValue()) {
                across.setValue(x);
            } else if (x + known.cellWidth() > across.getValue() + known.viewWidth()) {
                across.setValue(x + known.cellWidth() - known.viewWidth());
            }
        }
        int row = selectedRow.get();
        if (row >= 0) {
            double y = row * known.cellHeight();
            if (y < down.getValue()) {
                down.setValue(y);
            } else if (y + known.cellHeight() > down.getValue() + known.viewHeight()) {
                down.setValue(y + known.cellHeight() - known.viewHeight());
            }
        }
    }

    private void point(MouseEvent event) {
        HeatmapCells shown = cells.get();
        HeatmapGeometry known = geometry;
        if (shown == null || known == null) {
            return;
        }
        int row = known.rowAt(event.getY());
        int column = known.columnAt(event.getX());
        if (row < 0 || column < 0 || row >= shown.rows() || column >= shown.columns()) {
            note.hide();
            reading.set(selectionInWords(shown));
        } else {
            reading.set(shown.describe(row, column));
            note.show(reading.get(), event.getX(), event.getY(), getWidth(), getHeight());
        }
    }

    private void click(MouseEvent event) {
        HeatmapGeometry known = geometry;
        if (event.getButton() != MouseButton.PRIMARY || known == null) {
            return;
        }
        requestFocus();
        int row = known.rowAt(event.getY());
        int column = known.columnAt(event.getX());
        if (row >= 0 && column >= 0) {
            selectedRow.set(row);
            selectedColumn.set(column);
        }
    }

    private void scroll(ScrollEvent event) {
        if (event.isControlDown()) {
            zoom.set(Math.clamp(zoom.get() * (event.getDeltaY() > 0 ? 1.25 : 0.8), 0.1, 4));
            event.consume();
        } else if (event.isShiftDown() || event.getDeltaX() != 0) {
            double by = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
            across.setValue(Math.clamp(across.getValue() - by, across.getMin(), across.getMax()));
            event.consume();
        }
    }

    private void press(KeyEvent event) {
        HeatmapCells shown = cells.get();
        if (shown == null || shown.columns() == 0 || shown.rows() == 0) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> step(selectedColumn, -1, shown.columns(), event);
            case RIGHT -> step(selectedColumn, 1, shown.columns(), event);
            case HOME -> step(selectedColumn, -shown.columns(), shown.columns(), event);
            case END -> step(selectedColumn, shown.columns(), shown.columns(), event);
            case UP -> {
                if (event.isControlDown()) {
                    step(selectedRow, -1, shown.rows(), event);
                }
            }
            case DOWN -> {
                if (event.isControlDown()) {
                    step(selectedRow, 1, shown.rows(), event);
                }
            }
            default -> {
                // Other keys belong to the surroundings.
            }
        }
    }

    private static void step(IntegerProperty index, int by, int size, KeyEvent event) {
        index.set(Math.clamp(index.get() + (long) by, 0, size - 1));
        event.consume();
    }

    @Override
    protected void layoutChildren() {
        double textScale = surroundings.textScale().get();
        surroundings.resizeRelocate(0, 0, 1, 1);
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, getWidth(), getHeight());
        HeatmapCells shown = cells.get();
        boolean empty = shown == null || shown.rows() == 0 || shown.columns() == 0;
        across.setVisible(!empty);
        down.setVisible(!empty);
        if (shown == null || empty || getWidth() < 60 || getHeight() < 60) {
            geometry = null;
            return;
        }
        double bar = across.prefHeight(-1);
        double left = Math.ceil(painter.leftWidth(shown, textScale));
        double top = Math.ceil(painter.topHeight(shown, textScale));
        double below = (ScalePainter.HEIGHT + HeatmapPainter.MARK_HEIGHT) * textScale + bar;
        double viewWidth = Math.max(20, getWidth() - left - Math.min(RIGHT_ROOM * textScale, getWidth() / 8) - bar);
        double viewHeight = Math.max(20, getHeight() - top - below);
        HeatmapGeometry laidOut = HeatmapGeometry.of(
                left,
                top,
                viewWidth,
                viewHeight,
                shown.rows(),
                shown.columns(),
                zoom.get() * textScale,
                across.getValue(),
                down.getValue());
        geometry = laidOut;
        layOutBars(laidOut, bar);
        painter.paint(
                graphics,
                shown,
                laidOut,
                surroundings.theme().get(),
                textScale,
                selectedRow.get(),
                selectedColumn.get());
        if (isFocusVisible()) {
            graphics.setStroke(Paints.of(surroundings.theme().get().accent()));
            graphics.setLineWidth(1);
            graphics.strokeRect(0.5, 0.5, getWidth() - 1, getHeight() - 1);
        }
    }

    private void layOutBars(HeatmapGeometry laidOut, double bar) {
        arrange(across, laidOut.mostScrollX(), laidOut.viewWidth());
        across.resizeRelocate(laidOut.left(), getHeight() - bar, laidOut.viewWidth(), bar);
        arrange(down, laidOut.mostScrollY(), laidOut.viewHeight());
        down.resizeRelocate(getWidth() - bar, laidOut.top(), bar, laidOut.viewHeight());
    }

    private static void arrange(ScrollBar bar, double most, double view) {
        bar.setVisible(most > 0);
        bar.setMax(most);
        bar.setVisibleAmount(most > 0 ? most * view / (most + view) : most);
        bar.setUnitIncrement(Math.max(1, view / 20));
        bar.setBlockIncrement(view);
        if (bar.getValue() > most) {
            bar.setValue(most);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 420;
    }

    /// The printed range and quantity, for people and tests that read the screen.
    public String scaleInWords() {
        HeatmapCells shown = cells.get();
        if (shown == null) {
            return "";
        }
        Scale scale = shown.scale();
        return scale.quantity() + ", " + Numbers.exact(scale.low()) + " to " + Numbers.exact(scale.high());
    }
}
