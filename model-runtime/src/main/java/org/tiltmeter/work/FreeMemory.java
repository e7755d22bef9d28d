package org.tiltmeter.work;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How much memory this machine could still give, asked now.
public final class FreeMemory {

    private static final Path MEMORY_FILE = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    private static final long KIBIBYTE = 1024;

    private FreeMemory() {}

    /// Bytes available without swapping: on Linux what the kernel estimates, elsewhere what the system calls free.
    public static long bytes() {
        return ofLinux(MEMORY_FILE).orElseGet(FreeMemory::ofJava);
    }

    static OptionalLong ofLinux(Path file) {
        if (!Files.isReadable(file)) {
            return OptionalLong.empty();
        }
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(AVAILABLE)) {
                    String number =
                            line.substring(AVAILABLE.length()).replace("kB", "").strip();
                    return OptionalLong.of(Long.parseLong(number) * KIBIBYTE);
                }
            }
            return OptionalLong.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static long ofJava() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
