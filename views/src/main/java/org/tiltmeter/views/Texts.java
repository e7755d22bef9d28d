package org.tiltmeter.views;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The user's words, from `messages.properties` beside this class. For any thread.
public final class Texts {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.tiltmeter.views.messages", Locale.ROOT);

    private Texts() {}

    /// The words of a key, `{0}` … filled with the arguments (numbers with thousands separators).
    ///
    /// @throws java.util.MissingResourceException if no such key exists
    public static String get(String key, Object... arguments) {
        String pattern = BUNDLE.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
    }

    /// The bundle itself, for FXML.
    public static ResourceBundle bundle() {
        return BUNDLE;
    }
}
