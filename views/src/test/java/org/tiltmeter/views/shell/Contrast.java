package org.tiltmeter.views.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// How much words stand out from what is behind them (WCAG 2.2, "contrast ratio"). UI thread.
final class Contrast {

    private Contrast() {}

    /// The colour behind a node: the backgrounds below it, laid over one another.
    static Color paper(Node node) {
        Color paper = Color.TRANSPARENT;
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof Region region) {
                Background background = region.getBackground();
                if (background != null) {
                    List<BackgroundFill> fills = background.getFills();
                    for (int i = fills.size() - 1; i >= 0 && paper.getOpacity() < 1; i--) {
                        if (fills.get(i).getFill() instanceof Color fill) {
                            paper = over(paper, fill);
                        }
                    }
                }
            }
            if (paper.getOpacity() >= 1) {
                return paper;
            }
        }
        return over(paper, Color.WHITE);
    }

    private static Color over(Color top, Color below) {
        double a = top.getOpacity() + below.getOpacity() * (1 - top.getOpacity());
        return a == 0
                ? Color.TRANSPARENT
                : new Color(
                        mixed(top.getRed(), below.getRed(), top, below, a),
                        mixed(top.getGreen(), below.getGreen(), top, below, a),
                        mixed(top.getBlue(), below.getBlue(), top, below, a),
                        a);
    }

    private static double mixed(double one, double two, Color top, Color below, double a) {
        return Math.clamp((one * top.getOpacity() + two * below.getOpacity() * (1 - top.getOpacity())) / a, 0, 1);
    }

    /// The contrast of ink on paper, 1 to 21.
    static double of(Color ink, Color paper) {
        double a = luminance(over(ink, paper));
        double b = luminance(paper);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double share) {
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
