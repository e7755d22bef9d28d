package org.tiltmeter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tiltmeter.session.Session;
import org.tiltmeter.session.SessionStore;

/// Saving: a session file made and closed, and one change to an open one, safely on the disk when it returns.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SessionBenchmark {

    private SessionStore store;
    private Session session;
    private int changes;

    /// Opens a session that is not yet saved anywhere.
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path folder = Files.createTempDirectory("tiltmeter-benchmarks");
        store = new SessionStore(folder, Clock.systemUTC(), "benchmark");
        session = store.createScratch();
    }

    /// Throws it away.
    @TearDown(Level.Trial)
    public void discard() {
        session.discard();
    }

    /// A new session and its end.
    @Benchmark
    public String createAndDiscard() {
        Session created = store.createScratch();
        String title = created.file().toString();
        created.discard();
        return title;
    }

    /// One change, kept.
    @Benchmark
    public void change() {
        session.retitle("Session " + ++changes);
    }
}
