package org.tiltmeter.views.report;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Drawing;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.FigureExport;
import org.tiltmeter.figure.FigureJson;
import org.tiltmeter.figure.Theme;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.report.AuditReport;
import org.tiltmeter.report.AuditReport.Section;
import org.tiltmeter.report.Repetition;
import org.tiltmeter.report.ReportFigure;
import org.tiltmeter.report.ReportFormat;
import org.tiltmeter.report.ReportPreview;
import org.tiltmeter.report.SessionReport;
import org.tiltmeter.report.StoredAudit;
import org.tiltmeter.report.StoredBenchmark;
import org.tiltmeter.report.StoredResult;
import org.tiltmeter.session.PinnedFigure;
import org.tiltmeter.session.Session;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.session.PinnedFigureList;
import org.tiltmeter.views.session.ReportWords;
import org.tiltmeter.views.session.SessionViewModel;

/// The report of the window's session: its parts, its pages as they will be printed, its files; and whether its numbers
/// repeat. UI thread.
public final class ReportViewModel {

    private static final int PREVIEWED_PAGES = 12;
    private static final int PREVIEW_DOTS = 96;
    private static final double THUMBNAIL_SCALE = 0.6;

    private final Workspace workspace;
    private final SessionViewModel session;
    private final Set<Section> sections = EnumSet.allOf(Section.class);
    private final ReadOnlyObjectWrapper<Optional<ReportPreview>> preview =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Problem>> obstacle = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper verifying = new ReadOnlyBooleanWrapper();
    private final ObservableList<RepetitionLine> repetitions = FXCollections.observableArrayList();
    private final Map<String, BufferedImage> thumbnails = new HashMap<>();
    private @Nullable Job previewing;
    private @Nullable Job verification;

    public ReportViewModel(Workspace workspace, SessionViewModel session) {
        this.workspace = workspace;
        this.session = session;
        session.figures().figures().addListener((ListChangeListener<PinnedFigure>) change -> stale.set(true));
        workspace.resultProperty().subscribe((before, after) -> forget());
        session.fileProperty().subscribe((before, after) -> stale.set(true));
        ReportWords.SUBJECTS.forEach(subject -> words().text(subject).subscribe((before, after) -> stale.set(true)));
    }

    private void forget() {
        stale.set(true);
        repetitions.clear();
    }

    /// The pinned figures.
    public PinnedFigureList figures() {
        return session.figures();
    }

    /// What the user writes.
    public ReportWords words() {
        return session.words();
    }

    /// Whether a part that may be left out is in the report.
    public boolean has(Section section) {
        return sections.contains(section);
    }

    /// Draws a pinned figure small, once.
    ///
    /// @param sink hears the picture on the UI thread; not at all where the figure is damaged
    public void thumbnail(PinnedFigure figure, Consumer<BufferedImage> sink) {
        BufferedImage known = thumbnails.get(figure.json());
        if (known != null) {
            sink.accept(known);
            return;
        }
        workspace
                .fileJobs()
                .submit(
                        "job.drawing",
                        (progress, cancellation) -> {
                            Figure drawn = FigureJson.read(figure.title(), figure.json());
                            double height = Drawing.suggestedHeight(drawn, FigureExport.WIDTH);
                            return FigureExport.image(drawn, FigureExport.WIDTH, height, THUMBNAIL_SCALE, Theme.LIGHT);
                        },
                        outcome -> {
                            if (outcome instanceof Outcome.Done<BufferedImage> done) {
                                thumbnails.put(figure.json(), done.result());
                                sink.accept(done.result());
                            }
                        });
    }

    /// Takes a part into the report, or leaves it out.
    public void choose(Section section, boolean kept) {
        if (kept ? sections.add(section) : sections.remove(section)) {
            stale.set(true);
        }
    }

    /// Makes the preview again where something has changed since.
    public void refresh() {
        if (!stale.get() || busy.get()) {
            return;
        }
        stale.set(false);
        busy.set(true);
        Set<Section> kept = chosen();
        previewing = session.read(
                "job.previewing",
                (open, cancellation) ->
                        ReportPreview.of(report(open, kept), PREVIEWED_PAGES, PREVIEW_DOTS, cancellation),
                this::previewed);
    }

    private void previewed(Outcome<ReportPreview> outcome) {
        busy.set(false);
        previewing = null;
        obstacle.set(Problem.of(outcome));
        preview.set(
                outcome instanceof Outcome.Done<ReportPreview> done ? Optional.of(done.result()) : Optional.empty());
    }

