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
/// @param test sign-flip test over the cluster means; null with fewer than six clusters, where none is
///     possible; where
///     several words stand for a group, the less significant of the tests over clusters and over words, null
///     with fewer
///     than six pairs of words
/// @param words number of words that stand for each group; 1 where the claim is about these very words
public record PairedEffect(
        int units,
        int values,
        double mean,
        double standardDeviation,
        double effectSize,
        Interval interval,
        Interval percentile,
        @Nullable TestResult test,
        int words) {

    /// Estimates the effect.
    ///
    /// @param clusters differences of each cluster, `[clusters][values]`, at least one cluster and one value
    ///     in each
    /// @param resamples number of bootstrap resamples and of sampled sign flips
    /// @param level confidence level, 0 … 1
    public static PairedEffect of(double[][] clusters, int resamples, double level, long seed) {
        return estimate(clusters, null, resamples, level, seed);
    }

    /// Estimates an effect for which several words may stand for a group: then words are drawn again like
    /// templates.
    ///
    /// @param clusters differences of each cluster, `[clusters][values]`
    /// @param sample the same differences by template and words
    public static PairedEffect of(double[][] clusters, CrossedSample sample, int resamples, double level, long seed) {
        return estimate(clusters, sample.hasSeveralWords() ? sample : null, resamples, level, seed);
    }

    private static PairedEffect estimate(
            double[][] clusters, @Nullable CrossedSample sample, int resamples, double level, long seed) {
        double[] means = new double[clusters.length];
        int values = 0;
        for (int i = 0; i < clusters.length; i++) {
            means[i] = Samples.mean(clusters[i]);
            values += clusters[i].length;
        }
        double mean = Samples.mean(means);
        double deviation = Samples.standardDeviation(means);
        Bootstrap.Intervals intervals = sample == null
                ? Bootstrap.clusterMean(clusters, resamples, level, seed)
                : Bootstrap.crossedMean(sample, mean, resamples, level, seed);
        return new PairedEffect(
                clusters.length,
                values,
                mean,
                deviation,
                deviation > 0 ? mean / deviation : Double.NaN,
                intervals.accelerated(),
                intervals.percentile(),
                test(means, sample, resamples, seed + 1),
                sample == null ? 1 : Math.max(sample.firstWords(), sample.secondWords()));
    }

    private static @Nullable TestResult test(double[] means, @Nullable CrossedSample sample, int resamples, long seed) {
        if (means.length < SignFlipTest.FEWEST_UNITS) {
            return null;
        }
        TestResult byTemplate = SignFlipTest.of(means, resamples, seed);
        if (sample == null) {
            return byTemplate;
        }
        if (!sample.oneToOne() || sample.firstWords() < SignFlipTest.FEWEST_UNITS) {
            return null;
        }
        TestResult byWord = SignFlipTest.of(sample.wordMeans(), resamples, seed + 1);
        return byWord.p() > byTemplate.p() ? byWord : byTemplate;
    }
}
