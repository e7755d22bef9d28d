package org.tiltmeter.views.routing;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A short table that does not scroll: words in the first column, numbers at the right of the others. UI thread.
final class PlainGrid extends GridPane {

    private static final double TIP_WIDTH = 360;

    /// One heading.
    ///
    /// @param words what stands there
    /// @param explanation shown when pointed at; empty for none
    record Heading(String words, String explanation) {}

    PlainGrid() {
        getStyleClass().add("plain-grid");
        setMinHeight(Region.USE_PREF_SIZE);
    }

    /// Shows rows whose first cell may be anything.
    ///
    /// @param rows first cell and the words of the others
    void show(List<Heading> headings, List<Row> rows) {
        getChildren().clear();
        getColumnConstraints().clear();
        for (int column = 0; column < headings.size(); column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
            constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
            getColumnConstraints().add(constraints);
            add(heading(headings.get(column)), column, 0);
        }
        for (int row = 0; row < rows.size(); row++) {
            add(rows.get(row).first(), 0, row + 1);
            for (int column = 0; column < rows.get(row).cells().size(); column++) {
                Label cell = new Label(rows.get(row).cells().get(column));
                cell.setMinWidth(USE_PREF_SIZE);
                add(cell, column + 1, row + 1);
            }
        }
    }

    /// One row.
    ///
    /// @param first its first cell
    /// @param cells the words of the others
    record Row(Node first, List<String> cells) {

        /// Copies the list.
        Row {
            cells = List.copyOf(cells);
        }

        /// A row whose first cell is words.
        static Row of(String first, String... cells) {
            Label words = new Label(first);
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
            return new Row(words, List.of(cells));
        }
    }

    private static Label heading(Heading heading) {
        Label label = new Label(heading.words());
        label.getStyleClass().add("fact-name");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        if (!heading.explanation().isEmpty()) {
            Tooltip tip = new Tooltip(heading.explanation());
            tip.setWrapText(true);
            tip.setMaxWidth(TIP_WIDTH);
            label.setTooltip(tip);
        }
        return label;
    }
}
