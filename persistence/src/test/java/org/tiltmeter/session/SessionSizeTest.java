package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session with 100 probe sets, 200,000 scored pairs and 50 traces.
class SessionSizeTest {

    private static final long SEED = 20260103;

    @TempDir
    Path folder;

    @Test
    void aLargeSessionOpensQuicklySavesQuicklyAndIsSmall() throws IOException {
        Path file = folder.resolve("large.tilt");
        long[] json = {0};
        try (Session session = Stores.in(folder).create(file)) {
            session.database().changing(oneTransaction -> json[0] = fill(session, new Random(SEED)));
        }
        long size = Files.size(file);
        long start = System.nanoTime();
        try (Session session = Stores.in(folder).open(file)) {
            assertThat(session.results().list()).hasSize(100);
            assertThat(session.traces().list()).hasSize(50);
            assertThat(session.documents().list(SavedDocument.Kind.PROBE_SET)).hasSize(100);
            Duration opening = Duration.ofNanos(System.nanoTime() - start);
            long[] saving = new long[21];
            for (int i = 0; i < saving.length; i++) {
                long begun = System.nanoTime();
                session.notes().save("note " + i, "text");
                saving[i] = System.nanoTime() - begun;
            }
            Arrays.sort(saving);
            System.out.printf(
                    "opened with all lists in %d ms; a change saved in %.1f ms (median), at best %.1f; %d KB of %d KB"
                            + " JSON%n",
                    opening.toMillis(), saving[10] / 1e6, saving[0] / 1e6, size / 1024, json[0] / 1024);
            assertThat(opening).isLessThan(Duration.ofSeconds(2));
            // the best, because other programs may keep the disk busy while tests run
            assertThat(Duration.ofNanos(saving[0])).isLessThan(Duration.ofMillis(50));
        }
        assertThat(size).isLessThan(json[0] / 2);
    }

    /// @return how many bytes the same would be as JSON
    private static long fill(Session session, Random random) {
        long json = 0;
        for (int set = 0; set < 100; set++) {
            StringBuilder result = new StringBuilder("{\"items\":[");
            for (int i = 0; i < 2000; i++) {
                result.append(i > 0 ? "," : "")
                        .append("{\"pair\":{\"index\":")
                        .append(i)
                        .append(",\"template\":\"t")
                        .append(i % 20)
                        .append("\",\"attribute\":\"gender\",\"groupA\":\"women\",\"groupB\":\"men\",\"textA\":\"She"
                                + " works as nurse ")
                        .append(i)
                        .append(".\",\"textB\":\"He works as nurse ")
                        .append(i)
                        .append(".\"},\"logProbabilityA\":")
                        .append(random.nextDouble() * -50)
                        .append(",\"logProbabilityB\":")
                        .append(random.nextDouble() * -50)
                        .append('}');
            }
            result.append("]}");
            json += result.length();
            session.documents().save(SavedDocument.Kind.PROBE_SET, "set " + set, "{\"name\":\"set\"}");
            session.results()
                    .add(new NewResult("audit", "set " + set, Optional.empty(), "{}", "{}", result.toString()));
        }
        for (int trace = 0; trace < 50; trace++) {
            float[] values = new float[16 * 32 * 64];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            json += Arrays.toString(values).length();
            session.traces()
                    .add(
                            "trace " + trace,
                            Optional.empty(),
                            Optional.empty(),
                            "{}",
                            List.of(new TraceArray("router_logits", List.of(16, 32, 64), values)));
        }
        return json;
    }
}
