package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// Session stores for tests, and the check that nothing stays open.
final class Stores {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    private Stores() {}

    static SessionStore in(Path folder) {
        return new SessionStore(folder.resolve("scratch"), CLOCK, "0.1-test");
    }

    /// No file of the folder is held open by this process, and no journal, lock or temporary file is left.
    static void assertNothingLeft(Path folder) throws IOException {
        String real = folder.toRealPath().toString();
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            try (Stream<Path> open = Files.list(descriptors)) {
                List<String> held = open.map(Stores::target)
                        .filter(target -> target.startsWith(real))
                        .toList();
                assertThat(held).as("files held open").isEmpty();
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .as("journals, locks and temporary files")
                    .noneMatch(name -> name.endsWith("-journal")
                            || name.endsWith("-wal")
                            || name.endsWith(".lock")
                            || name.endsWith(".part"));
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.isSymbolicLink(descriptor)
                    ? Files.readSymbolicLink(descriptor).toString()
                    : "";
        } catch (java.nio.file.NoSuchFileException closedMeanwhile) {
            return "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
