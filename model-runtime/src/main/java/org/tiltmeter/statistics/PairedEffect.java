package org.tiltmeter.statistics;

import org.jspecify.annotations.Nullable;

/// The mean of paired differences over independent units (templates), with everything needed to judge it.
///
/// @param units number of clusters (templates)
/// @param values number of differences in all
/// @param mean mean over clusters of the mean within, in the unit of the differences
/// @param standardDeviation of the cluster means, divisor n − 1; NaN for one cluster
/// @param effectSize d_z = mean / standard deviation (Cohen 1988; Lakens 2013); NaN where it is undefined
/// @param interval cluster bootstrap, bias-corrected and accelerated
/// @param percentile cluster bootstrap, plain percentiles
/// @param test sign-flip test over the cluster means; null with fewer than six clusters, where none is possible
public record PairedEffect(
        int units,
        int values,
        double mean,
        double standardDeviation,
        double effectSize,
        Interval interval,
        Interval percentile,
        @Nullable TestResult test) {

    /// Estimates the effect.
    ///
    /// @param clusters differences of each cluster, `[clusters][values]`, at least one cluster and one value
    ///     in each
    /// @param resamples number of bootstrap resamples and of sampled sign flips
    /// @param level confidence level, 0 … 1
    public static PairedEffect of(double[][] clusters, int resamples, double level, long seed) {
        double[] means = new double[clusters.length];
        int values = 0;
        for (int i = 0; i < clusters.length; i++) {
            means[i] = Samples.mean(clusters[i]);
            values += clusters[i].length;
        }
        double mean = Samples.mean(means);
        double deviation = Samples.standardDeviation(means);
        Bootstrap.Intervals intervals = Bootstrap.clusterMean(clusters, resamples, level, seed);
        return new PairedEffect(
                clusters.length,
                values,
                mean,
                deviation,
                deviation > 0 ? mean / deviation : Double.NaN,
                intervals.accelerated(),
                intervals.percentile(),
                means.length < SignFlipTest.FEWEST_UNITS ? null : SignFlipTest.of(means, resamples, seed + 1));
    }
}
