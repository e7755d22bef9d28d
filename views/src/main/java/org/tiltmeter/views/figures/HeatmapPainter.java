package org.tiltmeter.views.figures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.FigureFonts;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.figure.Theme;

/// Paints the visible part of a heatmap onto a canvas. UI thread.
final class HeatmapPainter {

    static final double SLANT = 50;
    static final double MARK_HEIGHT = 20;
    private static final double LABEL_STEP = 13;
    private static final double MOST_LABEL = 120;
    private static final int MEASURED = 300;
    private static final int MOST_WIDTHS = 10_000;

    private @Nullable WritableImage image;
    private int[] pixels = new int[0];
    private final Map<String, Double> widths = new HashMap<>();

    /// Width of the column of row names.
    double leftWidth(HeatmapCells cells, double textScale) {
        double widest = width(cells.rowTitle() + " ↓");
        for (int row = 0; row < Math.min(MEASURED, cells.rows()); row++) {
            widest = Math.max(widest, width(cells.rowLabel(row)));
        }
        return (Math.min(MOST_LABEL, widest) + 12) * textScale;
    }

    /// Height of the row of column names.
    double topHeight(HeatmapCells cells, double textScale) {
        double widest = 24;
        for (int column = 0; column < Math.min(MEASURED, cells.columns()); column++) {
            widest = Math.max(widest, width(cells.columnLabel(column)));
        }
        return (Math.min(MOST_LABEL, widest) * Math.sin(Math.toRadians(SLANT)) + 34) * textScale;
    }

    /// The same words come again with every layer; measuring them takes longer than painting all cells.
    private double width(String label) {
        if (widths.size() > MOST_WIDTHS) {
            widths.clear();
        }
        return widths.computeIfAbsent(label, words -> FigureFonts.width(words, FigureFonts.regular(11)));
    }

    void paint(
            GraphicsContext graphics,
            HeatmapCells cells,
            HeatmapGeometry geometry,
            Theme theme,
            double textScale,
            int selectedRow,
            int selectedColumn) {
        graphics.save();
        paintCells(graphics, cells, geometry);
        paintRings(graphics, cells, geometry);
        paintSelection(graphics, geometry, theme, selectedRow, selectedColumn);
        paintColumnLabels(graphics, cells, geometry, theme, textScale, selectedColumn);
        paintRowLabels(graphics, cells, geometry, theme, textScale, selectedRow);
        paintMarks(graphics, cells.marks(), geometry, theme, textScale);
        graphics.restore();
        ScalePainter.paint(
                graphics,
                cells.scale(),
                geometry.left(),
                geometry.bottom() + Math.ceil(MARK_HEIGHT * textScale) + 8,
                geometry.viewWidth(),
                theme,
                textScale);
    }

