package org.tiltmeter.statistics;

/// What an interval around a difference permits to be said.
public enum Verdict {
    /// The interval excludes zero.
    DIFFERENT,
    /// The interval includes zero and lies within the margin: two one-sided tests, each at half of 1 − level
    /// (Schuirmann
    /// 1987).
    EQUIVALENT,
    /// The interval includes zero and reaches beyond the margin; neither may be said.
    INCONCLUSIVE,
    /// There is no interval.
    UNKNOWN;

    /// Judges an interval.
    ///
    /// @param margin half width of the range that counts as no difference, in the interval's unit
    public static Verdict of(Interval interval, double margin) {
        if (!interval.known()) {
            return UNKNOWN;
        }
        if (!interval.contains(0)) {
            return DIFFERENT;
        }
        return interval.low() > -margin && interval.high() < margin ? EQUIVALENT : INCONCLUSIVE;
    }
}
