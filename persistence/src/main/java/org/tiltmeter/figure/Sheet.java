package org.tiltmeter.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What every drawing stands on: background, title, finding, footer, and how text is set.
final class Sheet {

    static final double MARGIN = 16;
    static final Font TITLE = FigureFonts.semiBold(15);
    static final Font FINDING = FigureFonts.regular(13);
    static final Font LABEL = FigureFonts.regular(11);
    static final Font STRONG_LABEL = FigureFonts.semiBold(11);
    static final Font FOOTER = FigureFonts.regular(10);
    private static final double TITLE_LINE = 20;
    private static final double FINDING_LINE = 17;
    private static final double FOOTER_LINE = 14;

    final Theme theme;
    final double width;
    final double height;
    private final List<String> title;
    private final List<String> finding;
    private final List<String> footer;

    Sheet(Caption caption, double width, double height, Theme theme) {
        this.theme = theme;
        this.width = width;
        this.height = height;
        double inner = width - 2 * MARGIN;
        // Room for the button that a screen shows in the corner, kept everywhere so that lines break alike.
        title = wrap(caption.title(), TITLE, inner - 28);
        finding = wrap(caption.finding(), FINDING, inner);
        footer = caption.footer().stream()
                .flatMap(line -> wrap(line, FOOTER, inner).stream())
                .toList();
    }

    /// Height of everything but the body.
    static double frameHeight(Caption caption, double width) {
        Sheet sheet = new Sheet(caption, width, 0, Theme.LIGHT);
        return sheet.top() + sheet.bottom();
    }

    private double top() {
        return MARGIN + title.size() * TITLE_LINE + (finding.isEmpty() ? 0 : 2 + finding.size() * FINDING_LINE) + 8;
    }

    private double bottom() {
        return footer.isEmpty() ? MARGIN - 4 : 12 + footer.size() * FOOTER_LINE + MARGIN - 6;
    }

    /// The space between title and footer.
    Rectangle2D body() {
        return new Rectangle2D.Double(MARGIN, top(), width - 2 * MARGIN, Math.max(40, height - top() - bottom()));
    }

    void paintFrame(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(theme.background());
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        double y = MARGIN + 14;
        for (String line : title) {
            text(graphics, line, MARGIN, y, TITLE, theme.ink());
            y += TITLE_LINE;
        }
        y += finding.isEmpty() ? 0 : 1;
        for (String line : finding) {
            text(graphics, line, MARGIN, y, FINDING, theme.ink());
            y += FINDING_LINE;
        }
        if (!footer.isEmpty()) {
            double rule = height - bottom() + 6;
            line(graphics, MARGIN, rule, width - MARGIN, rule, 1, theme.grid());
            y = rule + FOOTER_LINE;
            for (String line : footer) {
                text(graphics, line, MARGIN, y, FOOTER, theme.muted());
                y += FOOTER_LINE;
            }
        }
    }

    static void text(Graphics2D graphics, String text, double x, double y, Font font, Color colour) {
        if (text.isEmpty()) {
            return;
        }
        graphics.setFont(FigureFonts.fitting(font, text));
        graphics.setColor(colour);
        graphics.drawString(text, (float) x, (float) y);
    }

    static void textLeftOf(Graphics2D graphics, String text, double x, double y, Font font, Color colour) {
        text(graphics, text, x - FigureFonts.width(text, font), y, font, colour);
    }

    static void textCentred(Graphics2D graphics, String text, double x, double y, Font font, Color colour) {
        text(graphics, text, x - FigureFonts.width(text, font) / 2, y, font, colour);
    }

    static void textTurned(
            Graphics2D graphics, String text, double x, double y, double degrees, Font font, Color colour) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(Math.toRadians(degrees));
        text(graphics, text, 0, 0, font, colour);
        graphics.setTransform(before);
    }

    static void line(Graphics2D graphics, double x1, double y1, double x2, double y2, double weight, Color colour) {
        graphics.setStroke(new BasicStroke((float) weight, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.setColor(colour);
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    static void dashed(Graphics2D graphics, double x1, double y1, double x2, double y2, Color colour) {
        graphics.setStroke(
                new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0));
        graphics.setColor(colour);
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    static Color translucent(Color colour, double alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * alpha));
    }

    /// Breaks a text into lines that fit; an empty text has none.
    static List<String> wrap(String text, Font font, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && FigureFonts.width(line + " " + word, font) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /// The text, or as much of it as fits with an ellipsis.
    static String fit(String text, Font font, double width) {
        if (FigureFonts.width(text, font) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 1 && FigureFonts.width(text.substring(0, end) + "…", font) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }
}
