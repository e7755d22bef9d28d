package org.tiltmeter.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.work.Progress;

/// Prints how far work has come to standard error: one line that is rewritten on a terminal, a line every few seconds
/// elsewhere.
final class ProgressPrinter implements Progress {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_REWRITES = Duration.ofMillis(200);

    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;
    private long phaseStart;
    private long firstDone;
    private long lastPrint;
    private boolean lineOpen;
    private @Nullable Phase phase;

    ProgressPrinter(PrintStream out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public synchronized void report(Step step) {
        long now = clock.millis();
        if (step.phase() != phase) {
            phase = step.phase();
            phaseStart = now;
            firstDone = step.done();
            lastPrint = now;
        }
        Duration pause = terminal ? BETWEEN_REWRITES : BETWEEN_LINES;
        if (now - lastPrint < pause.toMillis()) {
            return;
        }
        lastPrint = now;
        String line = describe(step, now - phaseStart);
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
            lineOpen = true;
        } else {
            out.println(line);
        }
    }

    /// Ends a line that was being rewritten, so that what follows stands on its own.
    synchronized void finish() {
        if (lineOpen) {
            out.print("\r\u001b[K");
            out.flush();
            lineOpen = false;
        }
    }

    private String describe(Step step, long milliseconds) {
        String words = step.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (step.total() <= 0) {
            return words + " …";
        }
        StringBuilder line =
                new StringBuilder(words + " " + amount(step, step.done()) + " of " + amount(step, step.total()));
        if (milliseconds > 1000 && step.done() > firstDone) {
            double rate = (step.done() - firstDone) * 1000.0 / milliseconds;
            double left = (step.total() - step.done()) / rate;
            line.append(String.format(Locale.ROOT, " · %s/s · %,.0f s left", amount(step, Math.round(rate)), left));
        }
        return line.toString();
    }

    private static String amount(Step step, long units) {
        return step.phase().countsBytes() ? Sizes.bytes(units) : String.format(Locale.ROOT, "%,d", units);
    }
}
