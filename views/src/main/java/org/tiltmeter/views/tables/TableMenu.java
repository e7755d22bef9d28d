package org.tiltmeter.views.tables;

import java.util.stream.IntStream;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FileSaver;

/// What can be done with any table: copy a cell, a row or all of it, and save it. Texts that a spreadsheet would take
/// for a formula are guarded. UI thread.
public final class TableMenu {

    private TableMenu() {}

    /// A menu for one cell of a table.
    ///
    /// @param row its row, or -1 where the menu is for the table alone
    /// @param column its column; null for the first one
    /// @param saver where files go
    /// @param <S> what a row is
    public static <S> ContextMenu of(TableView<S> table, int row, @Nullable TableColumn<?, ?> column, FileSaver saver) {
        ShownCells<S> cells = new ShownCells<>(table);
        MenuItem cell = item("table.copyCell", () -> copy(CsvExport.harmless(cells.cell(row, column))));
        MenuItem line = item("table.copyRow", () -> copy(withoutHeadings(cells.table("", IntStream.of(row)))));
        MenuItem all = item("table.copyAll", () -> copy(CsvExport.tabSeparated(whole(table, cells))));
        MenuItem save = item("table.save", () -> {
            Table shown = whole(table, cells);
            saver.save(
                    table.getScene() == null ? null : table.getScene().getWindow(),
                    table.getId() == null ? "table" : table.getId(),
                    "csv",
                    file -> CsvExport.write(shown, file));
        });
        boolean none = row < 0 || row >= table.getItems().size();
        cell.setDisable(none);
        line.setDisable(none);
        all.setDisable(table.getItems().isEmpty());
        save.setDisable(table.getItems().isEmpty());
        return new ContextMenu(cell, line, all, new SeparatorMenuItem(), save);
    }

    private static <S> Table whole(TableView<S> table, ShownCells<S> cells) {
        return cells.table("", IntStream.range(0, table.getItems().size()));
    }

    private static String withoutHeadings(Table table) {
        String text = CsvExport.tabSeparated(table);
        return text.substring(text.indexOf('\n') + 1).stripTrailing();
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.get(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
