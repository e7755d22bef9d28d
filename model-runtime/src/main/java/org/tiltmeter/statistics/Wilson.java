package org.tiltmeter.statistics;

import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/// Interval of a share (Wilson 1927): stays within 0 … 1 and keeps its level for few trials, where the textbook
/// interval does not.
public final class Wilson {

    private Wilson() {}

    /// A share with its interval.
    ///
    /// @param successes number of trials that had the property, 0 … `trials`
    /// @param trials number of trials, at least one
    /// @param level confidence level, 0 … 1
    public static Estimate share(int successes, int trials, double level) {
        double share = (double) successes / trials;
        ConfidenceInterval interval = BinomialProportion.getWilsonScoreInterval(trials, share, level);
        return new Estimate(
                share,
                new Interval(
                        successes == 0 ? 0 : interval.getLowerBound(),
                        successes == trials ? 1 : interval.getUpperBound(),
                        level),
                trials);
    }
}
