package org.tiltmeter.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.tiltmeter.table.Cell;

/// Cells as a report prints them. Any thread.
final class Shown {

    private Shown() {}

    /// What stands in the cell: numbers with four significant digits and a real minus sign, a dash for nothing.
    static String of(Cell cell) {
        return switch (cell) {
            case Cell.Text text -> text.value();
            case Cell.Count count ->
                String.format(Locale.ROOT, "%,d", count.value()).replace('-', '\u2212');
            case Cell.Quantity number -> number(number.value());
            case Cell.Missing ignored -> "–";
        };
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "not defined";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "\u2212∞";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size < 1e-4 || size >= 1e9) {
            return String.format(Locale.ROOT, "%.2e", value).replace('-', '\u2212');
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_EVEN));
        return rounded.toPlainString().replace('-', '\u2212');
    }
}
