package org.tiltmeter.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The shape that stands for a group beside its colour, so that groups differ without colour too.
enum Marker {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DIAMOND,
    POINTING_DOWN,
    CROSS,
    PLUS,
    PENTAGON;

    private static final double LEGEND_LINE = 17;

    /// The marker of a group; below 0 that of controls.
    static Marker of(int group) {
        return group < 0 ? DIAMOND : values()[group % values().length];
    }

    Shape at(double x, double y, double size) {
        double half = size / 2;
        return switch (this) {
            case CIRCLE -> new Ellipse2D.Double(x - half, y - half, size, size);
            case SQUARE -> new Rectangle2D.Double(x - half * 0.9, y - half * 0.9, size * 0.9, size * 0.9);
            case TRIANGLE -> polygon(x, y - half * 1.1, x + half * 1.1, y + half * 0.8, x - half * 1.1, y + half * 0.8);
            case POINTING_DOWN ->
                polygon(x, y + half * 1.1, x - half * 1.1, y - half * 0.8, x + half * 1.1, y - half * 0.8);
            case CROSS -> turned(bars(x, y, half * 1.15), x, y);
            case PLUS -> bars(x, y, half * 1.15);
            case PENTAGON -> pentagon(x, y, half * 1.1);
            case DIAMOND -> polygon(x, y - half * 1.2, x + half * 1.2, y, x, y + half * 1.2, x - half * 1.2, y);
        };
    }

    private static Shape bars(double x, double y, double half) {
        double thin = half * 0.35;
        return polygon(
                x - thin, y - half, x + thin, y - half, x + thin, y - thin, x + half, y - thin, x + half, y + thin,
                x + thin, y + thin, x + thin, y + half, x - thin, y + half, x - thin, y + thin, x - half, y + thin,
                x - half, y - thin, x - thin, y - thin);
    }

    private static Shape turned(Shape shape, double x, double y) {
        return AffineTransform.getRotateInstance(Math.PI / 4, x, y).createTransformedShape(shape);
    }

    private static Shape pentagon(double x, double y, double half) {
        double[] points = new double[10];
        for (int i = 0; i < 5; i++) {
            points[2 * i] = x + half * Math.sin(2 * Math.PI * i / 5);
            points[2 * i + 1] = y - half * Math.cos(2 * Math.PI * i / 5);
        }
        return polygon(points);
    }

    private static Shape polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    /// Draws names with their markers in rows, as high as [#legendHeight] says.
    static void paintLegend(Graphics2D graphics, Theme theme, List<Entry> entries, double x, double y, double width) {
        double at = x;
        double line = y;
        for (Entry entry : entries) {
            double needed = entryWidth(entry);
            if (at > x && at + needed > x + width) {
                at = x;
                line += LEGEND_LINE;
            }
            graphics.setColor(entry.colour());
            if (entry.area()) {
                graphics.fill(new Rectangle2D.Double(at, line - 9, 14, 10));
            } else {
                graphics.fill(of(entry.group()).at(at + 5, line - 4, 8));
            }
            Sheet.text(graphics, entry.name(), at + 18, line, Sheet.LABEL, theme.ink());
            at += needed;
        }
    }

    /// Height that a legend takes.
    static double legendHeight(List<Entry> entries, double width) {
        if (entries.isEmpty()) {
            return 0;
        }
        double at = 0;
        double height = LEGEND_LINE;
        for (Entry entry : entries) {
            double needed = entryWidth(entry);
            if (at > 0 && at + needed > width) {
                at = 0;
                height += LEGEND_LINE;
            }
            at += needed;
        }
        return height + 4;
    }

    private static double entryWidth(Entry entry) {
        return FigureFonts.width(entry.name(), Sheet.LABEL) + 34;
    }

    /// One name of a legend.
    record Entry(String name, int group, Color colour, boolean area) {}
}
