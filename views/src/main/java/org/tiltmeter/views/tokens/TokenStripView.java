package org.tiltmeter.views.tokens;

import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Theme;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.HoverNote;
import org.tiltmeter.views.figures.Paints;
import org.tiltmeter.views.figures.ScalePainter;
import org.tiltmeter.views.figures.ScreenFonts;
import org.tiltmeter.views.figures.Surroundings;

/// The tokens of a text or a pair as coloured boxes that wrap like text; only lines in view are painted. The pointer
/// tells the number of a token, a click or left and right select one. UI thread.
public final class TokenStripView extends Region {

    /// Stands for no token.
    public static final int NONE = -1;

    static final double INSET = 6;
    private static final double MOST_HEIGHT = 260;

    private final ObjectProperty<@Nullable TokenCells> tokens = new SimpleObjectProperty<>();
    private final IntegerProperty selected = new SimpleIntegerProperty(NONE);
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final HoverNote note = new HoverNote();
    private final Surroundings surroundings = new Surroundings();
    private @Nullable TokenLayout layout;

    /// An empty strip.
    public TokenStripView() {
        getStyleClass().add("token-strip");
        getStylesheets().add(FigureStyles.sheet());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, bar, note, surroundings);
        tokens.subscribe(ignored -> select());
        selected.subscribe(ignored -> select());
        bar.valueProperty().subscribe(ignored -> requestLayout());
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
    public ObjectProperty<@Nullable TokenCells> tokensProperty() {
        return tokens;
    }

    /// Index of the selected token, or [#NONE].
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /// The token under the pointer in words, else the selected one, else nothing.
    public ReadOnlyStringProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    private void select() {
        TokenLayout known = layout;
        int index = selected.get();
        if (known != null && index >= 0 && index < known.size()) {
            double view = canvas.getHeight() - scaleHeight();
            if (known.y(index) < bar.getValue()) {
                bar.setValue(known.y(index));
            } else if (known.y(index) + known.cellHeight() > bar.getValue() + view) {
                bar.setValue(known.y(index) + known.cellHeight() - view);
            }
        }
        reading.set(describe(index));
        TokenCells shown = tokens.get();
        setAccessibleText(
                shown == null || !reading.get().isBlank()
                        ? reading.get()
                        : Texts.get("tokens.words", shown.cells().size()));
        requestLayout();
    }

    private String describe(int index) {
        TokenCells shown = tokens.get();
        return shown == null || index < 0 || index >= shown.cells().size()
                ? ""
                : shown.cells().get(index).description();
    }

    private int tokenAt(MouseEvent event) {
        TokenLayout known = layout;
        return known == null || event.getY() > canvas.getHeight() - scaleHeight()
                ? NONE
                : known.at(event.getX() - INSET, event.getY() - INSET + bar.getValue());
    }

    private void point(MouseEvent event) {
        int index = tokenAt(event);
        if (index < 0) {
            note.hide();
            reading.set(describe(selected.get()));
        } else {
            reading.set(describe(index));
            note.show(reading.get(), event.getX(), event.getY(), getWidth(), getHeight());
        }
    }

    private void click(MouseEvent event) {
        requestFocus();
        int index = tokenAt(event);
        if (index >= 0) {
            selected.set(index);
        }
    }

    private void scroll(ScrollEvent event) {
        if (bar.getMax() > 0 && !event.isControlDown()) {
            bar.setValue(Math.clamp(bar.getValue() - event.getDeltaY(), 0, bar.getMax()));
            event.consume();
        }
    }