    /// Stops what is running here.
    public void cancel() {
        Optional.ofNullable(previewing).ifPresent(Job::cancel);
        Optional.ofNullable(verification).ifPresent(Job::cancel);
    }

    /// Writes the report; the file's name says in which format.
    public void write(Path file) {
        Set<Section> kept = chosen();
        session.read(
                "job.writingReport",
                (open, cancellation) -> {
                    ReportFormat.write(report(open, kept), file);
                    open.log().append("report-written", String.valueOf(file.getFileName()), "");
                    return file;
                },
                outcome -> {
                    Problem.of(outcome).ifPresent(workspace.messages()::report);
                    if (outcome instanceof Outcome.Done<Path>) {
                        workspace
                                .messages()
                                .tell(Notice.of(Notice.Kind.SUCCESS, "file.saved", String.valueOf(file.getFileName())));
                    }
                });
    }

    private Set<Section> chosen() {
        return sections.isEmpty() ? EnumSet.noneOf(Section.class) : EnumSet.copyOf(sections);
    }

    private static AuditReport report(Session open, Set<Section> kept) {
        return SessionReport.of(open, ReportFigure.pinned(open)).withSections(kept);
    }

    /// A file name for the report, without extension.
    public String suggestedFileName() {
        String name = session.fileProperty()
                .get()
                .map(file -> String.valueOf(file.getFileName()).replaceFirst("\\.tilt$", ""))
                .orElse("tiltmeter");
        return name.toLowerCase(Locale.ROOT) + "-report";
    }

    /// Computes every audit of the session that was made with the loaded model again.
    public void verify() {
        LanguageModel model = workspace.modelProperty().get();
        if (model == null || verifying.get()) {
            return;
        }
        verifying.set(true);
        repetitions.clear();
        String fingerprint = workspace.fingerprintProperty().get();
        session.read(
                "job.readingAudits",
                (open, cancellation) -> Stream.concat(
                                StoredAudit.all(open).stream(), StoredBenchmark.all(open).stream())
                        .map(StoredResult.class::cast)
                        .filter(audit -> audit.saved().modelFingerprint().equals(Optional.of(fingerprint)))
                        .toList(),
                outcome -> {
                    if (outcome instanceof Outcome.Done<List<StoredResult>> done) {
                        again(model, workspace.originProperty().get(), done.result());
                    } else {
                        verifying.set(false);
                        Problem.of(outcome).ifPresent(workspace.messages()::report);
                    }
                });
    }

    private void again(LanguageModel model, ModelOrigin origin, List<StoredResult> audits) {
        if (audits.isEmpty()) {
            verifying.set(false);
            workspace.messages().tell(Notice.of(Notice.Kind.WARNING, "report.nothingToVerify"));
            return;
        }
        verification = workspace
                .modelJobs()
                .submit(
                        "job.verifying",
                        (progress, cancellation) -> {
                            List<RepetitionLine> lines = new ArrayList<>();
                            for (StoredResult audit : audits) {
                                lines.add(new RepetitionLine(
                                        audit.saved().name(),
                                        Repetition.of(
                                                audit,
                                                model,
                                                origin.fingerprints(),
                                                origin.runtime(),
                                                progress,
                                                cancellation)));
                            }
                            return lines;
                        },
                        outcome -> {
                            verifying.set(false);
                            verification = null;
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<List<RepetitionLine>> done) {
                                repetitions.setAll(done.result());
                            }
                        });
    }

    /// The first pages; empty before the first preview and where there is nothing to report.
    public ReadOnlyObjectProperty<Optional<ReportPreview>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /// Whether something has changed since the preview was made.
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// Whether the preview is being made.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Why there is no report, if there is none.
    public ReadOnlyObjectProperty<Optional<Problem>> obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    /// Whether audits are being computed again.
    public ReadOnlyBooleanProperty verifyingProperty() {
        return verifying.getReadOnlyProperty();
    }

    /// What computing the audits again has shown.
    public ObservableList<RepetitionLine> repetitions() {
        return repetitions;
    }

    /// Whether there is a model to verify with.
    public ReadOnlyObjectProperty<@Nullable LanguageModel> modelProperty() {
        return workspace.modelProperty();
    }

    /// Whether an audit is there to be reported.
    public boolean hasResult() {
        return workspace.resultProperty().get() != null;
    }

    /// Goes to another feature.
    public void goTo(String feature) {
        workspace.featureProperty().set(feature);
    }
}
