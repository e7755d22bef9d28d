package org.tiltmeter.views.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.NoiseFloor;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.measure.TemplateSummary;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.tokens.TokenStripViewModel;

/// What an audit found: one comparison at a time as a sentence, numbers, a chart and tables. UI thread.
public final class ResultsViewModel {

    /// The tables that can be looked at and exported.
    public enum Kind {
        OVERVIEW,
        WORDS,
        PAIRS,
        TEMPLATES
    }

    /// A number with what it is called.
    ///
    /// @param nameKey key of its name
    /// @param value as many digits as its interval supports
    /// @param explanationKey key of what it means
    public record NamedNumber(String nameKey, String value, String explanationKey) {}

    private final Workspace workspace;
    private final ObservableList<ProbeResult> comparisons = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ProbeResult> comparison = new SimpleObjectProperty<>();
    private final ObservableList<TermSummary> words = FXCollections.observableArrayList();
    private final ObservableList<TemplateSummary> templates = FXCollections.observableArrayList();
    private final ObservableList<ScoredPair> allPairs = FXCollections.observableArrayList();
    private final FilteredList<ScoredPair> pairs = new FilteredList<>(allPairs);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ResultChartsViewModel charts;
    private final TokenStripViewModel tokens;
    private final ReadOnlyObjectWrapper<Optional<String>> caution = new ReadOnlyObjectWrapper<>(Optional.empty());

    public ResultsViewModel(Workspace workspace) {
        this.workspace = workspace;
        this.charts = new ResultChartsViewModel(workspace, comparison);
        this.tokens = new TokenStripViewModel(workspace);
        filter.subscribe(this::filterBy);
        comparison.subscribe(this::show);
        workspace.resultProperty().subscribe(this::show);
        workspace.modelProperty().subscribe(ignored -> caution.set(caution()));
        workspace.resultProperty().subscribe(ignored -> caution.set(caution()));
        workspace.selection().pairProperty().subscribe(ignored -> showTokens());
        workspace.featureProperty().subscribe(ignored -> showTokens());
        workspace.resultProperty().subscribe(ignored -> showTokens());
    }

    /// Scores the tokens of the selected pair while someone looks at it here, where texts were compared as a whole.
    private void showTokens() {
        boolean likelihood = selected()
                .filter(item -> item.outcome().equals(org.tiltmeter.measure.Outcome.LIKELIHOOD))
                .isPresent();
        tokens.activeProperty()
                .set(likelihood && workspace.featureProperty().get().equals("results"));
    }

    private void show(@Nullable AuditResult result) {
        filter.set("");
        if (result == null) {
            comparison.set(null);
            comparisons.clear();
            return;
        }
        comparisons.setAll(result.results());
        comparison.set(result.results().stream()
                .filter(known -> !known.control())
                .findFirst()
                .or(() -> result.results().stream().findFirst())
                .orElse(null));
    }

    private void show(@Nullable ProbeResult shown) {
        AuditResult result = workspace.resultProperty().get();
        if (shown == null || result == null) {
            words.clear();
            templates.clear();
            allPairs.clear();
            return;
        }
        words.setAll(
                shown.slots().stream().flatMap(slot -> slot.terms().stream()).toList());
        templates.setAll(shown.templates());
        allPairs.setAll(result.itemsOf(shown));
    }

    /// A word about a result that is not of the loaded model.
    private Optional<String> caution() {
        AuditResult result = workspace.resultProperty().get();
        LanguageModel model = workspace.modelProperty().get();
        return result != null && model != null && !model.summary().name().equals(result.model())
                ? Optional.of(Texts.get(
                        "results.otherModel", result.model(), model.summary().name()))
                : elsewhere();
    }

    /// By what and when the shown result was computed, where that is not what computes here.
    private Optional<String> elsewhere() {
        AuditRun run = workspace.runProperty().get();
        AuditResult result = workspace.resultProperty().get();
        return Optional.ofNullable(run)
                .filter(known ->
                        known.parts().stream().anyMatch(part -> part.result().equals(result)))
                .filter(known -> !known.runtime()
                        .program()
                        .equals(workspace.originProperty().get().runtime().program()))
                .map(known -> Texts.get("results.recorded", known.runtime().program(), Texts.day(known.date())));
    }

    private void filterBy(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        pairs.setPredicate(wanted.isEmpty() ? null : item -> matches(item.pair(), wanted));
    }

