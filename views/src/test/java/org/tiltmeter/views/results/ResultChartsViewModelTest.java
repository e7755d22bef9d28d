package org.tiltmeter.views.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.ScatterChart;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The charts of a result, and what the user must give for some of them.
class ResultChartsViewModelTest {

    @TempDir
    private Path folder;

    private final DirectWorkspace workspace = new DirectWorkspace();
    private final ResultsViewModel results = new ResultsViewModel(workspace.get());
    private final ResultChartsViewModel charts = results.charts();

    private AuditResult run(long seed) {
        AuditResult result = Audit.run(
                new FakeModel(folder),
                SampleProbes.set(),
                AuditSettings.defaults().withSeed(seed),
                Progress.none(),
                new Cancellation());
        workspace.get().resultProperty().set(result);
        workspace.settle();
        return result;
    }

    @Test
    void everyComparisonStandsInTheOverview() {
        AuditResult result = run(1);
        charts.chartProperty().set(ResultChart.OVERVIEW);
        IntervalChart chart =
                (IntervalChart) Objects.requireNonNull(charts.figureProperty().get());
        assertThat(chart.rows()).hasSameSizeAs(result.results());
        ProbeResult first = result.results().getFirst();
        assertThat(chart.rows().getFirst().points().getFirst().value())
                .isEqualTo(first.effect().mean());
    }

    @Test
    void eachGroupsValuesRiseFromNoneToAll() {
        run(1);
        charts.chartProperty().set(ResultChart.GROUPS);
        LineChart chart =
                (LineChart) Objects.requireNonNull(charts.figureProperty().get());
        assertThat(chart.series()).hasSize(2).allSatisfy(line -> {
            double[] shares = line.values();
            assertThat(shares).isSorted();
            assertThat(shares[shares.length - 1]).isEqualTo(1);
        });
    }

    @Test
    void aReferenceIsKeptAndComparedWithTheNextResult() {
        run(1);
        charts.chartProperty().set(ResultChart.COMPARED);
        assertThat(charts.missingProperty().get()).isPresent();
        charts.keepAsReference();
        workspace.settle();
        assertThat(charts.figureProperty().get()).isNull();
        AuditResult again = run(2);
        assertThat(charts.missingProperty().get()).isEmpty();
        IntervalChart chart =
                (IntervalChart) Objects.requireNonNull(charts.figureProperty().get());
        assertThat(chart.rows())
                .hasSameSizeAs(again.results())
                .allSatisfy(row -> assertThat(row.points().getLast().value()).isZero());
    }

    @Test
    void aReferenceThatIsReplacedComesBack() {
        run(1);
        charts.keepAsReference();
        run(2);
        charts.chartProperty().set(ResultChart.COMPARED);
        charts.keepAsReference();
        workspace.settle();
        assertThat(charts.figureProperty().get()).isNull();
        workspace
                .get()
                .messages()
                .notices()
                .getLast()
                .action()
                .orElseThrow()
                .run()
                .run();
        workspace.settle();
        assertThat(charts.figureProperty().get()).isNotNull();
    }

    @Test
    void realSharesAreDrawnAgainstTheModels() throws IOException {
        AuditResult result = run(1);
        charts.chartProperty().set(ResultChart.REAL_SHARES);
        assertThat(charts.missingProperty().get()).isPresent();
        ProbeResult shown = Objects.requireNonNull(results.comparisonProperty().get());
        String rows = shown.slots().stream()
                .flatMap(slot -> slot.terms().stream())
                .map(TermSummary::term)
                .distinct()
                .map(word -> word + ",0.25")
                .collect(Collectors.joining("\n"));
        charts.readShares(Files.writeString(folder.resolve("shares.csv"), "word,share\n" + rows));
        workspace.settle();
        ScatterChart chart =
                (ScatterChart) Objects.requireNonNull(charts.figureProperty().get());
        assertThat(chart.diagonal()).isTrue();
        assertThat(chart.points())
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.x()).isEqualTo(0.25));
        assertThat(chart.caption().footer()).anyMatch(line -> line.contains("shares.csv"));
        assertThat(result.results()).contains(shown);
        charts.readShares(Files.writeString(folder.resolve("broken.csv"), "word,share\nnurse,many\n"));
        workspace.settle();
        assertThat(workspace.get().messages().problemProperty().get()).isNotNull();
    }
}
