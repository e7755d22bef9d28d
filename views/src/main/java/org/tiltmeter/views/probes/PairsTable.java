package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.PairText;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;

/// The pairs as a table with find and filters. UI thread.
final class PairsTable {

    private static final int FIND_COLUMNS = 8;

    private final PairsViewModel viewModel;
    private final TextField find = new TextField();
    private final ComboBox<Optional<PairFilter.Side>> group = new ComboBox<>();
    private final ComboBox<PairFilter.Found> found = new ComboBox<>();
    private final Label shown = EditorParts.hint("");
    private final TableView<CounterfactualPair> table = new TableView<>();
    private boolean following;

    PairsTable(Pane pane, PairsViewModel viewModel) {
        this.viewModel = viewModel;
        filters();
        table();
        FlowPane tools = new FlowPane(find, group, found);
        tools.getStyleClass().add("tool-flow");
        VBox.setVgrow(table, Priority.ALWAYS);
        pane.getChildren().setAll(tools, shown, table);
        viewModel.filterProperty().subscribe(this::follow);
        viewModel.checksProperty().subscribe(ignored -> {
            followFound();
            table.refresh();
        });
        viewModel.pairs().addListener((javafx.collections.ListChangeListener<CounterfactualPair>)
                change -> countShown());
        viewModel.expansionProperty().subscribe(ignored -> countShown());
    }

    private void filters() {
        find.setId("find-pairs");
        find.setPromptText(Texts.get("pairs.find"));
        find.setAccessibleText(Texts.get("pairs.find"));
        find.setPrefColumnCount(FIND_COLUMNS);
        find.textProperty().addListener((observed, before, after) -> change());
        group.setId("filter-group");
        group.setAccessibleText(Texts.get("pairs.group"));
        group.setConverter(new WordsOf<>(
                side -> side.map(known -> Texts.get("pairs.side", known.attribute(), known.group()))
                        .orElseGet(() -> Texts.get("pairs.allGroups"))));
        group.valueProperty().addListener((observed, before, after) -> change());
        found.setId("filter-found");
        found.setAccessibleText(Texts.get("pairs.found"));
        found.setConverter(new WordsOf<>(PairsTable::name));
        found.valueProperty().addListener((observed, before, after) -> change());
        followFound();
    }

    private static String name(PairFilter.Found found) {
        return switch (found.what()) {
            case ANYTHING -> Texts.get("pairs.anything");
            case FINDING -> Texts.get("pairs.anyFinding");
            case KIND -> found.kind().map(CheckWords::name).orElse("");
            case EXCLUDED -> Texts.get("pairs.excluded");
        };
    }

    private void change() {
        if (!following && group.getValue() != null && found.getValue() != null) {
            viewModel.filterProperty().set(new PairFilter(find.getText(), group.getValue(), found.getValue()));
        }
    }

    private void follow(PairFilter filter) {
        following = true;
        if (!find.getText().equals(filter.text())) {
            find.setText(filter.text());
        }
        group.setValue(filter.group());
        found.setValue(filter.found());
        following = false;
    }

    /// Offers the groups of the set.
    void show(ProbeSet set) {
        List<Optional<PairFilter.Side>> sides = new ArrayList<>();
        sides.add(Optional.empty());
        set.attributes()
                .forEach(attribute -> attribute
                        .groups()
                        .forEach(side -> sides.add(Optional.of(new PairFilter.Side(attribute.name(), side.name())))));
        if (!sides.equals(group.getItems())) {
            following = true;
            group.getItems().setAll(sides);
            following = false;
            PairFilter filter = viewModel.filterProperty().get();
            if (sides.contains(filter.group())) {
                follow(filter);
            } else {
                viewModel.filterProperty().set(new PairFilter(filter.text(), Optional.empty(), filter.found()));
            }
        }
    }

    private void followFound() {
        List<PairFilter.Found> choices = new ArrayList<>();
        choices.add(PairFilter.Found.ANYTHING);
        choices.add(new PairFilter.Found(PairFilter.Found.What.FINDING, Optional.empty()));
        Stream<Kind> kinds = viewModel.checksProperty().get().stream()
                .flatMap(checks -> checks.byKind().entrySet().stream())
                .filter(entry -> entry.getValue().getFirst().pair() >= 0)
                .map(java.util.Map.Entry::getKey);
        Stream.concat(kinds, viewModel.filterProperty().get().found().kind().stream())
                .distinct()
                .forEach(kind -> choices.add(PairFilter.Found.of(kind)));
        choices.add(new PairFilter.Found(PairFilter.Found.What.EXCLUDED, Optional.empty()));
        following = true;
        if (!choices.equals(found.getItems())) {
            found.getItems().setAll(choices);
        }
        found.setValue(viewModel.filterProperty().get().found());
        following = false;
    }

