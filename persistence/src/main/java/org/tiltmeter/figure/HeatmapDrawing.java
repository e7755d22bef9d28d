package org.tiltmeter.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

/// Draws a [Heatmap]: labels above and to the left, cells, marked spans, the scale with its printed range below.
final class HeatmapDrawing extends Drawing {

    private static final double SLANT = 50;
    private static final double LABEL_STEP = 12;
    private static final double MOST_LABEL = 150;
    private static final double SCALE_HEIGHT = 48;
    private static final double MARK_HEIGHT = 20;
    private static final int MOST_SINGLE_CELLS = 6_000;

    private final Heatmap figure;
    private final Rectangle2D plot;
    private final double scaleTop;
    private final boolean slanted;

    HeatmapDrawing(Heatmap figure, double width, double height, Theme theme) {
        super(new Sheet(figure.caption(), width, height, theme));
        this.figure = figure;
        Rectangle2D body = sheet.body();
        double left = Math.min(MOST_LABEL, widest(figure.rows().labels(), Sheet.LABEL)) + 8;
        double right = figure.rows().groups().isEmpty() ? 0 : 90;
        double widestColumn = Math.min(MOST_LABEL, widest(figure.columns().labels(), Sheet.LABEL));
        double cell = (body.getWidth() - left - right) / figure.columns().size();
        slanted = widestColumn > cell - 4 && widestColumn > 26;
        double labels = slanted ? widestColumn * Math.sin(Math.toRadians(SLANT)) + 12 : 16;
        if (slanted) {
            right = Math.max(right, widestColumn * Math.cos(Math.toRadians(SLANT)) - cell / 2);
        }
        double top = body.getY() + 18 + labels;
        double marks = figure.columns().marks().isEmpty() ? 0 : MARK_HEIGHT;
        double bottom = body.getMaxY() - SCALE_HEIGHT - marks;
        // Whole units, so that neighbouring cells share an edge without a seam.
        double x = Math.ceil(body.getX() + left);
        double y = Math.ceil(top);
        plot = new Rectangle2D.Double(
                x, y, Math.max(20, Math.floor(body.getMaxX() - right - x)), Math.max(20, Math.floor(bottom - y)));
        scaleTop = plot.getMaxY() + marks + 8;
    }

    static double bodyHeight(Heatmap figure) {
        double rows = figure.rows().size();
        double cells = Math.clamp(rows * (rows <= 40 ? 16 : rows <= 130 ? 8 : 4), 60, 1_100);
        double labels =
                Math.min(MOST_LABEL, widest(figure.columns().labels(), Sheet.LABEL)) * Math.sin(Math.toRadians(SLANT));
        return cells + 30 + labels + SCALE_HEIGHT + (figure.columns().marks().isEmpty() ? 0 : MARK_HEIGHT);
    }

    private static double widest(List<String> labels, Font font) {
        // Beyond a few hundred, the longest by characters stands for the widest.
        return labels.size() <= 300
                ? labels.stream()
                        .mapToDouble(label -> FigureFonts.width(label, font))
                        .max()
                        .orElse(0)
                : labels.stream()
                        .max(java.util.Comparator.comparingInt(String::length))
                        .map(label -> FigureFonts.width(label, font))
                        .orElse(0.0);
    }

    private double x(int column) {
        return plot.getX()
                + Math.round(plot.getWidth() * column / figure.columns().size());
    }

    private double y(int row) {
        return plot.getY() + Math.round(plot.getHeight() * row / figure.rows().size());
    }

    @Override
    void paintBody(Graphics2D graphics) {
        Theme theme = sheet.theme;
        Rectangle2D body = sheet.body();
        Sheet.text(graphics, figure.rows().title() + " ↓", body.getX(), body.getY() + 9, Sheet.LABEL, theme.muted());
        Sheet.textLeftOf(
                graphics, figure.columns().title() + " →", body.getMaxX(), body.getY() + 9, Sheet.LABEL, theme.muted());
        if (figure.rows().size() * figure.columns().size() <= MOST_SINGLE_CELLS) {
            paintCells(graphics);
        } else {
            paintCellImage(graphics);
        }
        paintRings(graphics);
        paintColumnLabels(graphics);
        paintRowLabels(graphics);
        paintMarks(graphics);
        paintScale(graphics);
    }

