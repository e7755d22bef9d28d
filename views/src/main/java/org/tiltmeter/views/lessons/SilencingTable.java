package org.tiltmeter.views.lessons;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// What silencing experts has changed, one line each. UI thread.
final class SilencingTable {

    private final ObservableList<Silencing.Row> rows;
    private final VBox node = new VBox();

    SilencingTable(ObservableList<Silencing.Row> rows) {
        this.rows = rows;
        node.setId("silencing");
        node.getStyleClass().add("lesson-table");
        node.managedProperty().bind(node.visibleProperty());
        rows.addListener((ListChangeListener<Silencing.Row>) change -> show());
        show();
    }

    Node node() {
        return node;
    }

    private void show() {
        node.setVisible(!rows.isEmpty());
        GridPane grid = new GridPane();
        grid.getStyleClass().add("lesson-grid");
        addRow(
                grid,
                0,
                "fact-name",
                Texts.get("lessons.silenced"),
                Texts.get("lessons.effect"),
                Texts.get("lessons.range"));
        for (Silencing.Row row : rows) {
            addRow(
                    grid,
                    grid.getRowCount(),
                    "lesson-number",
                    row.expert()
                            .map(expert -> Texts.get("lessons.expertOf", expert.index(), expert.layer()))
                            .orElse(Texts.get("lessons.asItIs")),
                    Precision.number(row.effect(), row.interval()),
                    Precision.range(row.interval()));
        }
        node.getChildren().setAll(grid);
        if (!rows.isEmpty()) {
            Silencing.Row first = rows.getFirst();
            node.getChildren()
                    .add(LessonsView.label(
                            Texts.get(
                                    "lessons.silencedNote",
                                    first.templates(),
                                    first.pairs(),
                                    first.noise()
                                            .map(noise -> Precision.number(noise, first.interval()))
                                            .orElse(Texts.get("number.none"))),
                            "muted",
                            "small-text"));
        }
    }

    private static void addRow(GridPane grid, int row, String style, String... words) {
        for (int i = 0; i < words.length; i++) {
            Label label = LessonsView.label(words[i], style);
            grid.add(label, i, row);
        }
    }
}