    private static boolean matches(CounterfactualPair pair, String wanted) {
        return pair.textA().toLowerCase(Locale.ROOT).contains(wanted)
                || pair.textB().toLowerCase(Locale.ROOT).contains(wanted)
                || pair.template().toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// The numbers behind the sentence.
    public List<NamedNumber> numbers() {
        ProbeResult shown = comparison.get();
        if (shown == null) {
            return List.of();
        }
        List<NamedNumber> numbers = new ArrayList<>();
        var effect = shown.effect();
        numbers.add(new NamedNumber(
                "results.difference",
                OutcomeWords.withUnit(shown.outcome(), Precision.number(effect.mean(), effect.interval())),
                shown.outcome().equals(org.tiltmeter.measure.Outcome.LIKELIHOOD)
                        ? "results.differenceTip"
                        : "results.differenceOtherTip"));
        numbers.add(new NamedNumber("results.interval", Precision.range(effect.interval()), "results.intervalTip"));
        numbers.add(new NamedNumber(
                "results.p", Precision.probability(shown.finding().p()), "results.pTip"));
        numbers.add(new NamedNumber(
                "results.n", Texts.get("results.nValue", effect.units(), shown.pairs()), "results.nTip"));
        shown.slots().stream()
                .findFirst()
                .ifPresent(slot -> numbers.add(new NamedNumber(
                        "results.typicalShift",
                        OutcomeWords.withUnit(shown.outcome(), estimate(slot.typicalShift())),
                        "results.typicalShiftTip")));
        if (!shown.control()) {
            numbers.add(new NamedNumber("results.noiseFloor", noiseFloor(shown), "results.noiseFloorTip"));
        }
        return numbers;
    }

    private static String noiseFloor(ProbeResult shown) {
        NoiseFloor floor = shown.noiseFloor();
        if (floor == null) {
            return Texts.get("results.noFloor");
        }
        Estimate shift = floor.typicalShift();
        return OutcomeWords.withUnit(
                shown.outcome(), shift == null ? ResultFigures.noiseFloor(shown) : estimate(shift));
    }

    private static String estimate(Estimate estimate) {
        return Precision.number(estimate.value(), estimate.interval());
    }

    /// Shows the pairs of one word.
    public void showPairsOf(TermSummary term) {
        filter.set(term.term());
    }

    /// Makes a pair the one selected everywhere.
    public void select(@Nullable ScoredPair item) {
        workspace.selection().pairProperty().set(item == null ? null : item.pair());
    }

    /// Makes the selected pair the one that others are compared with.
    public void pin() {
        workspace
                .selection()
                .pinnedProperty()
                .set(workspace.selection().pairProperty().get());
    }

    /// The selected pair with its numbers, if it belongs to this result.
    public Optional<ScoredPair> selected() {
        CounterfactualPair pair = workspace.selection().pairProperty().get();
        AuditResult result = workspace.resultProperty().get();
        if (pair == null || result == null) {
            return Optional.empty();
        }
        return Stream.concat(allPairs.stream(), result.items().stream())
                .filter(item -> item.pair().equals(pair))
                .findFirst();
    }

    /// Goes to another feature with the same selection.
    public void goTo(String feature) {
        workspace.featureProperty().set(feature);
    }

    /// Writes a table; all pairs, also those the filter hides.
    public void export(Kind kind, Path file) {
        AuditResult audit = workspace.resultProperty().get();
        ProbeResult shown = comparison.get();
        if (audit == null || shown == null) {
            return;
        }
        List<ScoredPair> items = List.copyOf(allPairs);
        workspace
                .fileJobs()
                .submit(
                        "job.exporting",
                        (progress, cancellation) -> {
                            Table table =
                                    switch (kind) {
                                        case OVERVIEW -> ResultTables.overview(audit);
                                        case WORDS -> ResultTables.words(audit, shown);
                                        case PAIRS -> ResultTables.pairs(audit, shown, items);
                                        case TEMPLATES -> ResultTables.templates(audit, shown);
                                    };
                            CsvExport.write(table, file);
                            return file;
                        },
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<Path>) {
                                workspace
                                        .messages()
                                        .tell(Notice.of(
                                                Notice.Kind.SUCCESS, "file.saved", String.valueOf(file.getFileName())));
                            }
                        });
    }

    /// A file name that says model, probe set and content, without extension.
    public String suggestedFileName(Kind kind) {
        AuditResult audit = workspace.resultProperty().get();
        String name = audit == null ? "result" : audit.model() + "-" + audit.probes();
        return (name + "-" + kind.name()).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}.]+", "-");
    }

    /// All comparisons of the result, controls included.
    public ObservableList<ProbeResult> comparisons() {
        return comparisons;
    }

    /// The comparison that is shown, or null.
    public ObjectProperty<@Nullable ProbeResult> comparisonProperty() {
        return comparison;
    }

    /// The result, or null.
    public ObjectProperty<@Nullable AuditResult> resultProperty() {
        return workspace.resultProperty();
    }

    /// The pair selected everywhere, or null.
    public ObjectProperty<@Nullable CounterfactualPair> selectedPairProperty() {
        return workspace.selection().pairProperty();
    }

    /// One line per word.
    public ObservableList<TermSummary> words() {
        return words;
    }

    /// One line per template.
    public ObservableList<TemplateSummary> templates() {
        return templates;
    }

    /// The pairs that pass the filter.
    public ObservableList<ScoredPair> pairs() {
        return pairs;
    }

    /// Words that a pair's texts or template must contain.
    public StringProperty filterProperty() {
        return filter;
    }

    /// The tokens of the selected pair with their log-probability differences, where texts are compared as a whole.
    public TokenStripViewModel tokens() {
        return tokens;
    }

    /// The charts.
    public ResultChartsViewModel charts() {
        return charts;
    }

    /// What to mind about this result, if anything.
    public ReadOnlyObjectProperty<Optional<String>> cautionProperty() {
        return caution.getReadOnlyProperty();
    }
}
