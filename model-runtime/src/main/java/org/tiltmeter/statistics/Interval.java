package org.tiltmeter.statistics;

/// A confidence interval. Both ends are NaN where there is nothing to judge the spread by, as for a single
/// value.
///
/// @param low its lower end, in the unit of what it surrounds
/// @param high its upper end
/// @param level how often such intervals cover the truth, 0 … 1
public record Interval(double low, double high, double level) {

    /// An interval that nothing is known about.
    public static Interval unknown(double level) {
        return new Interval(Double.NaN, Double.NaN, level);
    }

    /// Whether there is an interval at all.
    public boolean known() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }

    /// Whether a value lies inside, the ends included.
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