    private void press(KeyEvent event) {
        TokenCells shown = tokens.get();
        if (shown == null || shown.cells().isEmpty()) {
            return;
        }
        int last = shown.cells().size() - 1;
        switch (event.getCode()) {
            case LEFT -> selected.set(Math.clamp(selected.get() - 1L, 0, last));
            case RIGHT -> selected.set(Math.clamp(selected.get() + 1L, 0, last));
            case HOME -> selected.set(0);
            case END -> selected.set(last);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private double scaleHeight() {
        return ScalePainter.HEIGHT * surroundings.textScale().get();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 120;
    }

    @Override
    protected double computePrefHeight(double width) {
        TokenCells shown = tokens.get();
        if (shown == null) {
            return 0;
        }
        double across = (width > 0 ? width : 640) - bar.prefWidth(-1) - INSET;
        double textScale = surroundings.textScale().get();
        double lines = new TokenLayout(shown, across, textScale).height();
        return Math.min(lines + INSET, MOST_HEIGHT * textScale) + scaleHeight();
    }

    @Override
    protected double computeMinHeight(double width) {
        return tokens.get() == null
                ? 0
                : Math.min(
                        computePrefHeight(width), 110 * surroundings.textScale().get());
    }

    @Override
    protected void layoutChildren() {
        surroundings.resizeRelocate(0, 0, 1, 1);
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, getWidth(), getHeight());
        TokenCells shown = tokens.get();
        if (shown == null || getWidth() < 40) {
            layout = null;
            bar.setVisible(false);
            return;
        }
        double textScale = surroundings.textScale().get();
        double barWidth = bar.prefWidth(-1);
        TokenLayout laidOut = new TokenLayout(shown, getWidth() - barWidth - INSET, textScale);
        layout = laidOut;
        double view = Math.max(10, getHeight() - scaleHeight());
        double most = Math.max(0, laidOut.height() + INSET - view);
        bar.setVisible(most > 0);
        bar.setMax(most);
        bar.setVisibleAmount(most * view / Math.max(1, most + view));
        bar.setValue(Math.min(bar.getValue(), most));
        bar.resizeRelocate(getWidth() - barWidth, 0, barWidth, view);
        paint(graphics, shown, laidOut, view, textScale);
    }

    private void paint(GraphicsContext graphics, TokenCells shown, TokenLayout laidOut, double view, double textScale) {
        Theme theme = surroundings.theme().get();
        graphics.save();
        graphics.beginPath();
        graphics.rect(0, 0, getWidth(), view);
        graphics.clip();
        for (int i = laidOut.firstBelow(bar.getValue()); i < laidOut.size(); i++) {
            double y = INSET + laidOut.y(i) - bar.getValue();
            if (y > view) {
                break;
            }
            paintToken(
                    graphics,
                    shown,
                    i,
                    INSET + laidOut.x(i),
                    y,
                    laidOut.width(i),
                    laidOut.cellHeight(),
                    theme,
                    textScale);
        }
        graphics.restore();
        ScalePainter.paint(graphics, shown.scale(), INSET, view + 8, getWidth() - INSET, theme, textScale);
        if (isFocusVisible()) {
            graphics.setStroke(Paints.of(theme.accent()));
            graphics.setLineWidth(1);
            graphics.strokeRect(0.5, 0.5, getWidth() - 1, getHeight() - 1);
        }
    }

    private void paintToken(
            GraphicsContext graphics,
            TokenCells shown,
            int index,
            double x,
            double y,
            double width,
            double height,
            Theme theme,
            double textScale) {
        TokenCells.Cell cell = shown.cells().get(index);
        int argb = shown.scale().argb(cell.value());
        boolean coloured = argb != 0;
        graphics.setFill(coloured ? Paints.of(argb) : Paints.of(theme.band()));
        graphics.fillRoundRect(x, y, width, height, 5, 5);
        if (cell.edited()) {
            graphics.setFill(Paints.of(theme.accent()));
            graphics.fillRect(x, y + height + 2, width, 3);
        }
        if (index == selected.get()) {
            graphics.setStroke(Paints.of(theme.accent()));
            graphics.setLineWidth(2.5);
            graphics.strokeRoundRect(x + 1, y + 1, width - 2, height - 2, 5, 5);
        }
        Color ink = coloured ? Paints.textOn(argb) : Paints.of(theme.muted());
        graphics.setFill(ink);
        graphics.setFont(ScreenFonts.monospaced(TokenLayout.TEXT_SIZE * textScale));
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.CENTER);
        boolean two = cell.lower().isPresent() || cell.upper().isEmpty();
        Optional<String> upper = cell.upper();
        upper.ifPresent(text -> graphics.fillText(text, x + width / 2, y + height * (two ? 0.28 : 0.5)));
        cell.lower().ifPresent(text -> graphics.fillText(text, x + width / 2, y + height * 0.74));
        if (two && cell.upper().isPresent() && cell.lower().isPresent()) {
            graphics.setStroke(ink.deriveColor(0, 1, 1, 0.35));
            graphics.setLineWidth(1);
            graphics.strokeLine(x + 4, y + height / 2, x + width - 4, y + height / 2);
        }
    }
}
