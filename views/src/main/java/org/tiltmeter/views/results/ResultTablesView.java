package org.tiltmeter.views.results;

import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.measure.TemplateSummary;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.views.PairText;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.tables.RowKeys;

/// Fills the tables of a result: words, pairs, templates; each sortable, numbers at the right. UI thread.
final class ResultTablesView {

    private static final int DECIMALS = 3;

    private final ResultsViewModel viewModel;
    private final TableColumn<TermSummary, TermSummary> share;

    ResultTablesView(ResultsViewModel viewModel) {
        this.viewModel = viewModel;
        this.share = number(
                "results.columnShare",
                term -> Precision.number(term.shareA().value(), term.shareA().interval()),
                term -> term.shareA().value());
    }

    /// @param showWords brings the table of words to the front
    void overview(TableView<ProbeResult> table, Runnable showWords) {
        TableColumn<ProbeResult, ProbeResult> interval = number(
                "results.columnInterval",
                result -> Precision.range(result.effect().interval()),
                result -> result.effect().interval().low());
        interval.setMinWidth(140);
        table.getColumns()
                .setAll(java.util.List.of(
                        text("results.comparison", OutcomeWords::comparison, 210),
                        number(
                                "results.columnMean",
                                result -> OutcomeWords.withUnit(
                                        result.outcome(),
                                        Precision.number(
                                                result.effect().mean(),
                                                result.effect().interval())),
                                result -> result.effect().mean()),
                        interval,
                        number(
                                "results.columnAdjustedP",
                                result -> Precision.probability(
                                        result.adjustedP() == null
                                                ? result.finding().p()
                                                : result.adjustedP()),
                                ResultTablesView::sortable),
                        text("results.columnVerdict", OutcomeWords::verdict, 200)));
        sorted(table, viewModel.comparisons());
        table.setRowFactory(ignored -> {
            TableRow<ProbeResult> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (row.getItem() != null) {
                    viewModel.comparisonProperty().set(row.getItem());
                    if (event.getClickCount() > 1) {
                        showWords.run();
                    }
                }
            });
            return row;
        });
        RowKeys.onEnter(table, result -> {
            viewModel.comparisonProperty().set(result);
            showWords.run();
        });
    }

    private static double sortable(ProbeResult result) {
        Double p = result.adjustedP() == null ? result.finding().p() : result.adjustedP();
        return p == null ? Double.POSITIVE_INFINITY : p;
    }

    /// @param showPairs brings the table of pairs to the front
    void words(TableView<TermSummary> table, Runnable showPairs) {
        TableColumn<TermSummary, TermSummary> interval = number(
                "results.columnInterval",
                term -> Precision.range(term.difference().interval()),
                term -> term.difference().interval().low());
        interval.setMinWidth(140);
        TableColumn<TermSummary, TermSummary> count =
                number("results.columnPairs", term -> String.valueOf(term.pairs()), TermSummary::pairs);
        count.setMaxWidth(80);
        table.getColumns()
                .setAll(java.util.List.of(
                        text("results.word", TermSummary::term, 150),
                        number(
                                "results.columnDifference",
                                term -> Precision.number(
                                        term.difference().value(),
                                        term.difference().interval()),
                                term -> term.difference().value()),
                        interval,
                        share,
                        count));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        sorted(table, viewModel.words());
        table.setPlaceholder(new Label(Texts.get("results.noWords")));
        table.setRowFactory(ignored -> {
            TableRow<TermSummary> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (row.getItem() != null) {
                    viewModel.showPairsOf(row.getItem());
                    showPairs.run();
                }
            });
            return row;
        });
        RowKeys.onEnter(table, term -> {
            viewModel.showPairsOf(term);
            showPairs.run();
        });
    }

    void pairs(TableView<ScoredPair> table, TextField filter, Label count) {
        TableColumn<ScoredPair, ScoredPair> pair = column("results.pair");
        pair.setCellFactory(ignored -> new PairCell());
        pair.setComparator(Comparator.comparing(item -> item.pair().textA()));
        pair.setPrefWidth(360);
        TableColumn<ScoredPair, ScoredPair> difference = number(
                "results.columnDifference", item -> Numbers.fixed(item.difference(), DECIMALS), ScoredPair::difference);
        table.getColumns().setAll(java.util.List.of(pair, difference));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        difference.setMinWidth(100);
        difference.setMaxWidth(160);
        sorted(table, viewModel.pairs());
        table.setPlaceholder(new Label(Texts.get("results.noPairs")));
        table.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                viewModel.select(item);
            }
        });
        viewModel.selectedPairProperty().subscribe(selected -> follow(table, selected));
        filter.textProperty().bindBidirectional(viewModel.filterProperty());
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.get("results.filterCount", viewModel.pairs().size()), viewModel.pairs()));
    }

    private static void follow(TableView<ScoredPair> table, @Nullable CounterfactualPair selected) {
        ScoredPair shown = table.getSelectionModel().getSelectedItem();
        if (shown != null && !shown.pair().equals(selected)) {
            table.getSelectionModel().clearSelection();
        }
    }

    void templates(TableView<TemplateSummary> table) {
        table.getColumns()
                .setAll(java.util.List.of(
                        text("results.template", TemplateSummary::template, 200),
                        number(
                                "results.columnMean",
                                template -> Numbers.fixed(template.mean(), DECIMALS),
                                TemplateSummary::mean),
                        number(
                                "results.columnDeviation",
                                template -> Double.isFinite(template.standardDeviation())
                                        ? Numbers.fixed(template.standardDeviation(), DECIMALS)
                                        : Texts.get("number.none"),
                                TemplateSummary::standardDeviation),
                        number(
                                "results.columnPairs",
                                template -> String.valueOf(template.pairs()),
                                TemplateSummary::pairs)));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        sorted(table, viewModel.templates());
    }

    /// Says in the heading whose share the words' share is.
    void nameShare(String group) {
        share.setText(Texts.get("results.columnShareOf", group));
    }

    private static <T> void sorted(TableView<T> table, javafx.collections.ObservableList<T> items) {
        SortedList<T> sorted = new SortedList<>(items);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
    }

    private static <T> TableColumn<T, T> column(String key) {
        TableColumn<T, T> column = new TableColumn<>(Texts.get(key));
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        return column;
    }

    private static <T> TableColumn<T, T> text(String key, Function<T, String> words, double width) {
        TableColumn<T, T> column = column(key);
        column.setCellFactory(ignored -> new WordCell<>(words, false));
        column.setComparator(Comparator.comparing(words));
        column.setPrefWidth(width);
        return column;
    }

    private static <T> TableColumn<T, T> number(
            String key, Function<T, String> words, java.util.function.ToDoubleFunction<T> value) {
        TableColumn<T, T> column = column(key);
        column.setCellFactory(ignored -> new WordCell<>(words, true));
        column.setComparator(Comparator.comparingDouble(value));
        column.getStyleClass().add("number-column");
        column.setPrefWidth(120);
        return column;
    }

    /// A word or a number.
    private static final class WordCell<T> extends TableCell<T, T> {

        private final Function<T, String> words;

        private WordCell(Function<T, String> words, boolean number) {
            this.words = words;
            if (number) {
                getStyleClass().add("number-cell");
            }
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : words.apply(item));
        }
    }

    /// Both texts of a pair.
    private static final class PairCell extends TableCell<ScoredPair, ScoredPair> {

        private final PairText text = new PairText(false);

        @Override
        protected void updateItem(@Nullable ScoredPair item, boolean empty) {
            super.updateItem(item, empty);
            text.show(empty || item == null ? null : item.pair());
            setGraphic(empty || item == null ? null : text);
        }
    }
}
