package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tiltmeter.work.Progress.Phase;
import org.tiltmeter.work.Progress.Step;

final class ProgressPrinterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong(1_000_000);

    private ProgressPrinter printer(boolean terminal) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new ProgressPrinter(out, terminal, () -> Instant.ofEpochMilli(now.get()));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysNothingOfShortWork() {
        ProgressPrinter printer = printer(false);
        printer.report(new Step(Phase.SCORING, 1, 2));
        now.addAndGet(100);
        printer.report(new Step(Phase.SCORING, 2, 2));
        assertThat(printed()).isEmpty();
    }

    @Test
    void printsRateAndTimeLeft() {
        ProgressPrinter printer = printer(false);
        printer.report(new Step(Phase.SCORING, 0, 8000));
        now.addAndGet(6000);
        printer.report(new Step(Phase.SCORING, 3000, 8000));
        assertThat(printed()).isEqualToIgnoringNewLines("scoring 3,000 of 8,000 · 500/s · 10 s left");
    }

    @Test
    void countsBytesAsPeopleDoAndOnlyThoseOfThisRun() {
        ProgressPrinter printer = printer(false);
        printer.report(new Step(Phase.FETCHING, 4_000_000_000L, 8_000_000_000L));
        now.addAndGet(10_000);
        printer.report(new Step(Phase.FETCHING, 5_000_000_000L, 8_000_000_000L));
        assertThat(printed()).isEqualToIgnoringNewLines("fetching 5.00 GB of 8.00 GB · 100 MB/s · 30 s left");
    }

    @Test
    void clearsItsLineOnATerminal() {
        ProgressPrinter printer = printer(true);
        printer.report(new Step(Phase.SCORING, 0, 10));
        now.addAndGet(300);
        printer.report(new Step(Phase.SCORING, 5, 10));
        printer.finish();
        assertThat(printed()).endsWith("\r\u001b[K");
    }
}
