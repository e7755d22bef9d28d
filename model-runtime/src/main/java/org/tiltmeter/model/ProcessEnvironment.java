package org.tiltmeter.model;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Environment variables that native libraries read when they are loaded; Java itself can only read them.
final class ProcessEnvironment {

    /// Linux's number for pages that will not be needed soon.
    private static final int MADV_DONTNEED = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnvironment.class);

    /// glibc's numbers for the settings of `mallopt`.
    private static final int M_TRIM_THRESHOLD = -1;

    private static final int M_MMAP_THRESHOLD = -3;

    private ProcessEnvironment() {}

    /// Gives back the memory of a file that is mapped privately and was never written to; what is needed again is read
    /// from the file again. Does nothing on systems other than Linux, which see to it themselves.
    ///
    /// @param address of the mapping
    /// @param bytes its length
    @SuppressWarnings("restricted") // a native call to a function of the C library
    static void forgetPages(long address, long bytes) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("madvise");
        if (function.isEmpty() || !System.getProperty("os.name").equals("Linux")) {
            return;
        }
        MethodHandle madvise = linker.downcallHandle(
                function.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        try {
            int ignored = (int) madvise.invokeExact(address, bytes, MADV_DONTNEED);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("calling madvise failed", impossible);
        }
    }

    /// Sets a variable of this process unless whoever started it has set it. Does nothing on
    /// systems without POSIX's
    /// `setenv`; there the launcher sets it. The program is started with native access enabled,
    /// as the engine needs it too.
    @SuppressWarnings("restricted")
    static void setUnlessGiven(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("setenv");
        if (function.isEmpty()) {
            return;
        }
        MethodHandle setenv = linker.downcallHandle(
                function.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
            if (result != 0) {
                throw new IllegalStateException("setenv refused " + name);
            }
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("calling setenv failed", impossible);
        }
    }

    /// Lets the C library keep freed blocks at hand instead of giving each back to the system at once. Does nothing
    /// where the library has no `mallopt`, or where whoever started the process has set it.
    ///
    /// @param most bytes that are kept
    /// @param largest bytes of the largest block that is kept
    @SuppressWarnings("restricted") // a native call to a function of the C library
    static void keepFreedBlocks(int most, int largest) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("mallopt");
        if (function.isEmpty() || System.getenv("MALLOC_TRIM_THRESHOLD_") != null) {
            return;
        }
        MethodHandle mallopt = linker.downcallHandle(
                function.get(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int understood = (int) mallopt.invokeExact(M_TRIM_THRESHOLD, most)
                    & (int) mallopt.invokeExact(M_MMAP_THRESHOLD, largest);
            LOG.debug("freed blocks are kept: {}", understood == 1);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("calling mallopt failed", impossible);
        }
    }

    /// Asks the C library to give freed memory back to the system; it otherwise keeps it for later. Does nothing where
    /// the library has no `malloc_trim`.
    @SuppressWarnings("restricted") // a native call to a function of the C library
    static void giveBackFreedMemory() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("malloc_trim");
        if (function.isEmpty()) {
            return;
        }
        MethodHandle trim = linker.downcallHandle(
                function.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
        try {
            int ignored = (int) trim.invokeExact(0L);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("calling malloc_trim failed", impossible);
        }
    }
}
