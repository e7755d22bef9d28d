package org.tiltmeter.model;

/// At which tokens of each sequence an intervention acts, counted from 0. The token that a decoder's text begins with
/// and that is put there for it has the position -1.
///
/// @param first the first position
/// @param end the position behind the last; [Integer#MAX_VALUE] for no end
public record Positions(int first, int end) {

    /// @throws IllegalArgumentException if the range is empty or begins before -1
    public Positions {
        if (first < -1 || end <= first) {
            throw new IllegalArgumentException("no positions from " + first + " to " + end);
        }
    }

    /// Every token.
    public static Positions all() {
        return new Positions(-1, Integer.MAX_VALUE);
    }

    /// Every token from one on, also those that are generated.
    public static Positions from(int first) {
        return new Positions(first, Integer.MAX_VALUE);
    }

    /// One token.
    public static Positions at(int position) {
        return new Positions(position, position + 1);
    }

    /// Whether a position is among them.
    public boolean contains(int position) {
        return position >= first && position < end;
    }
}
