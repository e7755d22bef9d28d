package org.tiltmeter.views.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.RealShares;
import org.tiltmeter.measure.ResultComparison;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.UndoOffer;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// Which chart of a result is shown, and what it needs besides: a reference result, real shares. UI thread.
public final class ResultChartsViewModel {

    private final Workspace workspace;
    private final UndoOffer offer;
    private final ReadOnlyObjectProperty<@Nullable ProbeResult> comparison;
    private final ObjectProperty<ResultChart> chart = new SimpleObjectProperty<>(ResultChart.WORDS);
    private final ReadOnlyObjectWrapper<@Nullable Figure> figure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Optional<String>> missing = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable AuditResult reference;
    private int referenceNumber;
    private int number;
    private @Nullable RealShares real;
    private @Nullable ResultComparison compared;

    /// @param comparison the comparison that is shown
    ResultChartsViewModel(Workspace workspace, ReadOnlyObjectProperty<@Nullable ProbeResult> comparison) {
        this.workspace = workspace;
        this.offer = new UndoOffer(workspace.messages());
        this.comparison = comparison;
        comparison.subscribe(ignored -> refresh());
        chart.subscribe(ignored -> refresh());
        workspace.resultProperty().subscribe(ignored -> {
            number++;
            compared = null;
            compare();
        });
    }

    private void refresh() {
        AuditResult audit = workspace.resultProperty().get();
        ProbeResult shown = comparison.get();
        missing.set(Optional.empty());
        if (audit == null || shown == null) {
            figure.set(null);
            return;
        }
        figure.set(
                switch (chart.get()) {
                    case OVERVIEW -> ResultCharts.overview(audit, shown);
                    case WORDS -> ResultFigures.of(audit, shown);
                    case GROUPS -> ResultCharts.groups(audit, shown);
                    case REAL_SHARES -> shares(audit, shown);
                    case COMPARED -> compared(shown);
                });
    }

    private @Nullable Figure shares(AuditResult audit, ProbeResult shown) {
        if (real == null) {
            missing.set(Optional.of(Texts.get("results.needsShares")));
            return null;
        }
        return ResultCharts.realShares(audit, shown, real.shares(), real.source());
    }

    private @Nullable Figure compared(ProbeResult shown) {
        if (compared == null) {
            missing.set(Optional.of(Texts.get(
                    reference == null || referenceNumber == number ? "results.needsReference" : "results.comparing")));
            return null;
        }
        return ResultCharts.compared(compared, shown);
    }

    /// Keeps the result that is shown as the one that later results are compared with; a notice offers the one back
    /// that it replaces.
    public void keepAsReference() {
        AuditResult audit = workspace.resultProperty().get();
        if (audit != null) {
            AuditResult before = reference;
            int numberBefore = referenceNumber;
            refer(audit, number);
            if (before == null || before.equals(audit)) {
                workspace
                        .messages()
                        .tell(Notice.of(Notice.Kind.SUCCESS, "results.referenceKept", audit.model(), audit.probes()));
            } else {
                offer.make(
                        "results.referenceReplaced", () -> refer(before, numberBefore), audit.model(), audit.probes());
            }
        }
    }

    private void refer(AuditResult audit, int itsNumber) {
        reference = audit;
        referenceNumber = itsNumber;
        compared = null;
        compare();
    }

    private void compare() {
        AuditResult before = reference;
        AuditResult now = workspace.resultProperty().get();
        if (before == null || now == null || referenceNumber == number) {
            refresh();
            return;
        }
        int asked = number;
        workspace
                .fileJobs()
                .submit("job.comparing", (progress, cancellation) -> ResultComparison.of(before, now), outcome -> {
                    Problem.of(outcome).ifPresent(workspace.messages()::report);
                    if (outcome instanceof Outcome.Done<ResultComparison> done && asked == number) {
                        compared = done.result();
                        refresh();
                    }
                });
    }

    /// Reads real shares, and shows them.
    public void readShares(Path file) {
        workspace.fileJobs().submit("job.readingShares", (progress, cancellation) -> RealShares.read(file), outcome -> {
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            if (outcome instanceof Outcome.Done<RealShares> done) {
                real = done.result();
                chart.set(ResultChart.REAL_SHARES);
                refresh();
            }
        });
    }

    /// The charts to choose from.
    public List<ResultChart> charts() {
        return List.of(ResultChart.values());
    }

    /// The chart that is chosen.
    public ObjectProperty<ResultChart> chartProperty() {
        return chart;
    }

    /// The chart, or null.
    public ReadOnlyObjectProperty<@Nullable Figure> figureProperty() {
        return figure.getReadOnlyProperty();
    }

    /// What must be done before the chosen chart can be drawn, if anything.
    public ReadOnlyObjectProperty<Optional<String>> missingProperty() {
        return missing.getReadOnlyProperty();
    }
}
