package org.tiltmeter.views.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.table.Cell;
import org.tiltmeter.table.Column;
import org.tiltmeter.table.Table;

/// The words that a table view shows, cell by cell, whatever its columns draw them with. UI thread.
///
/// @param <S> what a row is
final class ShownCells<S> {

    private static final String CHECKED = "✓";
    private static final char MINUS = '\u2212';

    private final TableView<S> table;
    private final List<TableColumn<S, ?>> columns;

    ShownCells(TableView<S> table) {
        this.table = table;
        this.columns = table.getVisibleLeafColumns().stream()
                .filter(column -> !column.getText().isBlank())
                .toList();
    }

    /// What one cell shows; empty for a column without a heading, which holds buttons.
    ///
    /// @param column null for the first one
    String cell(int row, @Nullable TableColumn<?, ?> column) {
        return columns.stream()
                .filter(known -> column == null || known.equals(column))
                .findFirst()
                .map(known -> column(known, IntStream.of(row)).getFirst())
                .orElse("");
    }

    /// Rows as plain data: a column of which every filled cell shows a number holds numbers.
    ///
    /// @param rows indices
    Table table(String title, IntStream rows) {
        int[] wanted = rows.toArray();
        List<Column> heads = new ArrayList<>();
        List<List<Cell>> byColumn = new ArrayList<>();
        for (TableColumn<S, ?> column : columns) {
            List<String> shown = column(column, IntStream.of(wanted));
            List<Optional<Cell>> numbers =
                    shown.stream().map(ShownCells::number).toList();
            boolean counts = numbers.stream().allMatch(Optional::isPresent)
                    && numbers.stream().anyMatch(cell -> !(cell.orElseThrow() instanceof Cell.Missing));
            heads.add(new Column(column.getText(), counts ? Column.Kind.NUMBER : Column.Kind.TEXT));
            byColumn.add(
                    counts
                            ? numbers.stream().map(Optional::orElseThrow).toList()
                            : shown.stream().<Cell>map(Cell.Text::new).toList());
        }
        List<List<Cell>> cells = IntStream.range(0, wanted.length)
                .mapToObj(
                        row -> byColumn.stream().map(column -> column.get(row)).toList())
                .toList();
        return new Table(title, heads, cells, List.of());
    }

    private static Optional<Cell> number(String shown) {
        String plain = shown.strip().replace(MINUS, '-').replace(",", "");
        if (plain.isEmpty()) {
            return Optional.of(new Cell.Missing());
        }
        if (!plain.matches("[-+]?[0-9]+(\\.[0-9]+)?")) {
            return Optional.empty();
        }
        return Optional.of(
                plain.contains(".") || plain.length() > 15
                        ? new Cell.Quantity(Double.parseDouble(plain))
                        : new Cell.Count(Long.parseLong(plain)));
    }

    /// One cell of the column's own kind is led from row to row, as the table does with those on the screen.
    private <T> List<String> column(TableColumn<S, T> column, IntStream rows) {
        TableCell<S, T> cell = column.getCellFactory().call(column);
        cell.updateTableView(table);
        cell.updateTableColumn(column);
        List<String> shown = rows.mapToObj(row -> {
                    cell.updateIndex(row);
                    return words(cell);
                })
                .toList();
        cell.updateIndex(-1);
        return shown;
    }

    private static String words(TableCell<?, ?> cell) {
        StringBuilder words = new StringBuilder();
        String text = cell.getText();
        if (text != null) {
            words.append(text);
        }
        Node graphic = cell.getGraphic();
        if (graphic != null) {
            append(graphic, words);
        }
        return words.toString().strip();
    }

    private static void append(Node node, StringBuilder words) {
        String own =
                switch (node) {
                    case CheckBox box -> box.isSelected() ? CHECKED : "";
                    case Labeled labeled -> labeled.getText();
                    case TextInputControl input -> input.getText();
                    case Text text -> text.getText();
                    default -> node.getAccessibleText();
                };
        if (own != null && !own.isBlank()) {
            if (!words.isEmpty()) {
                words.append(' ');
            }
            words.append(own.strip());
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> append(child, words));
        }
    }
}
