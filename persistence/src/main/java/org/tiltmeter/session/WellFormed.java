package org.tiltmeter.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.tiltmeter.work.BadInputException;

/// Texts as a session can hold them. Any thread.
final class WellFormed {

    private static final JsonFactory JSON = new JsonFactory();

    private WellFormed() {}

    /// The text with every half of a surrogate pair, which no file in UTF-8 can hold, replaced by U+FFFD.
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    /// The text, which is one JSON value, without white space around it.
    ///
    /// @param what what it is, for the sentence when it is not
    static String json(String what, String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new BadInputException(what + " is empty where JSON is needed.");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new BadInputException(what + " holds more than one JSON value.");
            }
        } catch (IOException failure) {
            throw new BadInputException(what + " is not JSON: " + firstLine(failure) + ".", failure);
        }
        return text(text.strip());
    }

    private static String firstLine(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String replaced(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> result.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return result.toString();
    }
}
