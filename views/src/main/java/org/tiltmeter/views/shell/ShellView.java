package org.tiltmeter.views.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.views.Feature;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Icons;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.lessons.LessonPanel;
import org.tiltmeter.views.lessons.LessonsViewModel;
import org.tiltmeter.views.model.ModelWords;

/// The frame around every feature: header, model bar, sidebar, status bar, messages. UI thread.
public final class ShellView {

    private final ShellViewModel viewModel;
    private final List<Feature> features;
    private final Parent node;
    private final FileDialogs dialogs;
    private final SessionMenu session;
    private final Screens screens;
    private final Sidebar entries;
    private final LessonsViewModel lessons;
    private final Dividers dividers;
    private Node jobsPanel = new Pane();
    private Optional<KeyboardPanes> keyboard = Optional.empty();

    @FXML
    private HBox header;

    @FXML
    private HBox modelBar;

    @FXML
    private HBox statusBar;

    @FXML
    private MenuButton sessionMenu;

    @FXML
    private Label saveState;

    @FXML
    private Button smaller;

    @FXML
    private Button larger;

    @FXML
    private Button theme;

    @FXML
    private Button help;

    @FXML
    private Button commands;

    @FXML
    private ToggleButton projector;

    @FXML
    private Button settings;

    @FXML
    private Button jobs;

    @FXML
    private StackPane root;

    @FXML
    private Label modelName;

    @FXML
    private Label modelDetails;

    @FXML
    private Button changeModel;

    @FXML
    private Label runNote;

    @FXML
    private ProgressBar progress;

    @FXML
    private Button cancel;

    @FXML
    private Button run;

    @FXML
    private HBox problemBar;

    @FXML
    private Label problemText;

    @FXML
    private Button problemCopy;

    @FXML
    private Button problemClose;

    @FXML
    private VBox sidebar;

    @FXML
    private SplitPane split;

    @FXML
    private StackPane content;

    @FXML
    private Label jobText;

    @FXML
    private Label fileText;

    @FXML
    private Label device;

    @FXML
    private Label offline;

    @FXML
    private TextField seed;

    @FXML
    private Pane toasts;

    @FXML
    private VBox dropTarget;

    /// @param lessons the lesson that is taught beside the screens
    /// @param features the sidebar's entries from the top
    /// @param dialogs ask for files and folders
    public ShellView(ShellViewModel viewModel, LessonsViewModel lessons, List<Feature> features, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.lessons = lessons;
        this.dividers = new Dividers(viewModel.settings());
        this.features = List.copyOf(features);
        this.dialogs = dialogs;
        this.node = Fxml.load(this);
        this.session = new SessionMenu(viewModel.session(), dialogs, sessionMenu, saveState);
        this.screens = new Screens(viewModel, this.features, dividers, dialogs, content);
        this.entries = new Sidebar(viewModel, this.features, sidebar);
        build();
    }

    /// The window's root.
    public Parent node() {
        return node;
    }

    private void build() {
        header();
        modelBar();
        problems();
        root.widthProperty().subscribe(entries::fit);
        statusBar();
        new Toasts(toasts, viewModel.workspace().messages());
        lessonPanel();
        viewModel.workspace().featureProperty().subscribe(id -> {
            keyboard.ifPresentOrElse(panes -> panes.change(() -> screens.show(id)), () -> screens.show(id));
            entries.select(id);
        });
    }

    /// The lesson stands beside the screens, or below them, while one is taught.
    private void lessonPanel() {
        LessonPlace place =
                new LessonPlace(split, new LessonPanel(lessons).node(), viewModel.settings(), dividers, entries);
        root.widthProperty().subscribe(place::fit);
        lessons.lessonProperty().subscribe(lesson -> place.show(lesson != null));
    }