    private void paintCells(Graphics2D graphics) {
        for (int row = 0; row < figure.rows().size(); row++) {
            for (int column = 0; column < figure.columns().size(); column++) {
                int argb = figure.scale().argb(figure.values().get(row, column));
                if (argb != 0) {
                    graphics.setColor(new Color(argb));
                    graphics.fill(cell(row, column));
                }
            }
        }
    }

    /// Many cells go into one picture with two pixels for each unit. Where several cells share a pixel, the one
    /// farthest from the scale's neutral end is shown, so that nothing strong can hide.
    private void paintCellImage(Graphics2D graphics) {
        int width = (int) (plot.getWidth() * 2);
        int height = (int) (plot.getHeight() * 2);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int rows = figure.rows().size();
        int columns = figure.columns().size();
        for (int y = 0; y < height; y++) {
            int firstRow = (int) ((long) y * rows / height);
            int lastRow = Math.max(firstRow + 1, (int) ((long) (y + 1) * rows / height));
            for (int x = 0; x < width; x++) {
                int firstColumn = (int) ((long) x * columns / width);
                int lastColumn = Math.max(firstColumn + 1, (int) ((long) (x + 1) * columns / width));
                image.setRGB(x, y, figure.scale().argb(strongest(firstRow, lastRow, firstColumn, lastColumn)));
            }
        }
        graphics.drawImage(
                image, (int) plot.getX(), (int) plot.getY(), (int) plot.getWidth(), (int) plot.getHeight(), null);
    }

    private float strongest(int firstRow, int lastRow, int firstColumn, int lastColumn) {
        boolean differences = figure.scale().kind() == Scale.Kind.DIVERGING;
        float strongest = Float.NaN;
        for (int row = firstRow; row < lastRow; row++) {
            for (int column = firstColumn; column < lastColumn; column++) {
                float value = figure.values().get(row, column);
                boolean stronger = differences ? Math.abs(value) > Math.abs(strongest) : value > strongest;
                if (Float.isNaN(strongest) || stronger) {
                    strongest = value;
                }
            }
        }
        return strongest;
    }

    private void paintRings(Graphics2D graphics) {
        if (figure.ringed().isEmpty()) {
            return;
        }
        int columns = figure.columns().size();
        figure.ringed().get().stream().forEach(bit -> {
            int row = bit / columns;
            int column = bit % columns;
            Rectangle2D cell = cell(row, column);
            double size = Math.min(5, Math.min(cell.getWidth(), cell.getHeight()) * 0.5);
            graphics.setColor(
                    new Color(contrast(figure.scale().argb(figure.values().get(row, column)))));
            graphics.fill(new Ellipse2D.Double(cell.getCenterX() - size / 2, cell.getCenterY() - size / 2, size, size));
        });
    }

