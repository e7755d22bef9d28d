package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.List;

/// Which token of one text stands opposite which token of the other.
///
/// The longest common beginning and end match; between them a longest common subsequence does. What has no
/// match is
/// edited; within one edited stretch the tokens of both texts are set side by side in order, and the longer
/// side's
/// last tokens have no partner.
///
/// @param columns the aligned positions from left to right
public record TokenAlignment(List<Column> columns) {

    private static final long MOST_CELLS = 4_000_000;

    /// Copies the list.
    public TokenAlignment {
        columns = List.copyOf(columns);
    }

    /// One aligned position.
    ///
    /// @param indexA index of the token in text A, or −1 where A has none
    /// @param indexB index of the token in text B, or −1 where B has none
    /// @param part where the position stands in relation to what was edited
    public record Column(int indexA, int indexB, Part part) {

        /// Whether both texts have a token here.
        public boolean inBoth() {
            return indexA >= 0 && indexB >= 0;
        }
    }

    /// Where a position stands.
    public enum Part {
        /// Before anything differs; by causality everything a decoder computes here is the same.
        PREFIX,
        /// A token that differs or has no partner.
        EDITED,
        /// The same token in both texts after something differed.
        LATER
    }

    /// Aligns two token sequences.
    ///
    /// @param a token ids of text A, `[tokens]`
    /// @param b token ids of text B, `[tokens]`
    public static TokenAlignment of(int[] a, int[] b) {
        int shorter = Math.min(a.length, b.length);
        int prefix = 0;
        while (prefix < shorter && a[prefix] == b[prefix]) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix && a[a.length - 1 - suffix] == b[b.length - 1 - suffix]) {
            suffix++;
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < prefix; i++) {
            columns.add(new Column(i, i, Part.PREFIX));
        }
        int endA = a.length - suffix;
        int endB = b.length - suffix;
        int nextA = prefix;
        int nextB = prefix;
        for (int[] match : matches(a, prefix, endA, b, prefix, endB)) {
            addEdited(columns, nextA, match[0], nextB, match[1]);
            columns.add(new Column(match[0], match[1], Part.LATER));
            nextA = match[0] + 1;
            nextB = match[1] + 1;
        }
        addEdited(columns, nextA, endA, nextB, endB);
        for (int i = 0; i < suffix; i++) {
            columns.add(new Column(endA + i, endB + i, Part.LATER));
        }
        return new TokenAlignment(columns);
    }

    private static void addEdited(List<Column> columns, int startA, int endA, int startB, int endB) {
        for (int i = 0; i < Math.max(endA - startA, endB - startB); i++) {
            columns.add(
                    new Column(startA + i < endA ? startA + i : -1, startB + i < endB ? startB + i : -1, Part.EDITED));
        }
    }

    /// Matched index pairs of a longest common subsequence; none where the stretch is too long to compare.
    private static List<int[]> matches(int[] a, int startA, int endA, int[] b, int startB, int endB) {
        int rows = endA - startA;
        int columns = endB - startB;
        List<int[]> matches = new ArrayList<>();
        if ((long) rows * columns > MOST_CELLS) {
            return matches;
        }
        int[][] longest = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                longest[i][j] = a[startA + i] == b[startB + j]
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            if (a[startA + i] == b[startB + j]) {
                matches.add(new int[] {startA + i, startB + j});
                i++;
                j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return matches;
    }
}
