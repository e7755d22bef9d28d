package org.tiltmeter.views.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Jobs;
import org.tiltmeter.views.lessons.LessonsViewModel;
import org.tiltmeter.views.session.SaveState;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.views.settings.SettingsFile;
import org.tiltmeter.work.BadInputException;

/// The program's window. Made and used on the UI thread; close it before the workers in its
/// services are ended.
public final class TiltmeterWindow {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double LEAST_WIDTH = 900;
    private static final double LEAST_HEIGHT = 600;

    private final ExecutorService lookWorker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("look").factory());
    private final ExecutorService fetchWorker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("fetch").factory());
    private final Stage stage;
    private final ShellViewModel viewModel;
    private final ShellView view;
    private final Scene scene;
    private final KeyboardPanes panes;
    private final WindowMemory memory;
    private final FaultWindow faults;

    /// A window that asks for files with the system's dialogs.
    public TiltmeterWindow(Stage stage, Services services) {
        this(stage, services, new SystemFileDialogs(stage));
    }

    /// @param stage the window
    /// @param services what it is built from
    /// @param dialogs ask for files and folders
    public TiltmeterWindow(Stage stage, Services services, FileDialogs dialogs) {
        this.stage = stage;
        Workspace workspace = new Workspace(
                new Jobs(services.modelWorker(), Platform::runLater),
                new Jobs(services.fileWorker(), Platform::runLater),
                new Jobs(lookWorker, Platform::runLater),
                new Jobs(fetchWorker, Platform::runLater));
        Settings settings = settings(services.settingsFolder(), workspace);
        this.viewModel = new ShellViewModel(services, workspace, settings);
        LessonStage lessonStage = new LessonStage(viewModel);
        LessonsViewModel lessons =
                new LessonsViewModel(workspace, services.lessons(), lessonStage, settings.lessonRecordingsProperty());
        Features features = new Features(viewModel, lessons, dialogs);
        this.view = new ShellView(viewModel, lessons, features.all(), dialogs);
        features.connect(view);
        lessonStage.connect(view);
        this.scene = new Scene(view.node(), WIDTH, HEIGHT);
        new Appearance(scene, settings).install();
        this.panes = view.ring(scene);
        List<Command> commands = new CommandList(
                        viewModel, view, lessons, panes, () -> stage.setFullScreen(!stage.isFullScreen()))
                .all();
        new Shortcuts(scene, viewModel, view).install(commands, view.palette(commands));
        new ContextMenus(scene, features.saver()).install();
        this.memory = new WindowMemory(stage, settings);
        this.faults = new FaultWindow(stage, scene, services.version(), Clock.systemUTC());
        acceptDrops();
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        memory.restore();
        viewModel.session().fileProperty().subscribe(ignored -> nameStage());
        viewModel.session().stateProperty().subscribe(ignored -> nameStage());
        viewModel.session().refreshLeftovers();
        lessons.load();
    }

    private static Settings settings(Path folder, Workspace workspace) {
        try {
            return new Settings(SettingsFile.read(folder));
        } catch (IOException | BadInputException unreadable) {
            workspace.messages().report(Problem.of(unreadable));
            return new Settings();
        }
    }

    private void nameStage() {
        String name = viewModel
                .session()
                .fileProperty()
                .get()
                .map(file -> String.valueOf(file.getFileName()))
                .orElse(Texts.get("session.untitled"));
        SaveState state = viewModel.session().stateProperty().get();
        boolean unsaved = state == SaveState.SAVING || state == SaveState.FAILED;
        stage.setTitle(Texts.get(unsaved ? "shell.titleUnsaved" : "shell.title", name));
    }

    private void acceptDrops() {
        scene.setOnDragOver(event -> {
            if (!files(event).isEmpty()) {
                event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK, TransferMode.MOVE);
                view.showDropTarget(true);
            }
            event.consume();
        });
        scene.setOnDragExited(event -> view.showDropTarget(false));
        scene.setOnDragDropped(event -> {
            view.showDropTarget(false);
            List<Path> files = files(event);
            files.stream().findFirst().ifPresent(this::open);
            event.setDropCompleted(!files.isEmpty());
            event.consume();
        });
    }

    private static List<Path> files(DragEvent event) {
        return event.getDragboard().getFiles().stream()
                .map(file -> file.toPath())
                .toList();
    }

    /// Shows the window.
    public void show() {
        stage.show();
        panes.enterScreen();
    }

    /// Shows a fault that nothing caught; what is open stays.
    public void showFault(Throwable thrown) {
        faults.show(thrown);
    }

    /// Comes to the front.
    public void toFront() {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /// Opens whatever a path is: a session, a probe file, or else a model.
    public void open(Path path) {
        viewModel.open(path);
    }

    /// Loads the sample model and the sample probe set, one click from a result.
    public void openSample() {
        viewModel.openSample();
    }

    /// Loads the sample model and the sample probe set, and runs them.
    public void runSample() {
        viewModel.runSample();
    }

    /// Saves what is still to be saved and gives the model back. The work for that is queued on
    /// the workers, so end them with `shutdown`, not `shutdownNow`, and wait for them.
    public void close() {
        memory.remember();
        viewModel.workspace().lookJobs().cancelAll();
        lookWorker.shutdown();
        viewModel.workspace().fetchJobs().cancelAll();
        fetchWorker.shutdown();
        viewModel.close();
        stage.hide();
    }

    /// Asks all work but saving to stop, on any thread: for an end of the process in which the UI thread no longer
    /// answers.
    public void stopWork() {
        viewModel.workspace().modelJobs().stop();
        viewModel.workspace().lookJobs().stop();
        viewModel.workspace().fetchJobs().stop();
    }

    /// What every feature shares; for tests and for those who look on.
    public Workspace workspace() {
        return viewModel.workspace();
    }

    /// What the user has set.
    public Settings settings() {
        return viewModel.settings();
    }
}