    /// White on dark colours, near black on bright ones.
    static int contrast(int argb) {
        double brightness = 0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff);
        return argb != 0 && brightness < 140 ? 0xffffff : 0x1f2328;
    }

    private void paintColumnLabels(Graphics2D graphics) {
        double cell = plot.getWidth() / figure.columns().size();
        double room = slanted ? LABEL_STEP : 24;
        int step = (int) Math.max(1, Math.ceil(room / cell));
        for (int column = 0; column < figure.columns().size(); column += step) {
            boolean marked = isMarked(figure.columns(), column);
            Font font = marked ? Sheet.STRONG_LABEL : Sheet.LABEL;
            Color colour = marked ? sheet.theme.accent() : sheet.theme.ink();
            String label = figure.columns().labels().get(column);
            double centre = (x(column) + x(column + 1)) / 2;
            if (slanted) {
                String text = Sheet.fit(label, font, MOST_LABEL);
                Sheet.textTurned(graphics, text, centre + 3, plot.getY() - 6, -SLANT, font, colour);
            } else {
                Sheet.textCentred(graphics, label, centre, plot.getY() - 6, font, colour);
            }
        }
    }

    private void paintRowLabels(Graphics2D graphics) {
        double cell = plot.getHeight() / figure.rows().size();
        int step = (int) Math.max(1, Math.ceil(LABEL_STEP / cell));
        for (int row = 0; row < figure.rows().size(); row += step) {
            boolean marked = isMarked(figure.rows(), row);
            Font font = marked ? Sheet.STRONG_LABEL : Sheet.LABEL;
            String text = Sheet.fit(figure.rows().labels().get(row), font, MOST_LABEL);
            double middle = (y(row) + y(row + 1)) / 2;
            Sheet.textLeftOf(
                    graphics,
                    text,
                    plot.getX() - 6,
                    middle + 4,
                    font,
                    marked ? sheet.theme.accent() : sheet.theme.ink());
        }
        for (Axis.Span group : figure.rows().groups()) {
            double from = y(group.from());
            double to = y(group.to());
            double x = plot.getMaxX() + 6;
            Sheet.line(graphics, x, from + 1, x, to - 1, 2, sheet.theme.muted());
            Sheet.text(graphics, group.label(), x + 5, (from + to) / 2 + 4, Sheet.LABEL, sheet.theme.muted());
        }
    }

    private static boolean isMarked(Axis axis, int index) {
        return axis.marks().stream().anyMatch(mark -> index >= mark.from() && index < mark.to());
    }

    private void paintMarks(Graphics2D graphics) {
        Color accent = sheet.theme.accent();
        for (Axis.Span mark : figure.columns().marks()) {
            double from = x(mark.from());
            double to = x(mark.to());
            graphics.setColor(accent);
            graphics.fill(new Rectangle2D.Double(from, plot.getY() - 4, to - from, 3));
            graphics.fill(new Rectangle2D.Double(from, plot.getMaxY() + 1, to - from, 3));
            double half = FigureFonts.width(mark.label(), Sheet.STRONG_LABEL) / 2;
            double centre = Math.clamp(
                    (from + to) / 2, sheet.body().getX() + half, sheet.body().getMaxX() - half);
            Sheet.textCentred(graphics, mark.label(), centre, plot.getMaxY() + 16, Sheet.STRONG_LABEL, accent);
        }
    }

    private void paintScale(Graphics2D graphics) {
        Scale scale = figure.scale();
        double width = Math.min(240, plot.getWidth());
        double x = plot.getX();
        int parts = (int) (width / 2);
        for (int part = 0; part < parts; part++) {
            graphics.setColor(new Color(scale.colours().argb((part + 0.5) / parts)));
            graphics.fill(new Rectangle2D.Double(x + 2.0 * part, scaleTop, 2, 10));
        }
        double end = x + 2.0 * parts;
        Color muted = sheet.theme.muted();
        Sheet.text(graphics, Numbers.exact(scale.low()), x, scaleTop + 23, Sheet.LABEL, muted);
        Sheet.textLeftOf(graphics, Numbers.exact(scale.high()), end, scaleTop + 23, Sheet.LABEL, muted);
        if (scale.low() < 0 && scale.high() > 0) {
            Sheet.textCentred(graphics, "0", x + width * scale.fraction(0), scaleTop + 23, Sheet.LABEL, muted);
        }
        double room = sheet.body().getMaxX() - end - 12;
        double y = scaleTop + 9;
        for (String line : Sheet.wrap(scale.quantity(), Sheet.LABEL, room)) {
            Sheet.text(graphics, line, end + 12, y, Sheet.LABEL, sheet.theme.ink());
            y += 14;
        }
    }

    private Rectangle2D cell(int row, int column) {
        return new Rectangle2D.Double(x(column), y(row), x(column + 1) - x(column), y(row + 1) - y(row));
    }

    private Spot spot(int row, int column) {
        return new Spot(figure.describe(row, column), cell(row, column), row, column);
    }

    @Override
    public List<Spot> spots() {
        int columns = figure.columns().size();
        int size = figure.rows().size() * columns;
        return new AbstractList<>() {
            @Override
            public Spot get(int index) {
                return spot(index / columns, index % columns);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    public Optional<Spot> spotAt(double x, double y) {
        if (!plot.contains(x, y)) {
            return Optional.empty();
        }
        int row = (int) ((y - plot.getY()) / plot.getHeight() * figure.rows().size());
        int column =
                (int) ((x - plot.getX()) / plot.getWidth() * figure.columns().size());
        return Optional.of(spot(
                Math.min(row, figure.rows().size() - 1),
                Math.min(column, figure.columns().size() - 1)));
    }

    @Override
    public Rectangle2D plot() {
        return plot;
    }
}
