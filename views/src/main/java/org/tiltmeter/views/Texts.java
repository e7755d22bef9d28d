package org.tiltmeter.views;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;

/// The user's words, from `messages.properties` beside this class. For any thread.
public final class Texts {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.tiltmeter.views.messages", Locale.ROOT);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.UK);

    private Texts() {}

    /// The words of a key, `{0}` … filled with the arguments (numbers with thousands separators).
    ///
    /// @throws java.util.MissingResourceException if no such key exists
    public static String get(String key, Object... arguments) {
        String pattern = BUNDLE.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
    }

    /// A day, such as 4 May 2026, where this computer is.
    public static String day(Instant when) {
        return DAY.format(when.atZone(ZoneId.systemDefault()));
    }

    /// The bundle itself, for FXML.
    public static ResourceBundle bundle() {
        return BUNDLE;
    }
}
