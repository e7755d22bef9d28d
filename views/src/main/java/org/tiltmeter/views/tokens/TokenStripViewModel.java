package org.tiltmeter.views.tokens;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.measure.TokenStrip;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;

/// The tokens of the selected pair, coloured by the difference of their log-probabilities. Scores the pair whenever
/// another one is selected while the strip is looked at. UI thread.
public final class TokenStripViewModel {

    private static final double LEAST_LIMIT = 0.1;

    private final Workspace workspace;
    private final BooleanProperty active = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable TokenCells> tokens = new ReadOnlyObjectWrapper<>();
    private @Nullable CounterfactualPair scoredPair;
    private @Nullable LanguageModel scoredModel;
    private @Nullable Job job;

    /// @param workspace whose selection is followed
    public TokenStripViewModel(Workspace workspace) {
        this.workspace = workspace;
        active.subscribe(ignored -> follow());
        workspace.modelProperty().subscribe(ignored -> follow());
        workspace.selection().pairProperty().subscribe(ignored -> follow());
    }

    /// Whether anyone looks at the strip; nothing is computed otherwise.
    public BooleanProperty activeProperty() {
        return active;
    }

    /// The tokens, or null while there are none.
    public ReadOnlyObjectProperty<@Nullable TokenCells> tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    /// Index of the selected token, shared with every other feature.
    public IntegerProperty selectedProperty() {
        return workspace.selection().tokenProperty();
    }

    private void follow() {
        LanguageModel model = workspace.modelProperty().get();
        CounterfactualPair pair = workspace.selection().pairProperty().get();
        if (model == null || pair == null) {
            forget();
        } else if (active.get() && (!pair.equals(scoredPair) || model != scoredModel)) {
            forget();
            scoredPair = pair;
            scoredModel = model;
            job = workspace
                    .modelJobs()
                    .<TokenStrip>submit(
                            "tokens.scoring",
                            (progress, cancellation) -> TokenStrip.of(model, pair, progress, cancellation),
                            outcome -> show(pair, outcome));
        }
    }

    private void forget() {
        if (job != null) {
            job.cancel();
        }
        job = null;
        scoredPair = null;
        scoredModel = null;
        tokens.set(null);
    }

    private void show(CounterfactualPair pair, Outcome<TokenStrip> outcome) {
        if (!Objects.equals(pair, scoredPair)) {
            return;
        }
        if (outcome instanceof Outcome.Done<TokenStrip> done) {
            tokens.set(differences(pair, done.result()));
        } else {
            scoredPair = null;
        }
        Problem.of(outcome).ifPresent(workspace.messages()::report);
    }

    /// A scored pair as tokens coloured by log P(A) − log P(B).
    public static TokenCells differences(CounterfactualPair pair, TokenStrip strip) {
        double largest = strip.columns().stream()
                .mapToDouble(column -> Math.abs(column.difference()))
                .max()
                .orElse(0);
        double limit = Math.max(LEAST_LIMIT, ceiling(largest));
        List<TokenCells.Cell> cells =
                strip.columns().stream().map(column -> cell(pair, column)).toList();
        return new TokenCells(
                Scale.diverging(limit, Texts.get("tokens.difference", pair.groupA(), pair.groupB())), cells);
    }

    /// The next number with one significant digit, so that the printed range is round.
    static double ceiling(double value) {
        if (value <= 0) {
            return 0;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        return Math.ceil(value / power - 1e-9) * power;
    }

    private static TokenCells.Cell cell(CounterfactualPair pair, TokenStrip.Column column) {
        TokenStrip.Cell a = column.a();
        TokenStrip.Cell b = column.b();
        Optional<String> upper = Optional.ofNullable(a).map(cell -> VisibleText.of(cell.text()));
        Optional<String> lower = Optional.ofNullable(b)
                .filter(cell -> a == null || a.id() != cell.id())
                .map(cell -> VisibleText.of(cell.text()));
        String words = Texts.get(
                "tokens.describe",
                describe(pair.groupA(), a),
                describe(pair.groupB(), b),
                Numbers.exact(column.difference()));
        return new TokenCells.Cell(
                upper, lower, column.difference(), column.part() == TokenAlignment.Part.EDITED, words);
    }

    private static String describe(String group, TokenStrip.@Nullable Cell cell) {
        return cell == null
                ? Texts.get("tokens.absent", group)
                : Texts.get(
                        "tokens.token",
                        group,
                        VisibleText.of(cell.text()),
                        Integer.toString(cell.id()),
                        Numbers.exact(cell.logProbability()));
    }
}
