package org.tiltmeter.views.tokens;

import java.util.function.ToDoubleFunction;
import org.tiltmeter.figure.FigureFonts;

/// Where the tokens of a strip lie when it wraps at a width. Plain numbers, no toolkit.
final class TokenLayout {

    static final double TEXT_SIZE = 13;
    private static final double PADDING = 6;
    private static final double GAP = 3;
    private static final double LINE_GAP = 12;
    private static final double NARROWEST = 16;

    private final double[] left;
    private final double[] width;
    private final int[] line;
    private final double cellHeight;
    private final int lines;

    /// @param available width at which lines wrap
    /// @param textScale by what text is larger than usual
    TokenLayout(TokenCells tokens, double available, double textScale) {
        this(
                tokens,
                available,
                textScale,
                text -> FigureFonts.width(text, FigureFonts.monospaced(TEXT_SIZE)) * textScale);
    }

    TokenLayout(TokenCells tokens, double available, double textScale, ToDoubleFunction<String> measure) {
        int size = tokens.cells().size();
        left = new double[size];
        width = new double[size];
        line = new int[size];
        cellHeight = (tokens.hasTwoRows() ? 42 : 24) * textScale;
        double x = 0;
        int current = 0;
        for (int i = 0; i < size; i++) {
            TokenCells.Cell cell = tokens.cells().get(i);
            double text = Math.max(
                    cell.upper().map(measure::applyAsDouble).orElse(0.0),
                    cell.lower().map(measure::applyAsDouble).orElse(0.0));
            width[i] = Math.ceil(Math.max(NARROWEST, text + 2 * PADDING * textScale));
            if (x > 0 && x + width[i] > available) {
                x = 0;
                current++;
            }
            left[i] = x;
            line[i] = current;
            x += width[i] + GAP;
        }
        lines = size == 0 ? 0 : current + 1;
    }

    int size() {
        return left.length;
    }

    double x(int index) {
        return left[index];
    }

    double y(int index) {
        return line[index] * lineHeight();
    }

    double width(int index) {
        return width[index];
    }

    double cellHeight() {
        return cellHeight;
    }

    double lineHeight() {
        return cellHeight + LINE_GAP;
    }

    double height() {
        return lines * lineHeight();
    }

    /// The token at a place, or -1.
    int at(double x, double y) {
        int wanted = (int) Math.floor(y / lineHeight());
        if (y < 0 || y - wanted * lineHeight() > cellHeight) {
            return -1;
        }
        for (int i = firstOfLine(wanted); i < line.length && line[i] == wanted; i++) {
            if (x >= left[i] && x < left[i] + width[i]) {
                return i;
            }
        }
        return -1;
    }

    /// The first token at or below a height.
    int firstBelow(double y) {
        return firstOfLine((int) Math.max(0, Math.floor(y / lineHeight())));
    }

    private int firstOfLine(int wanted) {
        int low = 0;
        int high = line.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (line[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
