package org.tiltmeter.views;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.statistics.Interval;

/// Numbers with as many digits as their interval supports. For any thread.
public final class Precision {

    private static final int MOST = 5;
    private static final int WITHOUT_INTERVAL = 3;
    private static final double SMALLEST_P = 0.0001;

    private Precision() {}

    /// Digits after the point: the interval's width is shown with two.
    public static int decimals(Interval interval) {
        double width = interval.high() - interval.low();
        if (!Double.isFinite(width) || width <= 0) {
            return WITHOUT_INTERVAL;
        }
        return Math.clamp(1 - (long) Math.floor(Math.log10(width)), 0, MOST);
    }

    /// A number as its interval supports it.
    public static String number(double value, Interval interval) {
        return Double.isFinite(value) ? Numbers.fixed(value, decimals(interval)) : Texts.get("number.none");
    }

    /// An interval, "low to high".
    public static String range(Interval interval) {
        return Double.isFinite(interval.low()) && Double.isFinite(interval.high())
                ? Texts.get("number.range", number(interval.low(), interval), number(interval.high(), interval))
                : Texts.get("number.none");
    }

    /// A p-value.
    public static String probability(@Nullable Double p) {
        if (p == null) {
            return Texts.get("number.none");
        }
        return p < SMALLEST_P ? "< 0.0001" : String.format(Locale.ROOT, p < 0.001 ? "%.4f" : "%.3f", p);
    }
}
