package org.tiltmeter.model;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;

/// Calls to code that nothing can interrupt, made on a thread of their own, so that the caller can give up on one. A
/// call that was given up runs on; the next one waits for it.
///
/// For one thread at a time. Whoever makes it closes it.
final class PatientCalls implements AutoCloseable {

    private static final long POLL_MILLISECONDS = 20;

    private static final AtomicInteger RUNNING = new AtomicInteger();

    private final ExecutorService worker;
    private final String what;
    private final Duration patience;

    /// @param what makes the calls, for messages
    /// @param patience how long a call may take
    PatientCalls(String what, Duration patience) {
        this.what = what;
        this.patience = patience;
        this.worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("tiltmeter-file").factory());
    }

    /// Whether a call is running, one that was given up included.
    static boolean areRunning() {
        return RUNNING.get() > 0;
    }

    /// Makes a call and waits for it.
    ///
    /// @throws BadInputException if it takes longer than allowed
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    <T> T call(Supplier<T> work, Cancellation cancellation) {
        Future<T> answer = worker.submit(() -> {
            RUNNING.incrementAndGet();
            try {
                return work.get();
            } finally {
                RUNNING.decrementAndGet();
            }
        });
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return answer.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                cancellation.throwIfRequested();
                if (System.nanoTime() - end > 0) {
                    throw new BadInputException(
                            "%s has not answered for %d s and seems to hang; use another file or a shorter text."
                                    .formatted(what, patience.toSeconds()),
                            notYet);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the thread that waits for the model was interrupted", interrupted);
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(failed);
                }
            }
        }
    }

    /// Does something after the last call, and makes none after it; waits a second for it at most.
    void endWith(Runnable last) {
        worker.execute(last);
        close();
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            boolean done = worker.awaitTermination(1, TimeUnit.SECONDS);
            if (!done) {
                System.getLogger(PatientCalls.class.getName())
                        .log(System.Logger.Level.WARNING, what + " is still computing and keeps its memory until then");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
