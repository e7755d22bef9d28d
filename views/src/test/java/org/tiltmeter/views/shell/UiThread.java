package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.stage.Window;

/// Runs steps of a test on the UI thread, one after the other, without the rests that the robot makes after each of
/// its own: for tests of many hundred steps that wait for facts and not for time.
final class UiThread {

    private static final long LONGEST_SECONDS = 60;
    private static final int ROUNDS = 3;

    private UiThread() {}

    /// Runs and waits for the end; what is thrown there is thrown here.
    static void run(Runnable step) {
        get(() -> {
            step.run();
            return true;
        });
    }

    /// Computes a value there.
    static <T> T get(Callable<T> step) {
        FutureTask<T> task = new FutureTask<>(step);
        Platform.runLater(task);
        try {
            return task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new AssertionError("a step on the UI thread failed", failure.getCause());
        } catch (TimeoutException failure) {
            throw new AssertionError("a step on the UI thread did not end", failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", failure);
        }
    }

    /// Waits until a fact holds on the UI thread, several rounds of its queue long: what follows from a change is
    /// often put into the queue by what came before. Windows are laid out in each, since panes and tabs take in
    /// what they show only then.
    static void await(Callable<Boolean> fact) throws TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        int held = 0;
        while (held < ROUNDS) {
            boolean holds = get(() -> {
                layOut();
                return fact.call();
            });
            held = holds ? held + 1 : 0;
            if (!holds) {
                if (System.nanoTime() > end) {
                    throw new TimeoutException("what was waited for did not come");
                }
                rest();
            }
        }
    }

    /// Waits until a window was laid out for a frame.
    static void pulse(Window window) {
        CountDownLatch drawn = new CountDownLatch(1);
        Runnable listener = drawn::countDown;
        run(() -> {
            window.getScene().addPostLayoutPulseListener(listener);
            Platform.requestNextPulse();
        });
        try {
            assertThat(drawn.await(LONGEST_SECONDS, TimeUnit.SECONDS))
                    .as("a frame is drawn")
                    .isTrue();
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", failure);
        }
        run(() -> window.getScene().removePostLayoutPulseListener(listener));
    }

    /// Lays out the windows that are shown; on the UI thread.
    static void layOut() {
        for (Window window : List.copyOf(Window.getWindows())) {
            if (window.isShowing() && window.getScene() != null) {
                Parent root = window.getScene().getRoot();
                root.applyCss();
                root.layout();
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", failure);
        }
    }
}
