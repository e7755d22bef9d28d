package org.tiltmeter.statistics;

/// A confidence interval.
///
/// @param low its lower end, in the unit of what it surrounds
/// @param high its upper end
/// @param level how often such intervals cover the truth, 0 … 1
public record Interval(double low, double high, double level) {

    /// Whether a value lies inside, the ends included.
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