    private void paintCells(GraphicsContext graphics, HeatmapCells cells, HeatmapGeometry geometry) {
        int rows = geometry.rowsInView();
        int columns = geometry.columnsInView();
        if (pixels.length < rows * columns) {
            pixels = new int[rows * columns];
        }
        Scale scale = cells.scale();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                pixels[row * columns + column] =
                        scale.argb(cells.value(geometry.firstRow() + row, geometry.firstColumn() + column));
            }
        }
        WritableImage target = image;
        if (target == null || target.getWidth() != columns || target.getHeight() != rows) {
            target = new WritableImage(columns, rows);
            image = target;
        }
        target.getPixelWriter().setPixels(0, 0, columns, rows, PixelFormat.getIntArgbInstance(), pixels, 0, columns);
        clip(graphics, geometry);
        graphics.setImageSmoothing(false);
        graphics.drawImage(
                target,
                geometry.x(geometry.firstColumn()),
                geometry.y(geometry.firstRow()),
                columns * geometry.cellWidth(),
                rows * geometry.cellHeight());
        graphics.restore();
        graphics.save();
    }

    private static void clip(GraphicsContext graphics, HeatmapGeometry geometry) {
        graphics.beginPath();
        graphics.rect(
                geometry.left(),
                geometry.top(),
                geometry.right() - geometry.left(),
                geometry.bottom() - geometry.top());
        graphics.clip();
    }

    private static void paintRings(GraphicsContext graphics, HeatmapCells cells, HeatmapGeometry geometry) {
        double size = Math.min(6, Math.min(geometry.cellWidth(), geometry.cellHeight()) * 0.5);
        if (size < 2) {
            return;
        }
        for (int row = geometry.firstRow(); row < geometry.firstRow() + geometry.rowsInView(); row++) {
            for (int column = geometry.firstColumn();
                    column < geometry.firstColumn() + geometry.columnsInView();
                    column++) {
                double x = geometry.x(column) + geometry.cellWidth() / 2;
                double y = geometry.y(row) + geometry.cellHeight() / 2;
                if (cells.isRinged(row, column) && geometry.columnAt(x) == column && geometry.rowAt(y) == row) {
                    graphics.setFill(Paints.textOn(cells.scale().argb(cells.value(row, column))));
                    graphics.fillOval(x - size / 2, y - size / 2, size, size);
                }
            }
        }
    }

    private static void paintSelection(
            GraphicsContext graphics, HeatmapGeometry geometry, Theme theme, int row, int column) {
        clip(graphics, geometry);
        graphics.setStroke(Paints.of(theme.accent()));
        if (column >= 0 && column < geometry.columns()) {
            graphics.setLineWidth(2);
            graphics.strokeRect(
                    geometry.x(column),
                    geometry.top() - 4,
                    geometry.cellWidth(),
                    geometry.bottom() - geometry.top() + 8);
            if (row >= 0 && row < geometry.rows()) {
                graphics.setLineWidth(3);
                graphics.strokeRect(geometry.x(column), geometry.y(row), geometry.cellWidth(), geometry.cellHeight());
            }
        }
        graphics.restore();
        graphics.save();
    }

    private static void paintColumnLabels(
            GraphicsContext graphics,
            HeatmapCells cells,
            HeatmapGeometry geometry,
            Theme theme,
            double textScale,
            int selectedColumn) {
        int step = (int) Math.max(1, Math.ceil(LABEL_STEP * textScale / geometry.cellWidth()));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.BASELINE);
        int first = geometry.firstColumn() / step * step;
        List<Axis.Span> marks = cells.marks();
        for (int column = first; column < geometry.firstColumn() + geometry.columnsInView(); column += step) {
            double centre = geometry.x(column) + geometry.cellWidth() / 2;
            if (centre < geometry.left() || centre > geometry.right()) {
                continue;
            }
            boolean strong = column == selectedColumn || isMarked(marks, column);
            graphics.save();
            graphics.translate(centre + 4 * textScale, geometry.top() - 8);
            graphics.rotate(-SLANT);
            graphics.setFont(strong ? ScreenFonts.semiBold(11 * textScale) : ScreenFonts.regular(11 * textScale));
            graphics.setFill(Paints.of(strong ? theme.accent() : theme.ink()));
            graphics.fillText(shortened(cells.columnLabel(column)), 0, 0);
            graphics.restore();
        }
        graphics.setFont(ScreenFonts.regular(11 * textScale));
        graphics.setFill(Paints.of(theme.muted()));
        graphics.setTextAlign(TextAlignment.RIGHT);
        graphics.fillText(cells.rowTitle() + " ↓", geometry.left() - 6, geometry.top() - 8);
        graphics.setTextAlign(TextAlignment.LEFT);
    }

    private static String shortened(String label) {
        return label.length() > 18 ? label.substring(0, label.offsetByCodePoints(17, 0)) + "…" : label;
    }

    private static void paintRowLabels(
            GraphicsContext graphics,
            HeatmapCells cells,
            HeatmapGeometry geometry,
            Theme theme,
            double textScale,
            int selectedRow) {
        int step = (int) Math.max(1, Math.ceil(LABEL_STEP * textScale / geometry.cellHeight()));
        graphics.setTextAlign(TextAlignment.RIGHT);
        graphics.setTextBaseline(VPos.CENTER);
        int first = geometry.firstRow() / step * step;
        for (int row = first; row < geometry.firstRow() + geometry.rowsInView(); row += step) {
            double middle = geometry.y(row) + geometry.cellHeight() / 2;
            if (middle >= geometry.top() && middle <= geometry.bottom()) {
                boolean strong = row == selectedRow;
                graphics.setFont(strong ? ScreenFonts.semiBold(11 * textScale) : ScreenFonts.regular(11 * textScale));
                graphics.setFill(Paints.of(strong ? theme.accent() : theme.ink()));
                graphics.fillText(cells.rowLabel(row), geometry.left() - 6, middle);
            }
        }
    }

    private static boolean isMarked(List<Axis.Span> marks, int column) {
        return marks.stream().anyMatch(mark -> column >= mark.from() && column < mark.to());
    }

    private static void paintMarks(
            GraphicsContext graphics, List<Axis.Span> marks, HeatmapGeometry geometry, Theme theme, double textScale) {
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.TOP);
        graphics.setFont(ScreenFonts.semiBold(11 * textScale));
        graphics.setFill(Paints.of(theme.accent()));
        for (Axis.Span mark : marks) {
            double from = Math.max(geometry.left(), geometry.x(mark.from()));
            double to = Math.min(geometry.right(), geometry.x(mark.to()));
            if (from < to) {
                graphics.fillRect(from, geometry.top() - 5, to - from, 3);
                graphics.fillRect(from, geometry.bottom() + 2, to - from, 3);
                graphics.fillText(mark.label(), (from + to) / 2, geometry.bottom() + 6);
            }
        }
    }
}
