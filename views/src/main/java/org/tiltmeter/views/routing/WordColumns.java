package org.tiltmeter.views.routing;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Texts;

/// Columns of tables of tests: words or numbers, as wide as the text size asks, each explained when pointed at. UI
/// thread.
final class WordColumns {

    private static final double TIP_WIDTH = 360;

    private WordColumns() {}

    /// A column of words, sorted by them.
    ///
    /// @param width in widths of an M
    static <T> TableColumn<T, T> words(String titleKey, String tipKey, Function<T, String> words, double width) {
        Label title = new Label(Texts.get(titleKey));
        Tooltip tip = new Tooltip(Texts.get(tipKey));
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        title.setTooltip(tip);
        title.setMinWidth(Label.USE_PREF_SIZE);
        TableColumn<T, T> column = new TableColumn<>();
        column.setGraphic(title);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setCellFactory(ignored -> new WordCell<>(words, false));
        column.setComparator(Comparator.comparing(words));
        title.fontProperty().subscribe(font -> {
            column.setMinWidth(width * font.getSize());
            column.setPrefWidth(width * font.getSize());
        });
        return column;
    }

    /// A column of numbers at the right.
    ///
    /// @param order by which the column is sorted
    static <T> TableColumn<T, T> numbers(
            String titleKey, String tipKey, Function<T, String> words, ToDoubleFunction<T> order, double width) {
        TableColumn<T, T> column = words(titleKey, tipKey, words, width);
        column.setComparator(Comparator.comparingDouble(order));
        column.setCellFactory(ignored -> new WordCell<>(words, true));
        column.getStyleClass().add("number-column");
        return column;
    }

    /// A column of p-values; those without a test are last.
    static <T> TableColumn<T, T> probabilities(
            String titleKey, String tipKey, Function<T, @Nullable Double> p, double width) {
        return numbers(
                titleKey, tipKey, one -> StudyWords.probability(p.apply(one)), one -> orOne(p.apply(one)), width);
    }

    /// Shows items in a table that is sorted by its headings and scrolls sideways where it is narrow.
    static <T> void fill(TableView<T> table, ObservableList<T> items, List<TableColumn<T, T>> columns) {
        table.getColumns().setAll(columns);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        SortedList<T> sorted = new SortedList<>(items);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
    }

    /// An interval in words; a dash where there is none.
    static String range(List<Double> ends, int digits) {
        return ends.isEmpty()
                ? "–"
                : Texts.get(
                        "number.range", Numbers.fixed(ends.getFirst(), digits), Numbers.fixed(ends.getLast(), digits));
    }

    /// Order of intervals: those that stay farthest from 0 first.
    static double nearZero(List<Double> ends) {
        return ends.isEmpty() ? Double.POSITIVE_INFINITY : -Math.max(ends.getFirst(), -ends.getLast());
    }

    /// Order of p-values: those without a test last.
    static double orOne(@Nullable Double p) {
        return p == null ? 1 : p;
    }

    /// One cell, numbers at the right.
    private static final class WordCell<T> extends TableCell<T, T> {

        private final Function<T, String> words;

        private WordCell(Function<T, String> words, boolean number) {
            this.words = words;
            if (number) {
                getStyleClass().add("number-cell");
            }
        }

        @Override
        protected void updateItem(@Nullable T item, boolean none) {
            super.updateItem(item, none);
            setText(none || item == null ? "" : words.apply(item));
        }
    }
}