    private void countShown() {
        boolean all = viewModel.filterProperty().get().isAll();
        shown.setVisible(!all);
        shown.setManaged(!all);
        shown.setText(Texts.get(
                "pairs.shown",
                viewModel.pairs().size(),
                viewModel.expansionProperty().get().map(known -> known.count()).orElse(0L)));
    }

    private void table() {
        table.setId("pairs");
        table.setItems(viewModel.pairs());
        Label none = new Label();
        none.setWrapText(true);
        none.textProperty()
                .bind(viewModel
                        .filterProperty()
                        .map(filter -> Texts.get(filter.isAll() ? "probes.noPairs" : "pairs.noneFound")));
        table.setPlaceholder(none);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<CounterfactualPair, CounterfactualPair> pair = column(Texts.get("probes.pair"));
        pair.setCellFactory(shownIn -> new PairCell());
        pair.setPrefWidth(420);
        TableColumn<CounterfactualPair, CounterfactualPair> exchanges = column(Texts.get("probes.exchanges"));
        exchanges.setCellFactory(shownIn -> new AttributeCell());
        exchanges.setPrefWidth(100);
        exchanges.setMaxWidth(180);
        TableColumn<CounterfactualPair, CounterfactualPair> findings = column(Texts.get("pairs.found"));
        findings.setCellFactory(shownIn -> new FindingCell());
        findings.setPrefWidth(110);
        table.getColumns().setAll(List.of(pair, exchanges, findings));
        table.getSelectionModel().selectedItemProperty().addListener((observed, before, after) -> {
            if (after != null) {
                viewModel.selectedProperty().set(after);
            }
        });
    }

    private static TableColumn<CounterfactualPair, CounterfactualPair> column(String title) {
        TableColumn<CounterfactualPair, CounterfactualPair> column = new TableColumn<>(title);
        column.setSortable(false);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        return column;
    }

    /// Puts the cursor into the search field.
    void find() {
        find.requestFocus();
        find.selectAll();
    }

    /// Shows that the pairs are those of an earlier state.
    void fade(boolean old) {
        table.setOpacity(old ? 0.5 : 1);
    }

    /// Both texts of a pair.
    private static final class PairCell extends TableCell<CounterfactualPair, CounterfactualPair> {

        private final PairText text = new PairText(false);

        @Override
        protected void updateItem(@Nullable CounterfactualPair item, boolean empty) {
            super.updateItem(item, empty);
            text.show(empty ? null : item);
            setGraphic(empty ? null : text);
        }
    }

    /// What a pair exchanges.
    private static final class AttributeCell extends TableCell<CounterfactualPair, CounterfactualPair> {

        private final Label badge = new Label(Texts.get("probes.controlBadge"));

        private AttributeCell() {
            badge.getStyleClass().add("badge");
            setContentDisplay(ContentDisplay.BOTTOM);
        }

        @Override
        protected void updateItem(@Nullable CounterfactualPair item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : item.attribute());
            setGraphic(empty || item == null || !item.control() ? null : badge);
        }
    }

    /// What was found about a pair, and whether it is left out.
    private final class FindingCell extends TableCell<CounterfactualPair, CounterfactualPair> {

        private final FlowPane badges = new FlowPane();

        private FindingCell() {
            badges.getStyleClass().add("finding-badges");
        }

        @Override
        protected void updateItem(@Nullable CounterfactualPair item, boolean empty) {
            super.updateItem(item, empty);
            badges.getChildren().clear();
            if (item != null && !empty) {
                if (viewModel.isExcluded(item)) {
                    badge(Texts.get("pairs.excluded"), Texts.get("pairs.excludedTip"), "badge");
                }
                for (PairFinding finding : viewModel
                        .checksProperty()
                        .get()
                        .map(checks -> checks.of(item))
                        .orElse(List.of())) {
                    badge(CheckWords.name(finding.kind()), finding.detail(), "badge");
                }
            }
            setGraphic(badges.getChildren().isEmpty() ? null : badges);
        }

        private void badge(String words, String tip, String styleClass) {
            Label label = new Label(words);
            label.getStyleClass().add(styleClass);
            label.setTooltip(new Tooltip(tip));
            badges.getChildren().add(label);
        }
    }
}
