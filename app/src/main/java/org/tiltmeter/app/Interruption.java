package org.tiltmeter.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.work.Cancellation;

/// Lets a program that is told to end (Ctrl-C, a signal, the end of the user's session) stop its work first: the engine
/// must not be in the middle of a pass when its process goes.
///
/// Any thread may use it. The program calls [#ended()] when its work is done; after that nothing is waited for.
final class Interruption {

    /// The exit code of a program that a user has interrupted.
    static final int EXIT_CODE = 130;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// What the running command polls.
    Cancellation cancellation() {
        return cancellation;
    }

    /// Tells also someone who does not poll, on the thread that interrupts.
    void whenInterrupted(Runnable listener) {
        listeners.add(listener);
    }

    /// The work is done; the process may end.
    void ended() {
        ended.countDown();
    }

    /// Has the process wait for its work when it is told to end.
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "tiltmeter-end"));
    }

    /// Asks the work to stop and waits until it has. Work that does not stop in time is cut off, without the
    /// clearing up that would pull memory from under it.
    void interrupt() {
        if (ended.getCount() == 0) {
            return;
        }
        cancellation.request();
        listeners.forEach(Runnable::run);
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) || LanguageModels.areRunningCode()) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
