package org.tiltmeter.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.LabelPermutationTest;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.TestResult;

/// Resampling as an audit with 200 templates does it, 10,000 times.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StatisticsBenchmark {

    private static final int RESAMPLES = 10_000;
    private static final int UNITS = 200;

    private final double[] differences = new Random(42).doubles(UNITS, -1, 1).toArray();
    private final double[] others = new Random(43).doubles(UNITS, -1, 1).toArray();

    /// Both intervals of a mean.
    @Benchmark
    public Bootstrap.Intervals bootstrap() {
        return Bootstrap.mean(differences, RESAMPLES, 0.95, 42);
    }

    /// A paired test.
    @Benchmark
    public TestResult signFlips() {
        return SignFlipTest.of(differences, RESAMPLES, 42);
    }

    /// A test of two samples.
    @Benchmark
    public TestResult permutations() {
        return LabelPermutationTest.twoSamples(differences, others, RESAMPLES, 42);
    }
}
