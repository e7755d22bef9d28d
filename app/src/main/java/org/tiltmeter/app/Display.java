package org.tiltmeter.app;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/// Whether a window can be opened here, asked before the toolkit is started, because the toolkit ends badly where it
/// can't.
final class Display {

    private Display() {}

    /// Why no window can be opened.
    ///
    /// @return one sentence, or nothing where a window can be opened
    @SuppressWarnings("restricted") // only asks whether the library is there
    static Optional<String> whyNoWindow() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
            return Optional.of("There is no display here (DISPLAY is not set), so no window can be opened.");
        }
        try (Arena arena = Arena.ofConfined()) {
            try {
                SymbolLookup.libraryLookup("libgtk-3.so.0", arena);
            } catch (IllegalArgumentException e) {
                return Optional.of("The GTK 3 library is not installed (on Debian: apt install libgtk-3-0),"
                        + " so no window can be opened.");
            }
            return canConnect(arena)
                    ? Optional.empty()
                    : Optional.of("The display " + System.getenv("DISPLAY")
                            + " does not answer, so no window can be opened.");
        }
    }

    @SuppressWarnings("restricted") // two calls of the system's own display library
    private static boolean canConnect(Arena arena) {
        SymbolLookup x11;
        try {
            x11 = SymbolLookup.libraryLookup("libX11.so.6", arena);
        } catch (IllegalArgumentException e) {
            return false;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle open = linker.downcallHandle(
                x11.findOrThrow("XOpenDisplay"), FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        MethodHandle close = linker.downcallHandle(
                x11.findOrThrow("XCloseDisplay"), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try {
            MemorySegment display = (MemorySegment) open.invokeExact(MemorySegment.NULL);
            if (display.equals(MemorySegment.NULL)) {
                return false;
            }
            int ignored = (int) close.invokeExact(display);
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException("asking X11 for a display failed", e);
        }
    }
}
