package org.tiltmeter.views.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.report.BenchmarkTables;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.jobs.Job;

/// Published benchmarks: what would be run, the run, and the session's results. UI thread.
public final class BenchmarksView {

    private final BenchmarksViewModel viewModel;
    private final FileDialogs dialogs;
    private final VBox node = new VBox();
    private final VBox plan = new VBox();
    private final ComboBox<String> choice = new ComboBox<>();
    private final Label source = wrapped("");
    private final Label form = wrapped("");
    private final Label measures = wrapped("");
    private final Label items = wrapped("");
    private final Label problem = wrapped("");
    private final Button run = new Button(Texts.get("benchmarks.run"));
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button(Texts.get("benchmarks.cancel"));
    private final ComboBox<BenchmarkResult> shown = new ComboBox<>();
    private final Label finding = wrapped("");
    private final Label notes = wrapped("");
    private final ObservableList<MeasureRow> rows = FXCollections.observableArrayList();
    private final TableView<MeasureRow> table = new TableView<>(rows);
    private boolean following;

    /// @param dialogs ask for files and folders
    public BenchmarksView(BenchmarksViewModel viewModel, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        node.getStyleClass().addAll("content", "benchmarks");
        node.setId("benchmarks");
        // What is hidden asks for no room.
        node.managedProperty().bind(node.visibleProperty());
        VBox results = results();
        VBox.setVgrow(results, Priority.ALWAYS);
        node.getChildren().setAll(head(), plan(), results);
        viewModel.planProperty().subscribe(this::showPlan);
        viewModel.jobProperty().subscribe(this::showJob);
        viewModel.results().addListener((ListChangeListener<BenchmarkResult>) change -> showResults());
        showResults();
    }

    /// The page.
    public Parent node() {
        return node;
    }

