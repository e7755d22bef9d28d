package org.tiltmeter.table;

/// A column of a table.
///
/// @param name its heading, with the unit where there is one
/// @param kind what its cells hold
public record Column(String name, Kind kind) {

    /// What a column's cells hold.
    public enum Kind {
        /// words
        TEXT,
        /// numbers, computed or counted
        NUMBER
    }
}
