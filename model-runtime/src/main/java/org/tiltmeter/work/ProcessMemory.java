package org.tiltmeter.work;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How much memory this process holds, Java's and the engine's together, asked now.
///
/// Where the system says nothing about the whole process (elsewhere than on Linux), the numbers are those of Java's own
/// memory alone, and [#isWhole()] says so.
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String RESIDENT = "VmRSS:";
    private static final String HIGHEST = "VmHWM:";
    private static final String FORGET_HIGHEST = "5";
    private static final long KIBIBYTE = 1024;

    private ProcessMemory() {}

    /// Whether the numbers count everything that the process holds.
    public static boolean isWhole() {
        return Files.isReadable(STATUS);
    }

    /// Bytes that are in memory now, mapped files included.
    public static long resident() {
        return read(STATUS, RESIDENT).orElseGet(ProcessMemory::ofJava);
    }

    /// Most bytes that were in memory at any moment since the process began, or since [#forgetPeak()].
    public static long peak() {
        return read(STATUS, HIGHEST).orElseGet(ProcessMemory::ofJava);
    }

    /// Lets [#peak()] begin anew.
    ///
    /// @return false where the system does not allow it; then the peak stays that of the whole life of the process
    public static boolean forgetPeak() {
        try {
            Files.writeString(CLEAR, FORGET_HIGHEST);
            return true;
        } catch (IOException notAllowed) {
            return false;
        }
    }

    static OptionalLong read(Path file, String name) {
        if (!Files.isReadable(file)) {
            return OptionalLong.empty();
        }
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    String number =
                            line.substring(name.length()).replace("kB", "").strip();
                    return OptionalLong.of(Long.parseLong(number) * KIBIBYTE);
                }
            }
            return OptionalLong.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static long ofJava() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted()
                + ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted();
    }
}
