package org.tiltmeter.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Draws an [IntervalChart]: names to the left, estimates with their intervals, details to the right,
/// the axis below and, where the rows fill more than a screen, above as well.
final class IntervalDrawing extends Drawing {

    private static final double ROW = 26;
    private static final double MOST_LABEL = 260;
    private static final double AXIS_HEIGHT = 40;
    private static final int ROWS_SEEN_AT_ONCE = 14;

    private final IntervalChart chart;
    private final Rectangle2D plot;
    private final ValueAxis axis;
    private final List<Marker.Entry> legend;
    private final List<Spot> spots = new ArrayList<>();

    IntervalDrawing(IntervalChart chart, double width, double height, Theme theme) {
        super(new Sheet(chart.caption(), width, height, theme));
        this.chart = chart;
        legend = legend(chart, theme);
        Rectangle2D body = sheet.body();
        double left = chart.rows().stream()
                .mapToDouble(row -> FigureFonts.width(row.label(), Sheet.LABEL))
                .max()
                .orElse(0);
        left = Math.min(Math.min(MOST_LABEL, body.getWidth() * 0.4), left) + 12;
        double right = chart.rows().stream()
                .mapToDouble(row -> FigureFonts.width(row.detail(), Sheet.LABEL))
                .max()
                .orElse(0);
        right = right > 0 ? right + 12 : 8;
        double top = body.getY() + Marker.legendHeight(legend, body.getWidth()) + topAxisHeight(chart);
        plot = new Rectangle2D.Double(
                body.getX() + left,
                top,
                Math.max(40, body.getWidth() - left - right),
                Math.max(20, body.getMaxY() - AXIS_HEIGHT - top));
        axis = ValueAxis.around(numbers(chart), plot.getX(), plot.getMaxX());
        layOutSpots();
    }

    static double bodyHeight(IntervalChart chart) {
        return chart.rows().size() * rowHeight(chart)
                + AXIS_HEIGHT
                + topAxisHeight(chart)
                + Marker.legendHeight(legend(chart, Theme.LIGHT), 480);
    }

    private static double topAxisHeight(IntervalChart chart) {
        return chart.rows().size() > ROWS_SEEN_AT_ONCE ? AXIS_HEIGHT : 0;
    }

    private static double rowHeight(IntervalChart chart) {
        int most =
                chart.rows().stream().mapToInt(row -> row.points().size()).max().orElse(1);
        return Math.max(ROW, 12.0 * most + 8);
    }

    private static DoubleStream numbers(IntervalChart chart) {
        DoubleStream points = chart.rows().stream()
                .flatMap(row -> row.points().stream())
                .flatMapToDouble(point -> DoubleStream.of(point.value(), point.low(), point.high()));
        DoubleStream reference = chart.reference().stream();
        DoubleStream floor =
                chart.noiseFloor().stream().flatMapToDouble(band -> DoubleStream.of(band.low(), band.high()));
        return DoubleStream.concat(points, DoubleStream.concat(reference, floor));
    }

    private static List<Marker.Entry> legend(IntervalChart chart, Theme theme) {
        List<Marker.Entry> entries = new ArrayList<>();
        if (chart.series().size() > 1) {
            for (int i = 0; i < chart.series().size(); i++) {
                entries.add(new Marker.Entry(chart.series().get(i), i, theme.group(i), false));
            }
        }
        chart.noiseFloor().ifPresent(band -> entries.add(new Marker.Entry(band.label(), 0, theme.band(), true)));
        return entries;
    }

    private double rowTop(int row) {
        return plot.getY() + plot.getHeight() * row / chart.rows().size();
    }

    private double pointY(int row, int point) {
        double height = plot.getHeight() / chart.rows().size();
        int points = chart.rows().get(row).points().size();
        double step = Math.min(12, height / (points + 1));
        return rowTop(row) + height / 2 + (point - (points - 1) / 2.0) * step;
    }

    private void layOutSpots() {
        for (int row = 0; row < chart.rows().size(); row++) {
            IntervalChart.Row line = chart.rows().get(row);
            for (int i = 0; i < line.points().size(); i++) {
                IntervalChart.Point point = line.points().get(i);
                double x = axis.place(point.value());
                double y = pointY(row, i);
                spots.add(new Spot(describe(line, point), new Rectangle2D.Double(x - 5, y - 5, 10, 10), row, i));
            }
        }
    }

