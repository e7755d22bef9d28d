package org.tiltmeter.measure.benchmark;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.stat.inference.AlternativeHypothesis;
import org.hipparchus.stat.inference.BinomialTest;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.PairedEffect;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.TestResult;
import org.tiltmeter.statistics.Wilson;

/// Lines of a benchmark's result.
final class Rows {

    /// Random labellings that a noise floor is taken from.
    static final int FLOOR_DRAWS = 2_000;

    private final String id;
    private final AuditSettings settings;

    Rows(String id, AuditSettings settings) {
        this.id = id;
        this.settings = settings;
    }

    /// A share with Wilson's interval and the exact two-sided binomial test against one half;
    /// effect is Cohen's
    /// h = 2 asin √share − 2 asin √½; the noise floor is the share that fair coins reach.
    MeasureRow share(String group, int successes, int trials) {
        Estimate share = Wilson.share(successes, trials, settings.level());
        double p = new BinomialTest().binomialTest(trials, successes, 0.5, AlternativeHypothesis.TWO_SIDED);
        double effect = 2 * Math.asin(Math.sqrt(share.value())) - 2 * Math.asin(Math.sqrt(0.5));
        return row(group, share.value(), share.interval(), trials, Math.min(1, p), effect)
                .withNoiseFloor(0.5 + reachedByCoins(trials));
    }

    /// How far from one half the share of heads among fair coins stays, with the chance of the
    /// intervals' level.
    double reachedByCoins(int trials) {
        int most = new BinomialDistribution(trials, 0.5).inverseCumulativeProbability((1 + settings.level()) / 2);
        return (double) most / trials - 0.5;
    }

    /// How far from zero the mean of clusters stays under random signs, with the chance of the
    /// intervals' level.
    ///
    /// @param means one per cluster, `[clusters]`
    double reachedBySigns(double[] means) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        double[] reached = new double[FLOOR_DRAWS];
        for (int draw = 0; draw < reached.length; draw++) {
            double sum = 0;
            for (double mean : means) {
                sum += random.nextBoolean() ? mean : -mean;
            }
            reached[draw] = Math.abs(sum / means.length);
        }
        return Samples.quantile(Samples.sorted(reached), settings.level());
    }

    /// A share with Wilson's interval and no test, where one half means nothing.
    MeasureRow rate(String group, int successes, int trials) {
        Estimate share = Wilson.share(successes, trials, settings.level());
        return row(group, share.value(), share.interval(), trials, null, null);
    }

    /// A mean over clusters with bootstrap interval and sign-flip test; the noise floor is what
    /// random signs reach.
    MeasureRow mean(String group, double[][] clusters) {
        PairedEffect effect = PairedEffect.of(clusters, settings.resamples(), settings.level(), settings.seed());
        TestResult test = effect.test();
        return row(
                        group,
                        effect.mean(),
                        effect.interval(),
                        effect.units(),
                        test == null ? null : Double.valueOf(test.p()),
                        Double.isNaN(effect.effectSize()) ? null : Double.valueOf(effect.effectSize()))
                .withNoiseFloor(reachedBySigns(java.util.Arrays.stream(clusters)
                        .mapToDouble(Samples::mean)
                        .toArray()));
    }

    /// A mean over clusters of amounts that are never negative, with bootstrap interval and no
    /// test.
    MeasureRow amount(String group, double[][] clusters) {
        PairedEffect effect = PairedEffect.of(clusters, settings.resamples(), settings.level(), settings.seed());
        return row(group, effect.mean(), effect.interval(), effect.units(), null, null);
    }

    /// Any value with its interval.
    MeasureRow row(String group, double value, Interval interval, int n, @Nullable Double p, @Nullable Double effect) {
        return new MeasureRow(
                id,
                group,
                value,
                interval.known() ? List.of(interval.low(), interval.high()) : List.of(),
                n,
                p,
                p,
                effect,
                null);
    }

    /// Each value as a cluster of its own.
    static double[][] single(double[] values) {
        double[][] clusters = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            clusters[i] = new double[] {values[i]};
        }
        return clusters;
    }
}
