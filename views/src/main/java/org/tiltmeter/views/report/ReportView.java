package org.tiltmeter.views.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.report.AuditReport.Section;
import org.tiltmeter.report.ReportPreview;
import org.tiltmeter.report.SessionReport;
import org.tiltmeter.report.Verification;
import org.tiltmeter.session.PinnedFigure;
import org.tiltmeter.views.EmptyState;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.ScreenImages;

/// The report of the session: what the user writes, the pages as they will be printed, the pinned
/// figures. UI thread.
public final class ReportView {

    private static final Duration REST = Duration.millis(700);
    private static final double PAGE_WIDTH = 640;

    private final ReportViewModel viewModel;
    private final FileDialogs dialogs;
    private final PauseTransition rest = new PauseTransition(REST);
    private final Parent node;

    @FXML
    private SplitPane content;

    @FXML
    private StackPane idle;

    @FXML
    private TextField title;

    @FXML
    private TextField auditor;

    @FXML
    private TextField organisation;

    @FXML
    private TextArea purpose;

    @FXML
    private TextField conflicts;

    @FXML
    private TextArea remarks;

    @FXML
    private VBox parts;

    @FXML
    private Button verify;

    @FXML
    private VBox repetitions;

    @FXML
    private Label pageCount;

    @FXML
    private ProgressIndicator busy;

    @FXML
    private Button savePdf;

    @FXML
    private Button saveHtml;

    @FXML
    private Button saveDocx;

    @FXML
    private ScrollPane pagesPane;

    @FXML
    private VBox pages;

    @FXML
    private Label obstacle;

    @FXML
    private Label noFigures;

    @FXML
    private VBox figures;

    /// @param dialogs ask where the report goes
    public ReportView(ReportViewModel viewModel, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        rest.setOnFinished(event -> viewModel.refresh());
        node = Fxml.load(this);
        node.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                showState();
            }
        });
    }

    /// The screen.
    public Node node() {
        return node;
    }

    @FXML
    void initialize() {
        Map<String, TextInputControl> fields = Map.of(
                SessionReport.TITLE, title,
                SessionReport.AUDITOR, auditor,
                SessionReport.ORGANISATION, organisation,
                SessionReport.PURPOSE, purpose,
                SessionReport.CONFLICTS, conflicts,
                SessionReport.REMARKS, remarks);
        fields.forEach((subject, field) ->
                field.textProperty().bindBidirectional(viewModel.words().text(subject)));
        for (Section section : Section.values()) {
            CheckBox box = new CheckBox(Texts.get(name(section)));
            box.setWrapText(true);
            box.setSelected(viewModel.has(section));
            box.selectedProperty().subscribe(kept -> viewModel.choose(section, kept));
            parts.getChildren().add(box);
        }
        idle.getChildren()
                .setAll(new EmptyState(Feather.FILE_TEXT, "report.emptyTitle", "report.emptyText")
                        .withAction("goToResults", "report.emptyAction", () -> viewModel.goTo("results")));
        // What is hidden asks for no room.
        content.managedProperty().bind(content.visibleProperty());
        busy.visibleProperty().bind(viewModel.busyProperty());
        savePdf.setOnAction(event -> save(FileDialogs.Kind.PAGE));
        saveHtml.setOnAction(event -> save(FileDialogs.Kind.WEB_PAGE));
        saveDocx.setOnAction(event -> save(FileDialogs.Kind.TEXT_DOCUMENT));
        verify.setOnAction(event -> viewModel.verify());
        verify.disableProperty().bind(viewModel.modelProperty().isNull().or(viewModel.verifyingProperty()));
        viewModel
                .verifyingProperty()
                .subscribe(running -> verify.setText(Texts.get(running ? "report.verifying" : "report.verifyRun")));
        viewModel.repetitions().addListener((ListChangeListener<RepetitionLine>) change -> showRepetitions());
        viewModel.figures().figures().addListener((ListChangeListener<PinnedFigure>) change -> showFigures());
        viewModel.previewProperty().subscribe(this::show);
        viewModel.obstacleProperty().subscribe(problem -> {
            obstacle.setText(problem.map(known -> known.text()).orElse(""));
            obstacle.setVisible(problem.isPresent());
        });
        viewModel.staleProperty().subscribe(stale -> refreshSoon());
        viewModel.busyProperty().subscribe(running -> refreshSoon());
        showFigures();
    }

    private static String name(Section section) {
        return switch (section) {
            case FIGURES -> "report.part.figures";
            case STATISTICS -> "report.part.statistics";
            case PROBES -> "report.part.probes";
            case NOTES -> "report.part.notes";
            case ITEMS -> "report.part.items";
            case LOG -> "report.part.log";
            case SIGN_OFF -> "report.part.signOff";
        };
    }

    private void showState() {
        boolean ready = viewModel.hasResult() || !viewModel.figures().figures().isEmpty();
        content.setVisible(ready);
        idle.setVisible(!ready);
        refreshSoon();
    }

    private void refreshSoon() {
        if (node() != null
                && node().getScene() != null
                && content.isVisible()
                && viewModel.staleProperty().get()) {
            rest.playFromStart();
        }
    }

    private void save(FileDialogs.Kind kind) {
        dialogs.chooseTarget(Texts.get("report.saveTitle"), kind, viewModel.suggestedFileName())
                .ifPresent(viewModel::write);
    }

    private void show(Optional<ReportPreview> preview) {
        pages.getChildren()
                .setAll(preview.stream()
                        .flatMap(known -> known.pages().stream())
                        .map(page -> {
                            ImageView view = new ImageView(ScreenImages.of(page));
                            view.setPreserveRatio(true);
                            view.fitWidthProperty()
                                    .bind(pagesPane
                                            .widthProperty()
                                            .subtract(48)
                                            .map(width -> Math.min(PAGE_WIDTH, Math.max(120, width.doubleValue()))));
                            StackPane paper = new StackPane(view);
                            paper.getStyleClass().add("report-page");
                            paper.setMaxWidth(Region.USE_PREF_SIZE);
                            return paper;
                        })
                        .toList());
        pageCount.setText(preview.map(known -> known.pageCount() > known.pages().size()
                        ? Texts.get("report.firstPages", known.pages().size(), known.pageCount())
                        : Texts.get("report.pages", known.pageCount()))
                .orElse(""));
        List.of(savePdf, saveHtml, saveDocx).forEach(button -> button.setDisable(preview.isEmpty()));
    }

    private void showFigures() {
        List<PinnedFigure> pinned = viewModel.figures().figures();
        noFigures.setVisible(pinned.isEmpty());
        noFigures.setManaged(pinned.isEmpty());
        figures.getChildren().clear();
        for (int i = 0; i < pinned.size(); i++) {
            figures.getChildren().add(new FigureCard(viewModel, pinned.get(i), i, pinned.size()));
        }
    }

    private void showRepetitions() {
        repetitions
                .getChildren()
                .setAll(viewModel.repetitions().stream().map(ReportView::line).toList());
    }

    private static Label line(RepetitionLine line) {
        Verification verification = line.verification();
        String drift = verification
                .largest()
                .map(largest -> String.format(java.util.Locale.ROOT, "%.2g", largest.drift()))
                .orElse("0");
        Label label = new Label(Texts.get(
                line.repeats() ? "report.repeats" : "report.doesNotRepeat",
                line.audit(),
                drift,
                verification.bound().reason(),
                String.join(" ", verification.differences())));
        label.setGraphic(new FontIcon(line.repeats() ? Feather.CHECK : Feather.ALERT_TRIANGLE));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
