package org.tiltmeter.views.concepts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.transformation.SortedList;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FileSaver;

/// What the views of tests are made of: named fields, columns, buttons. UI thread.
final class TestForm {

    private static final double COLUMN = 116;
    private static final double TABLE_HEIGHT = 260;

    private TestForm() {}

    /// A paragraph as wide as its place.
    static Label paragraph(String words, String style) {
        Label label = new Label(words);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// A control below its name, so that both fit where type is large.
    static VBox named(String words, Control control) {
        Label label = new Label(words);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(control);
        control.setAccessibleText(words);
        VBox field = new VBox(label, control);
        field.getStyleClass().addAll("field", "test-field");
        return field;
    }

    /// Fields and buttons in rows that wrap, standing on one line.
    static FlowPane row(Node... fields) {
        FlowPane row = new FlowPane(12, 8, fields);
        row.setRowValignment(VPos.BOTTOM);
        return row;
    }

    /// Lines of text below their name.
    static VBox lines(String words, StringProperty text, int rows) {
        TextArea area = new TextArea();
        area.setPrefRowCount(rows);
        area.setPrefColumnCount(12);
        area.textProperty().bindBidirectional(text);
        Label label = paragraph(words, "muted");
        label.setLabelFor(area);
        area.setAccessibleText(words);
        VBox field = new VBox(label, area);
        field.getStyleClass().add("field");
        return field;
    }

    /// Fields in two columns of equal width.
    static GridPane pairs(List<? extends Node> fields) {
        GridPane grid = new GridPane(16, 12);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        for (int i = 0; i < fields.size(); i++) {
            grid.add(fields.get(i), i % 2, i / 2);
        }
        return grid;
    }

    /// What a test is asked, which can be folded away.
    static TitledPane folded(String title, Node... content) {
        VBox body = new VBox(content);
        body.getStyleClass().add("section");
        TitledPane pane = new TitledPane(title, body);
        pane.setAnimated(false);
        pane.getStyleClass().add("dense");
        return pane;
    }

    /// A choice.
    static <T> ComboBox<T> choice(List<T> items, Function<T, String> words, ObjectProperty<T> value) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(items));
        box.setConverter(new WordsOf<>(words));
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    /// Which layers are tested.
    static VBox layers(TestLayers layers) {
        ComboBox<Integer> box = new ComboBox<>(layers.offered());
        box.setConverter(new WordsOf<>(TestLayers::words));
        box.valueProperty().bindBidirectional(layers.chosenProperty());
        VBox field = named(Texts.get("concepts.test.layers"), box);
        field.getStyleClass().add("test-field-short");
        return field;
    }

    /// A button that saves all numbers.
    static Button save(FileSaver saver, Supplier<Optional<Table>> table, Supplier<String> fileName) {
        Button button = new Button(Texts.get("concepts.lean.saveTable"));
        button.setOnAction(event -> table.get()
                .ifPresent(shown -> saver.save(
                        button.getScene().getWindow(), fileName.get(), "csv", file -> CsvExport.write(shown, file))));
        return button;
    }

    /// A table of these columns.
    static <S> TableView<S> table(String id, List<TableColumn<S, S>> columns) {
        TableView<S> table = new TableView<>();
        table.setId(id);
        table.getColumns().setAll(columns);
        table.setPrefHeight(TABLE_HEIGHT);
        table.setMinHeight(TABLE_HEIGHT);
        return table;
    }

    /// Shows rows that can be sorted by each column.
    static <S> void show(TableView<S> table, List<S> rows) {
        SortedList<S> sorted = new SortedList<>(FXCollections.observableArrayList(rows));
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
    }

    /// A column of words.
    static <S> TableColumn<S, S> text(String title, Function<S, String> words) {
        return column(title, words, Comparator.comparing(words), "text-cell");
    }

    /// A column of numbers.
    static <S> TableColumn<S, S> number(String title, Function<S, String> words, ToDoubleFunction<S> value) {
        return column(title, words, Comparator.comparingDouble(value), "number-cell");
    }

    private static <S> TableColumn<S, S> column(
            String title, Function<S, String> words, Comparator<S> order, String style) {
        TableColumn<S, S> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(ignored -> {
            TableCell<S, S> cell = new TableCell<>() {
                @Override
                protected void updateItem(@Nullable S item, boolean empty) {
                    super.updateItem(item, empty);
                    setText(empty || item == null ? "" : words.apply(item));
                }
            };
            cell.getStyleClass().add(style);
            return cell;
        });
        column.setComparator(order);
        column.setPrefWidth(COLUMN);
        return column;
    }
}
