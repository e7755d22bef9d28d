package org.tiltmeter.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes HTML whose texts and attributes are always escaped. One thread.
final class Html {

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /// Opens an element.
    ///
    /// @param attributes names and values in turn
    Html open(String element, String... attributes) {
        begin(element, attributes);
        open.push(element);
        return this;
    }

    /// Closes the element opened last.
    Html close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /// An element that has no content, such as `meta`.
    Html empty(String element, String... attributes) {
        begin(element, attributes);
        out.append('\n');
        return this;
    }

    /// An element with nothing but a text.
    Html element(String element, String text, String... attributes) {
        begin(element, attributes);
        text(text);
        out.append("</").append(element).append(">\n");
        return this;
    }

    /// A text; what it hides is made visible.
    Html text(String text) {
        escape(VisibleText.of(text));
        return this;
    }

    /// Markup that is known to be harmless.
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    /// The document.
    String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return "<!DOCTYPE html>\n" + out;
    }

    private void begin(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(VisibleText.of(attributes[i + 1]));
            out.append('"');
        }
        out.append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
