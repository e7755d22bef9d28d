package org.tiltmeter.views.probes;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Texts;

/// The pairs that the set leaves out, and why. UI thread.
final class ExclusionsPane {

    private final ObservableList<Exclusion> items = FXCollections.observableArrayList();
    private final TableView<Exclusion> table = new TableView<>(items);

    ExclusionsPane(Pane pane, PairsViewModel viewModel) {
        table.setId("excluded");
        table.setPlaceholder(new Label(Texts.get("excluded.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getColumns()
                .setAll(List.of(
                        column(Texts.get("excluded.textA"), Exclusion::textA),
                        column(Texts.get("excluded.textB"), Exclusion::textB),
                        column(Texts.get("excluded.reason"), Exclusion::reason)));
        VBox.setVgrow(table, Priority.ALWAYS);
        Button back = new Button(Texts.get("excluded.takeBackSelected"));
        back.setId("take-back");
        back.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        back.setOnAction(event ->
                viewModel.takeBack(List.copyOf(table.getSelectionModel().getSelectedItems())));
        Button all = EditorParts.small(Texts.get("excluded.takeBackAll"), () -> viewModel.takeBack(List.copyOf(items)));
        all.disableProperty().bind(javafx.beans.binding.Bindings.isEmpty(items));
        HBox tools = new HBox(back, all);
        tools.getStyleClass().add("tool-row");
        pane.getChildren().setAll(EditorParts.hint(Texts.get("excluded.hint")), table, tools);
    }

    private static TableColumn<Exclusion, String> column(String title, Function<Exclusion, String> value) {
        TableColumn<Exclusion, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        return column;
    }

    /// Follows the set.
    void show(ProbeSet set) {
        if (!items.equals(set.exclusions())) {
            items.setAll(set.exclusions());
        }
    }
}