    private void header() {
        session.install();
        Icons.set(smaller, Feather.ZOOM_OUT, Texts.get("shell.smaller"));
        Icons.set(larger, Feather.ZOOM_IN, Texts.get("shell.larger"));
        Icons.set(help, Feather.HELP_CIRCLE, Texts.get("shell.help"));
        Icons.set(commands, Feather.SEARCH, Texts.get("shell.commands"));
        Icons.set(projector, Feather.AIRPLAY, Texts.get("shell.projector"));
        Icons.set(settings, Feather.SETTINGS, Texts.get("shell.settings"));
        projector.selectedProperty().bindBidirectional(viewModel.settings().projectorProperty());
        settings.setOnAction(event -> viewModel.showSettings());
        smaller.setOnAction(event -> viewModel.settings().shrinkText());
        larger.setOnAction(event -> viewModel.settings().enlargeText());
        help.setOnAction(event -> viewModel.help());
        theme.setOnAction(event -> viewModel.nextTheme());
        viewModel.settings().themeProperty().subscribe(choice -> {
            switch (choice) {
                case AUTO -> Icons.set(theme, Feather.MONITOR, Texts.get("shell.theme.auto"));
                case LIGHT -> Icons.set(theme, Feather.SUN, Texts.get("shell.theme.light"));
                case DARK -> Icons.set(theme, Feather.MOON, Texts.get("shell.theme.dark"));
            }
        });
    }

    private void modelBar() {
        viewModel.workspace().modelProperty().subscribe(this::showModel);
        changeModel.setOnAction(event -> chooseModel());
        JobsViewModel jobs = viewModel.modelJobs();
        for (Node part : List.<Node>of(progress, cancel)) {
            part.visibleProperty().bind(jobs.busyProperty());
            part.managedProperty().bind(part.visibleProperty());
        }
        progress.progressProperty().bind(jobs.fractionProperty());
        progress.setAccessibleText(Texts.get("shell.busy"));
        cancel.disableProperty().bind(jobs.canCancelProperty().not());
        cancel.setOnAction(event -> jobs.cancel());
        cancel.setTooltip(new Tooltip(Texts.get("shell.cancelTip")));
        run.setTooltip(new Tooltip(Texts.get("shell.runTip")));
        run.setGraphic(new FontIcon(Feather.PLAY));
        run.setOnAction(event -> viewModel.run());
        run.disableProperty().bind(jobs.busyProperty());
        runNote.textProperty().bind(viewModel.runNoteProperty());
        // Where the window is narrow these are shortened.
        for (Label shortened : List.of(modelName, modelDetails, runNote, jobText, fileText)) {
            Tooltip whole = new Tooltip();
            whole.textProperty().bind(shortened.textProperty());
            shortened.setTooltip(whole);
        }
    }

    private void showModel(@Nullable LanguageModel model) {
        modelName.setText(
                model == null ? Texts.get("shell.noModel") : model.summary().name());
        modelDetails.setText(model == null ? "" : ModelWords.line(model.summary()));
        changeModel.setText(Texts.get(model == null ? "shell.openModel" : "shell.changeModel"));
    }

    private void problems() {
        problemBar.getChildren().addFirst(new FontIcon(Feather.ALERT_CIRCLE));
        problemBar.managedProperty().bind(problemBar.visibleProperty());
        problemBar
                .visibleProperty()
                .bind(viewModel.workspace().messages().problemProperty().isNotNull());
        viewModel.workspace().messages().problemProperty().subscribe(problem -> {
            problemText.setText(problem == null ? "" : problem.text());
            problemCopy.setVisible(problem != null && problem.cause().isPresent());
        });
        problemClose.setOnAction(event -> viewModel.workspace().messages().clearProblem());
        problemCopy.setOnAction(event -> Optional.ofNullable(
                        viewModel.workspace().messages().problemProperty().get())
                .ifPresent(this::copy));
    }

    private void copy(Problem problem) {
        ClipboardContent clipboard = new ClipboardContent();
        clipboard.putString(problem.details());
        Clipboard.getSystemClipboard().setContent(clipboard);
        viewModel.workspace().messages().tell(Notice.of(Notice.Kind.SUCCESS, "shell.problemCopied"));
    }

    /// What is done beside the model: fetching, which takes longest, before files.
    private String backgroundText() {
        String fetching = viewModel.fetchJobs().textProperty().get();
        return fetching.isEmpty() ? viewModel.fileJobs().textProperty().get() : fetching;
    }

