package org.tiltmeter.table;

/// One value of a table.
public sealed interface Cell {

    /// Words, as they are.
    record Text(String value) implements Cell {}

    /// A number that is computed, in full precision.
    record Quantity(double value) implements Cell {}

    /// A number that is counted.
    record Count(long value) implements Cell {}

    /// No value: not measured, not applicable or suppressed.
    record Missing() implements Cell {}
}
