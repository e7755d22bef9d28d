package org.tiltmeter.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Numbers as they are printed in figures: a true minus sign, no needless digits.
public final class Numbers {

    private Numbers() {}

    /// A single-precision number with all the digits that it holds.
    public static String exact(float value) {
        return Float.isFinite(value) ? withMinus(plain(new BigDecimal(Float.toString(value)))) : "no value";
    }

    /// A number to six significant digits.
    public static String exact(double value) {
        return Double.isFinite(value) ? withMinus(plain(new BigDecimal(value).round(new MathContext(6)))) : "no value";
    }

    /// A number with a given count of digits after the point.
    public static String fixed(double value, int digits) {
        return withMinus(String.format(Locale.ROOT, "%." + digits + "f", value + 0.0));
    }

    /// Round numbers that divide a range, about `count` of them, rising.
    public static List<Double> ticks(double low, double high, int count) {
        List<Double> ticks = new ArrayList<>();
        double step = step(low, high, count);
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        for (long i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /// How many digits after the point the ticks of a range need.
    public static int digits(double low, double high, int count) {
        return Math.max(0, (int) -Math.floor(Math.log10(step(low, high, count)) + 1e-9));
    }

    private static double step(double low, double high, int count) {
        double rough = (high - low) / Math.max(1, count);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double part = rough / power;
        double factor = part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10;
        return factor * power;
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        return exponent < -6 || exponent > 9 ? stripped.toString() : stripped.toPlainString();
    }

    private static String withMinus(String text) {
        return text.replace('-', '−');
    }
}
