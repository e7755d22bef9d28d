package org.tiltmeter.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Draws a [LineChart]: quantity above the vertical axis, bands under lines, markers where they have room.
final class LineDrawing extends Drawing {

    private static final double AXIS_HEIGHT = 40;
    private static final double TITLE_HEIGHT = 18;
    private static final int MOST_MARKED = 64;

    private final LineChart chart;
    private final Rectangle2D plot;
    private final ValueAxis across;
    private final ValueAxis up;
    private final List<Marker.Entry> legend;
    private final List<Spot> spots = new ArrayList<>();

    LineDrawing(LineChart chart, double width, double height, Theme theme) {
        super(new Sheet(chart.caption(), width, height, theme));
        this.chart = chart;
        legend = legend();
        Rectangle2D body = sheet.body();
        double top = body.getY() + Marker.legendHeight(legend, body.getWidth()) + TITLE_HEIGHT;
        double bottom = Math.max(top + 20, body.getMaxY() - AXIS_HEIGHT);
        up = chart.range()
                .map(range -> new ValueAxis(range.low(), range.high(), bottom, top))
                .orElseGet(() -> ValueAxis.around(numbers(), bottom, top));
        double left = body.getX() + up.labelWidth() + 10;
        plot = new Rectangle2D.Double(left, top, Math.max(40, body.getMaxX() - left - 8), bottom - top);
        double[] places = chart.places();
        double first = places.length == 0 ? 0 : places[0];
        double last = places.length == 0 ? 1 : places[places.length - 1];
        double room = last > first ? (last - first) * 0.02 : 0.5;
        across = new ValueAxis(first - room, last + room, plot.getX(), plot.getMaxX());
        layOutSpots();
    }

    private List<Marker.Entry> legend() {
        List<Marker.Entry> entries = new ArrayList<>();
        if (chart.series().size() > 1
                || chart.series().stream().anyMatch(line -> line.band().isPresent())) {
            for (LineChart.Series line : chart.series()) {
                Color colour = sheet.theme.group(line.group());
                entries.add(new Marker.Entry(line.name(), line.group(), colour, false));
                line.band()
                        .filter(band -> !band.label().isEmpty())
                        .ifPresent(band ->
                                entries.add(new Marker.Entry(band.label(), 0, Sheet.translucent(colour, 0.22), true)));
            }
        }
        return entries;
    }

    private DoubleStream numbers() {
        DoubleStream lines = chart.series().stream()
                .flatMapToDouble(line -> DoubleStream.concat(
                        DoubleStream.of(line.values()),
                        line.band().stream()
                                .flatMapToDouble(band -> DoubleStream.concat(
                                        DoubleStream.of(band.low()), DoubleStream.of(band.high())))));
        return DoubleStream.concat(lines, chart.reference().stream());
    }

    private void layOutSpots() {
        double[] places = chart.places();
        for (int row = 0; row < chart.series().size(); row++) {
            LineChart.Series line = chart.series().get(row);
            for (int i = 0; i < places.length; i++) {
                double value = line.values()[i];
                if (Double.isFinite(value)) {
                    double x = across.place(places[i]);
                    double y = up.place(value);
                    String words = line.name() + ", " + chart.horizontal() + " " + Numbers.exact(places[i]) + ": "
                            + Numbers.exact(value) + band(line, i);
                    spots.add(new Spot(words, new Rectangle2D.Double(x - 5, y - 5, 10, 10), row, i));
                }
            }
        }
    }

    private static String band(LineChart.Series line, int place) {
        return line.band()
                .map(band -> " (" + (band.label().isEmpty() ? "interval" : band.label()) + " "
                        + Numbers.exact(band.low()[place]) + " to " + Numbers.exact(band.high()[place]) + ")")
                .orElse("");
    }

