package org.tiltmeter.probe;

/// A stretch of a text.
///
/// @param start index of the first character (UTF-16)
/// @param end index after the last character
public record Span(int start, int end) {

    /// @throws IllegalArgumentException if the end lies before the start
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + " to " + end);
        }
    }

    /// Whether the stretch shares at least one character with `start` (inclusive) to `end` (exclusive).
    public boolean overlaps(int otherStart, int otherEnd) {
        return start < otherEnd && otherStart < end;
    }
}
