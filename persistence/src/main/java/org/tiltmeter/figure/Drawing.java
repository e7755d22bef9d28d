package org.tiltmeter.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A figure laid out at one size in one theme. Laying out needs no display; painting needs a [Graphics2D] of any kind:
/// pixels, SVG, PDF or a canvas on the screen. For one thread at a time.
public abstract sealed class Drawing permits HeatmapDrawing, IntervalDrawing, LineDrawing, ScatterDrawing {

    /// How near, in drawing units, the pointer must come to a thing to mean it.
    private static final double REACH = 14;

    final Sheet sheet;

    Drawing(Sheet sheet) {
        this.sheet = sheet;
    }

    /// Lays a figure out.
    ///
    /// @param width in units of 1/96 inch, at least 160
    /// @param height in the same units, at least 120
    public static Drawing of(Figure figure, double width, double height, Theme theme) {
        return switch (figure) {
            case Heatmap heatmap -> new HeatmapDrawing(heatmap, width, height, theme);
            case IntervalChart chart -> new IntervalDrawing(chart, width, height, theme);
            case LineChart chart -> new LineDrawing(chart, width, height, theme);
            case ScatterChart chart -> new ScatterDrawing(chart, width, height, theme);
        };
    }

    /// The height at which a figure of this width looks right.
    public static double suggestedHeight(Figure figure, double width) {
        double frame = Sheet.frameHeight(figure.caption(), width);
        return Math.ceil(frame
                + switch (figure) {
                    case Heatmap heatmap -> HeatmapDrawing.bodyHeight(heatmap);
                    case IntervalChart chart -> IntervalDrawing.bodyHeight(chart);
                    case LineChart ignored -> Math.clamp(width * 0.42, 220, 380);
                    case ScatterChart ignored -> Math.clamp(width * 0.62, 260, 560);
                });
    }

    /// Paints the whole figure from the origin.
    public final void paint(Graphics2D graphics) {
        Graphics2D copy = (Graphics2D) graphics.create();
        sheet.paintFrame(copy);
        paintBody(copy);
        copy.dispose();
    }

    abstract void paintBody(Graphics2D graphics);

    /// Everything that can be pointed at, in reading order.
    public abstract List<Spot> spots();

    /// Where the numbers are drawn.
    public abstract Rectangle2D plot();

    /// What lies under a point, or near it.
    public Optional<Spot> spotAt(double x, double y) {
        return spots().stream()
                .filter(spot -> distance(spot, x, y) <= REACH)
                .min(Comparator.comparingDouble(spot -> distance(spot, x, y)));
    }

    private static double distance(Spot spot, double x, double y) {
        return Math.hypot(x - spot.bounds().getCenterX(), y - spot.bounds().getCenterY());
    }

    /// Width of the drawing.
    public double width() {
        return sheet.width;
    }

    /// Height of the drawing.
    public double height() {
        return sheet.height;
    }
}
