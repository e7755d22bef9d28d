package org.tiltmeter.views.results;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.measure.TemplateSummary;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.views.Commands;
import org.tiltmeter.views.EmptyState;
import org.tiltmeter.views.FactGrid;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.PairText;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.results.ResultsViewModel.Kind;
import org.tiltmeter.views.tokens.TokenStripView;

/// What an audit found: the finding in one sentence, the chart, the tables, the selected pair. UI thread.
public final class ResultsView {

    /// What the screen needs from the window around it.
    ///
    /// @param dialogs ask for files
    /// @param saver saves figures
    /// @param progress share of the running work that is done
    /// @param progressText the running work in words
    public record Surroundings(
            FileDialogs dialogs,
            FileSaver saver,
            ObservableValue<Number> progress,
            ObservableValue<String> progressText) {}

    /// What is left and right of the choice of a chart.
    private static final double CHART_INSETS = 24;

    private final ResultsViewModel viewModel;
    private final AuditRunner runner;
    private final Surroundings surroundings;
    private final Parent node;
    private final EmptyState empty;
    private final PairText pairWords = new PairText(true);
    private final ResultTablesView tables;

    @FXML
    private StackPane root;

    @FXML
    private ScrollPane work;

    @FXML
    private ComboBox<ProbeResult> comparison;

    @FXML
    private Label origin;

    @FXML
    private Label caution;

    @FXML
    private Label finding;

    @FXML
    private FactGrid facts;

    @FXML
    private ComboBox<ResultChart> chartKind;

    @FXML
    private Button keepReference;

    @FXML
    private Button openShares;

    private final Label missing = new Label();

    @FXML
    private ScrollPane chartPane;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab overviewTab;

    @FXML
    private TableView<ProbeResult> overview;

    @FXML
    private Tab wordsTab;

    @FXML
    private Tab pairsTab;

    @FXML
    private Tab templatesTab;

    @FXML
    private TableView<TermSummary> words;

    @FXML
    private TableView<ScoredPair> pairs;

    @FXML
    private TableView<TemplateSummary> templates;

    @FXML
    private TextField filter;

    @FXML
    private Label filterCount;

    @FXML
    private Button export;

    @FXML
    private VBox detail;

    @FXML
    private StackPane pairText;

    @FXML
    private FactGrid pairFacts;

    @FXML
    private Button pin;

    @FXML
    private Button toRouting;

    @FXML
    private VBox busy;

    @FXML
    private ProgressBar busyBar;

    @FXML
    private Label busyText;

    @FXML
    private Button busyCancel;

    public ResultsView(ResultsViewModel viewModel, AuditRunner runner, Surroundings surroundings) {
        this.viewModel = viewModel;
        this.runner = runner;
        this.surroundings = surroundings;
        this.tables = new ResultTablesView(viewModel);
        this.node = Fxml.load(this);
        tables.overview(overview, () -> {
            tabs.getSelectionModel().select(wordsTab);
            words.requestFocus();
        });
        tables.words(words, () -> {
            showPairs();
            pairs.requestFocus();
        });
        tables.pairs(pairs, filter, filterCount);
        tables.templates(templates);
        this.empty = new EmptyState(Feather.BAR_CHART_2, "results.empty", "results.emptyText")
                .withAction("results-run", "action.run", runner::run, runner.busy());
        root.getChildren().add(empty);
        header();
        chart();
        details();
        busy();
        export.setOnAction(event -> export());
        node.addEventHandler(Commands.EXPORT, event -> export());
        node.addEventHandler(Commands.FIND, event -> {
            showPairs();
            filter.requestFocus();
        });
        viewModel.resultProperty().subscribe(this::show);
        runner.runningProperty().subscribe(ignored -> place());
    }

    /// The screen.
    public Parent node() {
        return node;
    }

    private void showPairs() {
        tabs.getSelectionModel().select(pairsTab);
    }

    private void header() {
        comparison.setItems(viewModel.comparisons());
        comparison.setConverter(new WordsOf<>(OutcomeWords::comparison));
        comparison.setAccessibleText(Texts.get("results.comparison"));
        viewModel.comparisonProperty().subscribe(shown -> {
            comparison.setValue(shown);
            show(shown);
        });
        comparison.valueProperty().addListener((observed, before, after) -> {
            if (after != null) {
                viewModel.comparisonProperty().set(after);
            }
        });
        caution.managedProperty().bind(caution.visibleProperty());
        viewModel.cautionProperty().subscribe(words -> {
            caution.setVisible(words.isPresent());
            caution.setText(words.orElse(""));
        });
    }

    private void show(@Nullable AuditResult result) {
        place();
        if (result != null) {
            boolean several =
                    result.results().stream().filter(known -> !known.control()).count() > 1;
            tabs.getSelectionModel().select(several ? overviewTab : wordsTab);
            origin.setText(Texts.get(
                    "results.origin",
                    result.model(),
                    result.probes(),
                    result.items().size(),
                    Long.toString(result.settings().seed())));
        }
    }