    private void statusBar() {
        Node panel = new JobsPanel(
                        viewModel.workspace().modelJobs(),
                        viewModel.workspace().fileJobs(),
                        viewModel.workspace().lookJobs(),
                        viewModel.workspace().fetchJobs())
                .node();
        StackPane.setAlignment(panel, Pos.BOTTOM_LEFT);
        panel.setVisible(false);
        root.getChildren().add(panel);
        jobsPanel = panel;
        Icons.set(jobs, Feather.LIST, Texts.get("shell.jobs"));
        jobs.setOnAction(event -> toggleJobs());
        jobText.textProperty().bind(viewModel.modelJobs().textProperty());
        fileText.textProperty()
                .bind(Bindings.createStringBinding(
                        this::backgroundText,
                        viewModel.fileJobs().textProperty(),
                        viewModel.fetchJobs().textProperty()));
        offline.textProperty()
                .bind(Bindings.when(viewModel.fetchJobs().busyProperty())
                        .then(Texts.get("shell.online"))
                        .otherwise(Texts.get("shell.offline")));
        device.textProperty()
                .bind(Bindings.createStringBinding(
                        viewModel::device, viewModel.workspace().modelProperty()));
        offline.setTooltip(new Tooltip(Texts.get("shell.offlineTip")));
        seed.setTooltip(new Tooltip(Texts.get("shell.seedTip")));
        seed.setAccessibleText(Texts.get("shell.seed"));
        viewModel.workspace().seedProperty().subscribe(value -> seed.setText(Long.toString(value.longValue())));
        seed.setOnAction(event -> takeSeed());
        seed.focusedProperty().addListener((observed, before, focused) -> {
            if (!focused) {
                takeSeed();
            }
        });
    }

    private void takeSeed() {
        viewModel.setSeed(seed.getText());
        seed.setText(Long.toString(viewModel.workspace().seedProperty().get()));
    }

    SessionMenu sessionMenu() {
        return session;
    }

    /// The sidebar's entries from the top.
    List<Feature> features() {
        return features;
    }

    /// Shows where the keyboard is.
    ///
    /// @return takes it from part to part
    KeyboardPanes ring(Scene scene) {
        FocusRing ring = new FocusRing(scene, root);
        ring.install();
        KeyboardPanes panes = new KeyboardPanes(scene, content, this::parts, ring::isKeysUsedLast);
        panes.install();
        keyboard = Optional.of(panes);
        return panes;
    }

    /// The parts of the window from the top.
    private List<Node> parts() {
        List<Node> parts = new ArrayList<>(List.of(header, modelBar, problemBar, sidebar));
        parts.addAll(split.getItems());
        parts.addAll(List.of(statusBar, jobsPanel, toasts));
        return parts;
    }

    /// Makes the palette that the header's button opens.
    Palette palette(List<Command> all) {
        Palette palette = new Palette(root, all);
        commands.setOnAction(event -> palette.toggle());
        return palette;
    }

    /// Shows the list of running work, or hides it.
    void toggleJobs() {
        jobsPanel.setVisible(!jobsPanel.isVisible());
    }

    /// Hides the list of running work; says whether it was shown.
    boolean closeJobs() {
        boolean shown = jobsPanel.isVisible();
        jobsPanel.setVisible(false);
        return shown;
    }

    /// Asks for a model folder and looks at it.
    void chooseModel() {
        dialogs.chooseFolder(Texts.get("model.choose")).ifPresent(viewModel.model()::choose);
    }

    /// Passes a command of the keyboard to the feature that is shown.
    ///
    /// @return whether the feature does it
    boolean fire(EventType<Event> command) {
        return screens.fire(command);
    }

    /// Goes to the feature with this place in the sidebar, from 0, with the keyboard; does nothing where there is
    /// none.
    void goTo(int index) {
        if (index < features.size()) {
            viewModel.workspace().featureProperty().set(features.get(index).id());
            keyboard.ifPresent(KeyboardPanes::enterScreen);
        }
    }

    /// Shows where something dragged would go.
    void showDropTarget(boolean visible) {
        dropTarget.setVisible(visible);
    }
}
