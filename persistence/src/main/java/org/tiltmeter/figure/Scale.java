package org.tiltmeter.figure;

/// How a number becomes a colour. The range is fixed by whoever makes the figure and printed beside the colours, so
/// that two figures with the same scale can be compared by eye.
///
/// @param kind whether amounts or differences are shown
/// @param low the number at the first colour
/// @param high the number at the last colour; above `low`
/// @param quantity what the number is, with its unit
public record Scale(Kind kind, double low, double high, String quantity) {

    /// @throws IllegalArgumentException if the range is empty or not finite
    public Scale {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("a scale from " + low + " to " + high);
        }
    }

    /// Amounts, from dark blue to yellow (cividis).
    public static Scale sequential(double low, double high, String quantity) {
        return new Scale(Kind.SEQUENTIAL, low, high, quantity);
    }

    /// Differences, from blue through white at zero to orange.
    ///
    /// @param limit the largest difference that has a colour of its own, above 0
    public static Scale diverging(double limit, String quantity) {
        return new Scale(Kind.DIVERGING, -limit, limit, quantity);
    }

    /// Where a number lies between the ends, 0 … 1; numbers beyond them have the end's colour.
    public double fraction(double value) {
        return Math.clamp((value - low) / (high - low), 0, 1);
    }

    /// The colour of a number as `0xAARRGGBB`; not-a-number is transparent.
    public int argb(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return colours().argb(fraction(value));
    }

    /// The colours of this scale.
    public ColourMap colours() {
        return kind == Kind.SEQUENTIAL ? ColourMap.CIVIDIS : ColourMap.BLUE_ORANGE;
    }

    /// What a scale shows.
    public enum Kind {
        /// Amounts, more is brighter.
        SEQUENTIAL,
        /// Differences, centred on zero.
        DIVERGING
    }
}
