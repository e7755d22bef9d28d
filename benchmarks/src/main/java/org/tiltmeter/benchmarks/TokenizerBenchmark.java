package org.tiltmeter.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.tiltmeter.tokenizer.Tokenization;

/// Text to tokens and back.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizerBenchmark {

    private static final String TEXT =
            "The nurse said that she would come on Monday, and the engineer answered that he was not sure. ".repeat(8);

    /// About 750 characters into tokens with their places in the text.
    @Benchmark
    public Tokenization encode(OpenedModel opened) {
        return opened.model().tokenizer().encode(TEXT);
    }

    /// The same there and back.
    @Benchmark
    public String encodeAndDecode(OpenedModel opened) {
        return opened.model()
                .tokenizer()
                .decode(opened.model().tokenizer().encode(TEXT).ids());
    }
}
