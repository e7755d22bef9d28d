package org.tiltmeter.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Scores of 32 variants of 32 tokens: once sharing their first 24, which are computed once, and once sharing nothing.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TreeBenchmark {

    private static final int VARIANTS = 32;
    private static final int SHARED = 24;
    private static final int OWN = 8;

    /// Variants that begin alike.
    @Benchmark
    public List<SequenceScore> tree(OpenedModel opened) {
        int[] beginning = opened.ids(SHARED);
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < VARIANTS; i++) {
            int[] text = java.util.Arrays.copyOf(beginning, SHARED + OWN);
            System.arraycopy(opened.ids(OWN), 0, text, SHARED, OWN);
            texts.add(text);
        }
        return opened.model().score(texts, Progress.none(), new Cancellation());
    }

    /// Texts of the same length that have nothing in common.
    @Benchmark
    public List<SequenceScore> rows(OpenedModel opened) {
        return opened.model().score(opened.texts(VARIANTS, SHARED + OWN), Progress.none(), new Cancellation());
    }
}
