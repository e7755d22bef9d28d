package org.tiltmeter.tokenizer.chat;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes the time as C's `strftime` does, in English.
final class TimeFormat {

    private TimeFormat() {}

    static String format(String pattern, Clock clock) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 == pattern.length()) {
                text.append(c);
                continue;
            }
            c = pattern.charAt(++i);
            boolean unpadded = c == '-' && i + 1 < pattern.length();
            if (unpadded) {
                c = pattern.charAt(++i);
            }
            text.append(
                    c == '%'
                            ? "%"
                            : DateTimeFormatter.ofPattern(letters(c, unpadded), Locale.ENGLISH)
                                    .format(now));
        }
        return text.toString();
    }

    private static String letters(char c, boolean unpadded) {
        String letters =
                switch (c) {
                    case 'd' -> "dd";
                    case 'm' -> "MM";
                    case 'Y' -> "yyyy";
                    case 'y' -> "yy";
                    case 'b', 'h' -> "MMM";
                    case 'B' -> "MMMM";
                    case 'a' -> "EEE";
                    case 'A' -> "EEEE";
                    case 'H' -> "HH";
                    case 'I' -> "hh";
                    case 'M' -> "mm";
                    case 'S' -> "ss";
                    case 'p' -> "a";
                    case 'j' -> "DDD";
                    case 'F' -> "yyyy-MM-dd";
                    case 'T' -> "HH:mm:ss";
                    default -> throw new TemplateFault("asks for the time as %" + c + ", which is not known here");
                };
        return unpadded && letters.length() == 2 ? letters.substring(1) : letters;
    }
}
