package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.ProcessMemory;
import org.tiltmeter.work.Progress;

/// Opens and closes a model many times, and traces with one many times, in a process of its own, and sees whether
/// memory stays where it was. The short form runs always; `-Dtiltmeter.leak.full=true` runs 100 opens and 1,000 traces.
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {

    private static final boolean FULL = Boolean.getBoolean("tiltmeter.leak.full");
    private static final int OPENS = FULL ? 100 : 20;
    private static final int TRACES = FULL ? 1000 : 200;
    private static final long MEBIBYTE = 1 << 20;

    /// What the second half of the opens, or of the traces, may leave over: the C library's own bookkeeping, compiled
    /// code of Java.
    private static final long ALLOWED = 4 * MEBIBYTE;

    @Test
    void memoryStaysWhereItWas() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        Integer.toString(OPENS),
                        Integer.toString(TRACES))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        List<String> numbers =
                output.lines().filter(line -> line.startsWith("grown ")).toList();
        assertThat(numbers).as(output).hasSize(1);
        String[] grown = numbers.getFirst().split(" ");
        System.out.println(numbers.getFirst() + " bytes: opens (" + OPENS + "), their second half, traces (" + TRACES
                + "), their second half");
        assertThat(Long.parseLong(grown[2])).as("bytes more after opening").isLessThan(ALLOWED);
        assertThat(Long.parseLong(grown[4])).as("bytes more after tracing").isLessThan(ALLOWED);
    }

    /// The process that is measured. Its heap is of one size and touched at the beginning, so that what grows is
    /// native memory.
    static final class Worker {

        private static final Path MODEL = Path.of("src/test/resources/models/olmoe");
        private static final int WARM_UP = 12;

        private Worker() {}

        public static void main(String[] arguments) {
            int opens = Integer.parseInt(arguments[0]);
            int traces = Integer.parseInt(arguments[1]);
            touchHeap();
            openAndClose(WARM_UP);
            long before = settled();
            openAndClose(opens / 2);
            long half = settled();
            openAndClose(opens / 2);
            long opened = settled();
            try (LanguageModel model = TinyModel.open(MODEL)) {
                trace(model, WARM_UP * 5);
                long tracing = settled();
                trace(model, traces / 2);
                long halfTraced = settled();
                trace(model, traces / 2);
                long traced = settled();
                System.out.println("grown " + (opened - before) + " " + (opened - half) + " " + (traced - tracing) + " "
                        + (traced - halfTraced));
            }
        }

        private static void touchHeap() {
            byte[][] blocks = new byte[48][];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = new byte[(int) MEBIBYTE];
            }
        }

        private static void openAndClose(int times) {
            for (int i = 0; i < times; i++) {
                try (LanguageModel model = TinyModel.open(MODEL)) {
                    trace(model, 1);
                }
            }
        }

        private static void trace(LanguageModel model, int times) {
            for (int i = 0; i < times; i++) {
                int[] ids = new int[2 + i % 7];
                for (int token = 0; token < ids.length; token++) {
                    ids[token] = (i * 31 + token * 7) % model.summary().vocabulary();
                }
                model.trace(List.of(ids), Capture.ALL, Progress.none(), new Cancellation());
            }
        }

        private static long settled() {
            System.gc();
            ProcessEnvironment.giveBackFreedMemory();
            return ProcessMemory.resident();
        }
    }
}