    private static Label wrapped(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private FlowPane head() {
        Button back = new Button(Texts.get("benchmarks.back"), new FontIcon(Feather.ARROW_LEFT));
        back.setId("benchmarks-back");
        back.getStyleClass().add("flat");
        back.setOnAction(event -> viewModel.shownProperty().set(false));
        Label title = new Label(Texts.get("benchmarks.title"));
        title.getStyleClass().add("title-4");
        Button file = new Button(Texts.get("benchmarks.openFile"));
        file.setId("benchmarks-file");
        file.setOnAction(event -> openFile());
        Button folder = new Button(Texts.get("benchmarks.openFolder"));
        folder.setId("benchmarks-folder");
        folder.setTooltip(new Tooltip(Texts.get("benchmarks.folderTip")));
        folder.setOnAction(event -> openFolder());
        for (Button button : List.of(back, file, folder)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        FlowPane head = new FlowPane(back, title, file, folder);
        head.getStyleClass().addAll("tool-flow", "screen-tools");
        return head;
    }

    /// Asks for a file.
    public void openFile() {
        dialogs.chooseFile(Texts.get("benchmarks.openFile"), FileDialogs.Kind.BENCHMARK)
                .ifPresent(viewModel::open);
    }

    /// Asks for a folder.
    public void openFolder() {
        dialogs.chooseFolder(Texts.get("benchmarks.openFolder")).ifPresent(viewModel::open);
    }

    private VBox plan() {
        choice.setId("benchmark-choice");
        choice.setAccessibleText(Texts.get("benchmarks.which"));
        choice.setPromptText(Texts.get("benchmarks.which"));
        choice.setConverter(new WordsOf<>(BenchmarkWords::name));
        choice.valueProperty().addListener((observed, before, after) -> {
            if (!following && after != null) {
                viewModel.choose(after);
            }
        });
        source.getStyleClass().add("muted");
        form.getStyleClass().addAll("muted", "small-text");
        problem.getStyleClass().add("inline-problem");
        problem.setMaxWidth(Double.MAX_VALUE);
        problem.managedProperty().bind(problem.visibleProperty());
        run.setId("benchmark-run");
        run.getStyleClass().add("accent");
        run.setOnAction(event -> viewModel.run());
        cancel.setId("benchmark-cancel");
        cancel.setOnAction(event -> viewModel.cancel());
        progress.getStyleClass().add("run-progress");
        for (Region part : List.of(run, cancel, progress)) {
            part.managedProperty().bind(part.visibleProperty());
            part.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox tools = new HBox(run, progress, cancel);
        tools.getStyleClass().add("tool-row");
        FlowPane which = new FlowPane(choice, form);
        which.getStyleClass().add("tool-flow");
        plan.getStyleClass().add("benchmark-plan");
        plan.getChildren().setAll(which, measures, items, source, problem, tools);
        plan.managedProperty().bind(plan.visibleProperty());
        return plan;
    }

    private void showPlan(Optional<BenchmarkPlan> next) {
        plan.setVisible(next.isPresent());
        next.ifPresent(planned -> {
            following = true;
            if (!choice.getItems().equals(planned.ids())) {
                choice.getItems().setAll(planned.ids());
            }
            choice.setValue(planned.chosen().orElse(null));
            following = false;
            form.setText(Texts.get(
                    !planned.recognised()
                            ? "benchmarks.notRecognised"
                            : planned.ids().size() > 1 ? "benchmarks.fitsSeveral" : "benchmarks.recognised"));
            measures.setText(planned.chosen().map(BenchmarkWords::measures).orElse(""));
            items.setText(planned.chosen()
                    .map(id -> planned.items()
                            .map(count -> Texts.get("benchmarks.items", count, id))
                            .orElseGet(() -> Texts.get(
                                    planned.problem().isPresent() ? "benchmarks.measureId" : "benchmarks.reading", id)))
                    .orElse(""));
            source.setText(Texts.get("benchmarks.source", planned.source().toString()));
            problem.setVisible(planned.problem().isPresent());
            problem.setText(planned.problem().orElse(""));
            run.setDisable(!planned.isReady());
        });
    }

    private void showJob(@Nullable Job job) {
        run.setVisible(job == null);
        cancel.setVisible(job != null);
        progress.setVisible(job != null);
        choice.setDisable(job != null);
        if (job != null) {
            progress.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
            job.stepProperty()
                    .subscribe(step -> progress.setProgress(job.fraction().orElse(-1)));
        }
    }

    private VBox results() {
        Label title = new Label(Texts.get("benchmarks.results"));
        title.getStyleClass().add("strong");
        title.setMinWidth(Region.USE_PREF_SIZE);
        shown.setId("benchmark-results");
        shown.setAccessibleText(Texts.get("benchmarks.results"));
        shown.setConverter(new WordsOf<>(result -> Texts.get(
                "benchmarks.result", BenchmarkWords.name(result.benchmark()), result.source(), result.model())));
        shown.valueProperty().subscribe(this::show);
        HBox.setHgrow(shown, Priority.ALWAYS);
        HBox head = new HBox(title, shown);
        head.getStyleClass().add("section-head");
        finding.getStyleClass().add("strong");
        notes.getStyleClass().addAll("muted", "small-text");
        table.setId("benchmark-values");
        table.setPlaceholder(new Label(Texts.get("benchmarks.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<MeasureRow, String> group = column(Texts.get("benchmarks.group"), MeasureRow::group, false);
        group.setPrefWidth(240);
        TableColumn<MeasureRow, String> interval =
                column(Texts.get("benchmarks.interval"), BenchmarkWords::range, true);
        interval.setPrefWidth(150);
        table.getColumns()
                .setAll(List.of(
                        group,
                        column(Texts.get("benchmarks.value"), BenchmarkWords::value, true),
                        interval,
                        column(Texts.get("benchmarks.n"), row -> Texts.get("benchmarks.count", row.n()), true),
                        column(Texts.get("benchmarks.floor"), BenchmarkWords::floor, true),
                        column(Texts.get("benchmarks.p"), row -> Precision.probability(row.adjustedP()), true)));
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox results = new VBox(head, finding, table, notes);
        results.getStyleClass().add("benchmark-plan");
        return results;
    }

    private static TableColumn<MeasureRow, String> column(
            String title, Function<MeasureRow, String> value, boolean number) {
        TableColumn<MeasureRow, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        column.setPrefWidth(105);
        if (number) {
            column.getStyleClass().addAll("number-cell", "number-column");
        }
        return column;
    }

    private void showResults() {
        BenchmarkResult newest =
                viewModel.results().isEmpty() ? null : viewModel.results().getFirst();
        shown.getItems().setAll(viewModel.results());
        shown.setVisible(newest != null);
        shown.setValue(newest);
    }

    private void show(@Nullable BenchmarkResult result) {
        rows.setAll(result == null ? List.of() : result.measures());
        finding.setText(result == null ? "" : BenchmarkTables.finding(result));
        finding.setManaged(result != null);
        notes.setManaged(result != null);
        notes.setText(
                result == null
                        ? ""
                        : result.notes().stream()
                                .collect(Collectors.joining(
                                        " ", "", " " + Texts.get("benchmarks.floorIs", BenchmarkTables.NOISE_FLOOR))));
    }
}
