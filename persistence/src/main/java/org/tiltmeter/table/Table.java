package org.tiltmeter.table;

import java.util.ArrayList;
import java.util.List;

/// A table of results as plain data: what is shown behind a figure, exported for a spreadsheet and printed in the
/// report. Immutable.
///
/// @param title what the table shows
/// @param columns the columns from left to right
/// @param rows the rows, each with one cell per column, whose kinds fit
/// @param provenance lines that say where the numbers come from: model, program version, seed, date
public record Table(String title, List<Column> columns, List<List<Cell>> rows, List<String> provenance) {

    /// Copies the lists and checks the cells against the columns.
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        provenance = List.copyOf(provenance);
        for (List<Cell> row : rows) {
            check(row, columns);
        }
    }

    /// Begins a table.
    public static Builder titled(String title) {
        return new Builder(title);
    }

    /// The same table with further lines that say where its numbers come from.
    public Table withProvenance(List<String> lines) {
        List<String> all = new ArrayList<>(provenance);
        all.addAll(lines);
        return new Table(title, columns, rows, all);
    }

    private static void check(List<Cell> row, List<Column> columns) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(row.size() + " cells in a table of " + columns.size() + " columns");
        }
        for (int i = 0; i < row.size(); i++) {
            boolean text = columns.get(i).kind() == Column.Kind.TEXT;
            boolean fits =
                    switch (row.get(i)) {
                        case Cell.Text ignored -> text;
                        case Cell.Quantity ignored -> !text;
                        case Cell.Count ignored -> !text;
                        case Cell.Missing ignored -> true;
                    };
            if (!fits) {
                throw new IllegalArgumentException("the cell " + row.get(i) + " does not fit column "
                        + columns.get(i).name());
            }
        }
    }

    /// Puts a table together row by row. One thread.
    public static final class Builder {

        private final String title;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Cell>> rows = new ArrayList<>();
        private final List<String> provenance = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        /// Adds a column of words.
        public Builder text(String name) {
            columns.add(new Column(name, Column.Kind.TEXT));
            return this;
        }

        /// Adds a column of numbers.
        public Builder number(String name) {
            columns.add(new Column(name, Column.Kind.NUMBER));
            return this;
        }

        /// Adds a row.
        ///
        /// @param values one per column: a `Cell`; a text; a whole number; a number; an empty or filled
        ///     `Optional`
        public Builder row(Object... values) {
            List<Cell> cells = new ArrayList<>();
            for (Object value : values) {
                cells.add(cell(value));
            }
            check(cells, columns);
            rows.add(cells);
            return this;
        }

        /// Adds a line that says where the numbers come from.
        public Builder provenance(String line) {
            provenance.add(line);
            return this;
        }

        /// The table as it is now.
        public Table build() {
            return new Table(title, columns, rows, provenance);
        }

        private static Cell cell(Object value) {
            return switch (value) {
                case Cell cell -> cell;
                case String text -> new Cell.Text(text);
                case Integer count -> new Cell.Count(count);
                case Long count -> new Cell.Count(count);
                case Double number -> new Cell.Quantity(number);
                case Float number -> new Cell.Quantity(number);
                case java.util.Optional<?> optional -> optional.isPresent() ? cell(optional.get()) : new Cell.Missing();
                default -> throw new IllegalArgumentException("not a cell: " + value.getClass());
            };
        }
    }
}