    private String describe(IntervalChart.Row row, IntervalChart.Point point) {
        String series = chart.series().size() > 1 ? ", " + chart.series().get(point.series()) : "";
        String interval = Double.isNaN(point.low())
                ? ""
                : " (interval " + Numbers.exact(point.low()) + " to " + Numbers.exact(point.high()) + ")";
        String detail = row.detail().isEmpty() ? "" : ", " + row.detail();
        return row.label() + series + ": " + Numbers.exact(point.value()) + interval + detail;
    }

    @Override
    void paintBody(Graphics2D graphics) {
        Theme theme = sheet.theme;
        Rectangle2D body = sheet.body();
        Marker.paintLegend(graphics, theme, legend, body.getX(), body.getY() + 10, body.getWidth());
        chart.noiseFloor().ifPresent(band -> {
            double from = axis.place(band.low());
            graphics.setColor(theme.band());
            graphics.fill(new Rectangle2D.Double(from, plot.getY(), axis.place(band.high()) - from, plot.getHeight()));
        });
        for (double tick : axis.ticks()) {
            double x = axis.place(tick);
            Sheet.line(graphics, x, plot.getY(), x, plot.getMaxY(), 1, theme.grid());
            Sheet.textCentred(graphics, axis.label(tick), x, plot.getMaxY() + 15, Sheet.LABEL, theme.muted());
            if (topAxisHeight(chart) > 0) {
                Sheet.textCentred(graphics, axis.label(tick), x, plot.getY() - 6, Sheet.LABEL, theme.muted());
            }
        }
        if (topAxisHeight(chart) > 0) {
            double y = plot.getY() - 24;
            Sheet.textCentred(graphics, chart.quantity(), plot.getCenterX(), y, Sheet.LABEL, theme.ink());
        }
        chart.reference()
                .ifPresent(value -> Sheet.line(
                        graphics,
                        axis.place(value),
                        plot.getY(),
                        axis.place(value),
                        plot.getMaxY(),
                        1.4,
                        theme.muted()));
        Sheet.textCentred(graphics, chart.quantity(), plot.getCenterX(), plot.getMaxY() + 33, Sheet.LABEL, theme.ink());
        for (int row = 0; row < chart.rows().size(); row++) {
            paintRow(graphics, row);
        }
    }

    private void paintRow(Graphics2D graphics, int row) {
        Theme theme = sheet.theme;
        IntervalChart.Row line = chart.rows().get(row);
        double middle = (rowTop(row) + rowTop(row + 1)) / 2 + 4;
        double room = plot.getX() - sheet.body().getX() - 12;
        Sheet.textLeftOf(
                graphics,
                Sheet.fit(line.label(), Sheet.LABEL, room),
                plot.getX() - 12,
                middle,
                Sheet.LABEL,
                theme.ink());
        Sheet.text(graphics, line.detail(), plot.getMaxX() + 12, middle, Sheet.LABEL, theme.muted());
        for (int i = 0; i < line.points().size(); i++) {
            IntervalChart.Point point = line.points().get(i);
            Color colour = theme.group(point.series());
            double y = pointY(row, i);
            if (!Double.isNaN(point.low())) {
                double low = axis.place(point.low());
                double high = axis.place(point.high());
                Sheet.line(graphics, low, y, high, y, 2 * theme.weight(), colour);
                Sheet.line(graphics, low, y - 3.5, low, y + 3.5, 1.4 * theme.weight(), colour);
                Sheet.line(graphics, high, y - 3.5, high, y + 3.5, 1.4 * theme.weight(), colour);
            }
            graphics.setColor(colour);
            graphics.fill(Marker.of(point.series()).at(axis.place(point.value()), y, 8 * Math.sqrt(theme.weight())));
        }
    }

    @Override
    public List<Spot> spots() {
        return List.copyOf(spots);
    }

    @Override
    public Rectangle2D plot() {
        return plot;
    }
}