    @Override
    void paintBody(Graphics2D graphics) {
        Theme theme = sheet.theme;
        Rectangle2D body = sheet.body();
        Marker.paintLegend(graphics, theme, legend, body.getX(), body.getY() + 10, body.getWidth());
        Sheet.text(graphics, chart.quantity(), body.getX(), plot.getY() - 8, Sheet.LABEL, theme.muted());
        for (double tick : up.ticks()) {
            double y = up.place(tick);
            Sheet.line(graphics, plot.getX(), y, plot.getMaxX(), y, 1, theme.grid());
            Sheet.textLeftOf(graphics, up.label(tick), plot.getX() - 6, y + 4, Sheet.LABEL, theme.muted());
        }
        for (double tick : across.ticks()) {
            if (isPlace(tick)) {
                double x = across.place(tick);
                Sheet.line(graphics, x, plot.getMaxY(), x, plot.getMaxY() + 4, 1, theme.muted());
                String label = isWhole() ? Numbers.fixed(tick, 0) : across.label(tick);
                Sheet.textCentred(graphics, label, x, plot.getMaxY() + 16, Sheet.LABEL, theme.muted());
            }
        }
        Sheet.textCentred(
                graphics, chart.horizontal(), plot.getCenterX(), plot.getMaxY() + 33, Sheet.LABEL, theme.ink());
        chart.reference().ifPresent(value -> {
            double y = up.place(value);
            Sheet.dashed(graphics, plot.getX(), y, plot.getMaxX(), y, theme.muted());
        });
        // Controls lie under what is compared with them.
        chart.series().stream().filter(line -> line.group() < 0).forEach(line -> paintLine(graphics, line));
        chart.series().stream().filter(line -> line.group() >= 0).forEach(line -> paintLine(graphics, line));
    }

    private boolean isWhole() {
        return DoubleStream.of(chart.places()).allMatch(place -> place == Math.rint(place));
    }

    /// A layer is a whole number: ticks between two have no meaning where every place is whole.
    private boolean isPlace(double tick) {
        return !isWhole() || Math.abs(tick - Math.rint(tick)) < 1e-9;
    }

    private void paintLine(Graphics2D graphics, LineChart.Series line) {
        Color colour = sheet.theme.group(line.group());
        double[] places = chart.places();
        line.band().ifPresent(band -> paintBand(graphics, band, colour));
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < places.length; i++) {
            double value = line.values()[i];
            if (!Double.isFinite(value)) {
                drawing = false;
                continue;
            }
            double x = across.place(places[i]);
            double y = up.place(value);
            if (drawing) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
            }
            drawing = true;
        }
        graphics.setColor(colour);
        graphics.setStroke(
                new BasicStroke((float) (2 * sheet.theme.weight()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
        if (places.length <= MOST_MARKED) {
            for (int i = 0; i < places.length; i++) {
                if (Double.isFinite(line.values()[i])) {
                    double size = (line.group() < 0 ? 4 : 7) * Math.sqrt(sheet.theme.weight());
                    graphics.fill(
                            Marker.of(line.group()).at(across.place(places[i]), up.place(line.values()[i]), size));
                }
            }
        }
    }

    private void paintBand(Graphics2D graphics, LineChart.Band band, Color colour) {
        double[] places = chart.places();
        Path2D area = new Path2D.Double();
        boolean begun = false;
        for (int i = 0; i < places.length; i++) {
            if (Double.isFinite(band.high()[i])) {
                double x = across.place(places[i]);
                double y = up.place(band.high()[i]);
                if (begun) {
                    area.lineTo(x, y);
                } else {
                    area.moveTo(x, y);
                }
                begun = true;
            }
        }
        if (!begun) {
            return;
        }
        for (int i = places.length - 1; i >= 0; i--) {
            if (Double.isFinite(band.low()[i])) {
                area.lineTo(across.place(places[i]), up.place(band.low()[i]));
            }
        }
        area.closePath();
        graphics.setColor(Sheet.translucent(colour, 0.2));
        graphics.fill(area);
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
