package org.tiltmeter.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Draws a [ScatterChart]: points, their names where they fit, the line of equality.
final class ScatterDrawing extends Drawing {

    private static final double AXIS_HEIGHT = 40;
    private static final double TITLE_HEIGHT = 18;
    private static final int MOST_NAMED = 120;
    private static final int LONGEST_NAME = 24;

    private final ScatterChart chart;
    private final Rectangle2D plot;
    private final ValueAxis across;
    private final ValueAxis up;
    private final List<Marker.Entry> legend = new ArrayList<>();
    private final List<Spot> spots = new ArrayList<>();

    ScatterDrawing(ScatterChart chart, double width, double height, Theme theme) {
        super(new Sheet(chart.caption(), width, height, theme));
        this.chart = chart;
        if (chart.series().size() > 1) {
            for (int i = 0; i < chart.series().size(); i++) {
                legend.add(new Marker.Entry(chart.series().get(i), i, theme.group(i), false));
            }
        }
        Rectangle2D body = sheet.body();
        double top = body.getY() + Marker.legendHeight(legend, body.getWidth()) + TITLE_HEIGHT;
        double bottom = Math.max(top + 20, body.getMaxY() - AXIS_HEIGHT);
        DoubleStream vertical = chart.points().stream().mapToDouble(ScatterChart.Point::y);
        DoubleStream horizontal = chart.points().stream().mapToDouble(ScatterChart.Point::x);
        DoubleStream both = chart.points().stream().flatMapToDouble(point -> DoubleStream.of(point.x(), point.y()));
        ValueAxis shared = chart.diagonal() ? ValueAxis.around(both, 0, 1) : ValueAxis.around(vertical, 0, 1);
        up = new ValueAxis(shared.low(), shared.high(), bottom, top);
        double left = body.getX() + up.labelWidth() + 10;
        plot = new Rectangle2D.Double(left, top, Math.max(40, body.getMaxX() - left - 8), bottom - top);
        ValueAxis sideways = chart.diagonal() ? shared : ValueAxis.around(horizontal, 0, 1);
        across = new ValueAxis(sideways.low(), sideways.high(), plot.getX(), plot.getMaxX());
        for (int i = 0; i < chart.points().size(); i++) {
            ScatterChart.Point point = chart.points().get(i);
            double x = across.place(point.x());
            double y = up.place(point.y());
            String group = chart.series().size() > 1 ? " (" + chart.series().get(point.series()) + ")" : "";
            String words = point.label() + group + ": " + chart.horizontal() + " " + Numbers.exact(point.x()) + ", "
                    + chart.vertical() + " " + Numbers.exact(point.y());
            spots.add(new Spot(words, new Rectangle2D.Double(x - 5, y - 5, 10, 10), i, 0));
        }
    }

    @Override
    void paintBody(Graphics2D graphics) {
        Theme theme = sheet.theme;
        Rectangle2D body = sheet.body();
        Marker.paintLegend(graphics, theme, legend, body.getX(), body.getY() + 10, body.getWidth());
        Sheet.text(graphics, chart.vertical(), body.getX(), plot.getY() - 8, Sheet.LABEL, theme.muted());
        for (double tick : up.ticks()) {
            double y = up.place(tick);
            Sheet.line(graphics, plot.getX(), y, plot.getMaxX(), y, 1, theme.grid());
            Sheet.textLeftOf(graphics, up.label(tick), plot.getX() - 6, y + 4, Sheet.LABEL, theme.muted());
        }
        for (double tick : across.ticks()) {
            double x = across.place(tick);
            Sheet.line(graphics, x, plot.getY(), x, plot.getMaxY(), 1, theme.grid());
            Sheet.textCentred(graphics, across.label(tick), x, plot.getMaxY() + 16, Sheet.LABEL, theme.muted());
        }
        Sheet.textCentred(
                graphics, chart.horizontal(), plot.getCenterX(), plot.getMaxY() + 33, Sheet.LABEL, theme.ink());
        if (chart.diagonal()) {
            Sheet.dashed(graphics, plot.getX(), plot.getMaxY(), plot.getMaxX(), plot.getY(), theme.muted());
        }
        for (ScatterChart.Point point : chart.points()) {
            Color colour = theme.group(point.series());
            graphics.setColor(Sheet.translucent(colour, 0.85));
            double size = 7 * Math.sqrt(theme.weight());
            graphics.fill(Marker.of(point.series()).at(across.place(point.x()), up.place(point.y()), size));
        }
        if (chart.points().size() <= MOST_NAMED) {
            paintNames(graphics);
        }
    }

    /// A name is left out where it is a text of its own or would cover a point or another name; pointing at the
    /// point still tells it.
    private void paintNames(Graphics2D graphics) {
        List<Rectangle2D> taken = new ArrayList<>();
        spots.forEach(spot -> taken.add(
                new Rectangle2D.Double(spot.bounds().getX() + 1, spot.bounds().getY() + 1, 8, 8)));
        double steps = chart.diagonal() ? plot.getWidth() / 4 : 0;
        for (int i = 0; i < steps; i++) {
            taken.add(new Rectangle2D.Double(
                    plot.getX() + plot.getWidth() * i / steps - 1,
                    plot.getMaxY() - plot.getHeight() * i / steps - 1,
                    2,
                    2));
        }
        for (ScatterChart.Point point : chart.points()) {
            double x = across.place(point.x());
            double y = up.place(point.y());
            if (point.label().length() > LONGEST_NAME) {
                continue;
            }
            double width = FigureFonts.width(point.label(), Sheet.FOOTER);
            double[][] tries = {
                {x + 6, y + 3.5}, {x - 6 - width, y + 3.5}, {x - width / 2, y - 7}, {x - width / 2, y + 15}
            };
            for (double[] place : tries) {
                Rectangle2D box = new Rectangle2D.Double(place[0], place[1] - 9, width, 11);
                if (plot.contains(box) && taken.stream().noneMatch(box::intersects)) {
                    Sheet.text(graphics, point.label(), place[0], place[1], Sheet.FOOTER, sheet.theme.muted());
                    taken.add(box);
                    break;
                }
            }
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
