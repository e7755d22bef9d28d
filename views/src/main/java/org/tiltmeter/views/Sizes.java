package org.tiltmeter.views;

import java.util.Locale;

/// Counts, bytes and times as people read them. For any thread.
public final class Sizes {

    private static final String[] BYTE_UNITS = {"bytes", "kB", "MB", "GB", "TB"};
    private static final String[] COUNT_UNITS = {"", " thousand", " million", " billion", " trillion"};
    private static final double THOUSAND = 1000;
    private static final int MINUTE = 60;

    private Sizes() {}

    /// Bytes in decimal units, as disks and shops count them.
    public static String bytes(long bytes) {
        return scaled((double) bytes, BYTE_UNITS, " ");
    }

    /// A large count in words, such as "3.7 million".
    public static String count(long count) {
        return scaled((double) count, COUNT_UNITS, "");
    }

    private static String scaled(double value, String[] units, String space) {
        double rest = value;
        int unit = 0;
        while (rest >= THOUSAND && unit < units.length - 1) {
            rest /= THOUSAND;
            unit++;
        }
        String number =
                String.format(Locale.ROOT, unit == 0 || rest >= 100 ? "%,.0f" : rest >= 10 ? "%.1f" : "%.2f", rest);
        return number + space + units[unit];
    }

    /// How long something will take, roughly.
    public static String duration(double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        return whole < MINUTE ? whole + " s" : whole / MINUTE + " min " + whole % MINUTE + " s";
    }
}