    private void place() {
        boolean running = runner.runningProperty().get();
        boolean nothing = viewModel.resultProperty().get() == null;
        busy.setVisible(running);
        work.setVisible(!running && !nothing);
        empty.setVisible(!running && nothing);
    }

    private void show(@Nullable ProbeResult shown) {
        finding.setText(shown == null ? "" : shown.finding().sentence());
        facts.show(viewModel.numbers().stream()
                .map(number -> new FactGrid.Fact(
                        Texts.get(number.nameKey()), number.value(), Texts.get(number.explanationKey())))
                .toList());
        tables.nameShare(shown == null ? "" : shown.groupA());
    }

    private void chart() {
        FigureView figure = new FigureView(surroundings.saver());
        ResultChartsViewModel charts = viewModel.charts();
        figure.figureProperty().bind(charts.figureProperty());
        figure.fileNameProperty()
                .bind(Bindings.createStringBinding(
                        () -> viewModel.suggestedFileName(Kind.WORDS), viewModel.resultProperty()));
        chartPane.setContent(new StackPane(figure, missing));
        missing.managedProperty().bind(missing.visibleProperty());
        charts.missingProperty().subscribe(words -> {
            missing.setText(words.orElse(""));
            missing.setVisible(words.isPresent());
            figure.setVisible(words.isEmpty());
        });
        missing.getStyleClass().add("muted");
        missing.setWrapText(true);
        missing.setMaxWidth(420);
        chartKind.getItems().setAll(charts.charts());
        chartKind.setConverter(new WordsOf<>(ResultsView::words));
        chartKind.valueProperty().bindBidirectional(charts.chartProperty());
        // Its names hold the user's words and may be longer than the pane is wide.
        chartKind.maxWidthProperty().bind(chartPane.widthProperty().subtract(CHART_INSETS));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(chartKind.valueProperty().map(chartKind.getConverter()::toString));
        chartKind.setTooltip(whole);
        keepReference.setOnAction(event -> charts.keepAsReference());
        openShares.setOnAction(event -> surroundings
                .dialogs()
                .chooseFile(Texts.get("results.openShares"), FileDialogs.Kind.TABLE)
                .ifPresent(charts::readShares));
    }

    private void details() {
        pairText.getChildren().setAll(pairWords);
        TokenStripView strip = new TokenStripView();
        strip.setMinHeight(Region.USE_PREF_SIZE);
        strip.managedProperty().bind(strip.visibleProperty());
        strip.visibleProperty()
                .bind(viewModel
                        .tokens()
                        .activeProperty()
                        .and(viewModel.tokens().tokensProperty().isNotNull()));
        strip.tokensProperty().bind(viewModel.tokens().tokensProperty());
        strip.selectedProperty().bindBidirectional(viewModel.tokens().selectedProperty());
        detail.getChildren().add(detail.getChildren().indexOf(pairText) + 1, strip);
        detail.managedProperty().bind(detail.visibleProperty());
        pin.setOnAction(event -> viewModel.pin());
        toRouting.setOnAction(event -> viewModel.goTo("routing"));
        viewModel.selectedPairProperty().subscribe(ignored -> showDetail());
        viewModel.resultProperty().subscribe(ignored -> showDetail());
    }

    private void showDetail() {
        Optional<ScoredPair> selected = viewModel.selected();
        detail.setVisible(selected.isPresent());
        selected.ifPresent(item -> {
            pairWords.show(item.pair());
            pairFacts.show(PairFacts.of(item));
        });
    }

    private void busy() {
        busyBar.progressProperty().bind(surroundings.progress());
        busyText.textProperty().bind(surroundings.progressText());
        busyCancel.setOnAction(event -> runner.cancel());
    }

    private void export() {
        Tab shown = tabs.getSelectionModel().getSelectedItem();
        Kind kind = Kind.WORDS;
        if (shown == overviewTab) {
            kind = Kind.OVERVIEW;
        } else if (shown == pairsTab) {
            kind = Kind.PAIRS;
        } else if (shown == templatesTab) {
            kind = Kind.TEMPLATES;
        }
        Kind chosen = kind;
        if (viewModel.resultProperty().get() != null) {
            surroundings
                    .dialogs()
                    .chooseTarget(
                            Texts.get("results.export"), FileDialogs.Kind.TABLE, viewModel.suggestedFileName(chosen))
                    .ifPresent(file -> viewModel.export(chosen, file));
        }
    }

    private static String words(ResultChart chart) {
        return switch (chart) {
            case OVERVIEW -> Texts.get("results.showOverview");
            case WORDS -> Texts.get("results.showWords");
            case GROUPS -> Texts.get("results.showGroups");
            case REAL_SHARES -> Texts.get("results.showShares");
            case COMPARED -> Texts.get("results.showCompared");
        };
    }
}
