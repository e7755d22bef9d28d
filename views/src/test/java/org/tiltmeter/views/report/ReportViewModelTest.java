package org.tiltmeter.views.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.report.AuditReport.Section;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.report.Responsibility;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.report.SessionReport;
import org.tiltmeter.session.PinnedFigure;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.session.SessionViewModel;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class ReportViewModelTest {

    @TempDir
    Path folder;

    private final DirectWorkspace workspace = new DirectWorkspace();
    private SessionViewModel session;
    private ReportViewModel report;

    @BeforeEach
    void begin() {
        session = new SessionViewModel(
                workspace.get(),
                new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "test"),
                new Settings(),
                path -> {});
        report = new ReportViewModel(workspace.get(), session);
    }

    @AfterEach
    void end() {
        session.close();
        workspace.settle();
    }

    private void audit() throws Exception {
        Path place = Files.createDirectories(folder.resolve("model"));
        FakeModel model = new FakeModel(place);
        ModelOrigin origin = new ModelOrigin(
                new TreeMap<>(Map.of("model.safetensors", "abc")),
                RuntimeFacts.here("Tiltmeter test", "fake engine", "CPU", "exact", 1));
        workspace.get().originProperty().set(origin);
        workspace.get().modelProperty().set(model);
        workspace.get().probesProperty().set(SampleProbes.set());
        AuditResult result =
                Audit.run(model, SampleProbes.set(), AuditSettings.defaults(), Progress.none(), new Cancellation());
        workspace
                .get()
                .runProperty()
                .set(new AuditRun(
                        "Audit",
                        Instant.now(),
                        Responsibility.unnamed(),
                        model.summary(),
                        origin.fingerprints(),
                        origin.runtime(),
                        List.of(new AuditRun.Part(SampleProbes.set(), result))));
        workspace.get().resultProperty().set(result);
        workspace.settle();
    }

    private static Figure figure(String title) {
        return new Heatmap(
                Caption.of(title),
                Axis.numbered("expert", 2),
                Axis.numbered("token", 2),
                new Matrix(2, 2, new float[] {0, 1, 2, Float.NaN}),
                Scale.sequential(0, 2, "amount"),
                java.util.Optional.empty());
    }

    private List<String> titles() {
        return report.figures().figures().stream().map(PinnedFigure::title).toList();
    }

    @Test
    void pinnedFiguresAreOrderedDescribedAndComeBack() throws Exception {
        audit();
        List.of("one", "two", "three").forEach(title -> report.figures().pin(figure(title)));
        workspace.settle();
        report.figures().move(2, 0);
        workspace.settle();
        assertThat(titles()).containsExactly("three", "one", "two");
        report.figures().describe(report.figures().figures().get(1), "uno", "look at the corner");
        workspace.settle();
        report.figures().unpin(report.figures().figures().get(1));
        workspace.settle();
        assertThat(titles()).containsExactly("three", "two");
        Notice notice = workspace.get().messages().notices().getLast();
        notice.action().orElseThrow().run().run();
        workspace.settle();
        assertThat(titles()).containsExactly("three", "uno", "two");

        Path file = folder.resolve("mine.tilt");
        session.saveAs(file);
        workspace.settle();
        session.begin();
        workspace.settle();
        assertThat(titles()).isEmpty();
        session.open(file);
        workspace.settle();
        assertThat(titles()).containsExactly("three", "uno", "two");
        assertThat(report.figures().figures().get(1).note()).isEqualTo("look at the corner");
    }

    @Test
    void whatIsWrittenIsSavedAndStandsInTheReport() throws Exception {
        audit();
        report.words().text(SessionReport.AUDITOR).set("Ada");
        report.words().text(SessionReport.AUDITOR).set("Ada <b>Example</b>");
        report.words().text(SessionReport.REMARKS).set("Only English was tested.");
        workspace.settle();
        report.figures().pin(figure("a heatmap"));
        workspace.settle();
        Path html = folder.resolve("report.html");
        report.write(html);
        workspace.settle();
        assertThat(workspace.get().messages().problemProperty().get()).isNull();
        assertThat(html)
                .content()
                .contains("Ada &lt;b&gt;Example&lt;/b&gt;", "Only English was tested.", "a heatmap", "Action log");

        report.choose(Section.LOG, false);
        report.choose(Section.FIGURES, false);
        report.write(html);
        workspace.settle();
        assertThat(html).content().doesNotContain("a heatmap", "Action log").contains("Limits");
    }

    @Test
    void thePagesArePreviewedAndAgainAfterAChange() throws Exception {
        audit();
        report.refresh();
        workspace.settle();
        assertThat(report.obstacleProperty().get()).isEmpty();
        var first = report.previewProperty().get().orElseThrow();
        assertThat(first.pages()).isNotEmpty();
        assertThat(first.pages().getFirst().getWidth()).isGreaterThan(700);
        assertThat(report.staleProperty().get()).isFalse();
        report.choose(Section.PROBES, false);
        assertThat(report.staleProperty().get()).isTrue();
        report.refresh();
        workspace.settle();
        assertThat(report.previewProperty().get().orElseThrow().pageCount()).isLessThanOrEqualTo(first.pageCount());
    }

    @Test
    void withoutAnAuditThereIsNoReport() {
        report.refresh();
        workspace.settle();
        assertThat(report.previewProperty().get()).isEmpty();
        assertThat(report.obstacleProperty().get().orElseThrow().text()).contains("holds no audit");
    }

    @Test
    void theAuditsOfTheLoadedModelAreComputedAgain() throws Exception {
        audit();
        report.verify();
        workspace.settle();
        assertThat(report.verifyingProperty().get()).isFalse();
        assertThat(report.repetitions()).hasSize(1);
        assertThat(report.repetitions().getFirst().repeats()).isTrue();
        assertThat(report.repetitions().getFirst().drifts())
                .allSatisfy(drift -> assertThat(drift.drift()).isZero());
    }
}
