package org.tiltmeter.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTest {

    private static final long MEGABYTE = 1_000_000;

    @Test
    void readsWhatTheSystemSays(@TempDir Path folder) throws IOException {
        Path status = folder.resolve("status");
        Files.writeString(status, "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n");
        assertThat(ProcessMemory.read(status, "VmRSS:")).hasValue(1024 * 1024);
        assertThat(ProcessMemory.read(status, "VmHWM:")).hasValue(2048 * 1024);
        assertThat(ProcessMemory.read(status, "VmSwap:")).isEmpty();
        Files.writeString(status, "VmRSS:\t much\n");
        assertThat(ProcessMemory.read(status, "VmRSS:")).isEmpty();
        assertThat(ProcessMemory.read(folder.resolve("missing"), "VmRSS:")).isEmpty();
    }

    @Test
    void aProcessHoldsSomethingAndNoMoreThanItsPeak() {
        assertThat(ProcessMemory.resident()).isBetween(10 * MEGABYTE, 100_000 * MEGABYTE);
        assertThat(ProcessMemory.peak()).isGreaterThan(10 * MEGABYTE);
        if (ProcessMemory.isWhole()) {
            assertThat(ProcessMemory.peak()).isGreaterThanOrEqualTo(ProcessMemory.resident() - 10 * MEGABYTE);
        }
    }
}
