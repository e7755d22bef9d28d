package org.tiltmeter.checkpoint;

import java.util.Locale;

/// Sizes of files and memory in words.
public final class Sizes {

    private Sizes() {}

    /// For instance `1.2 GB`, `340 MB`, `17 bytes` (powers of 1,000).
    public static String of(long bytes) {
        if (bytes >= 1_000_000_000L) {
            return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
        }
        if (bytes >= 1_000_000L) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        }
        if (bytes >= 10_000L) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes + (bytes == 1 ? " byte" : " bytes");
    }
}
