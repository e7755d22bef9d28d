package org.tiltmeter.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreeMemoryTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheKernelEstimates() throws IOException {
        Path file = Files.writeString(folder.resolve("meminfo"), "MemTotal: 9 kB\nMemAvailable:   12345 kB\n");
        assertThat(FreeMemory.ofLinux(file)).hasValue(12345 * 1024L);
    }

    @Test
    void passesOverAFileOfAnotherForm() throws IOException {
        Path file = Files.writeString(folder.resolve("meminfo"), "MemAvailable: much\n");
        assertThat(FreeMemory.ofLinux(file)).isEmpty();
    }

    @Test
    void knowsThisMachine() {
        assertThat(FreeMemory.bytes()).isBetween(10L << 20, 1L << 50);
    }
}
