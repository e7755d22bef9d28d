package org.tiltmeter.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Forward passes over random tokens, new ones each time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PassBenchmark {

    /// Texts x tokens.
    @Param({"1x64", "16x32"})
    public String shape = "";

    private List<int[]> texts(OpenedModel opened) {
        String[] sizes = shape.split("x");
        return opened.texts(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
    }

    /// Logits, hidden states and routing, all handed out.
    @Benchmark
    public List<Trace> everything(OpenedModel opened) {
        return opened.model().trace(texts(opened), Capture.ALL, Progress.none(), new Cancellation());
    }

    /// The log-probability of every token.
    @Benchmark
    public List<SequenceScore> scores(OpenedModel opened) {
        return opened.model().score(texts(opened), Progress.none(), new Cancellation());
    }
}
