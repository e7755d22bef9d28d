package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.AnsweringDialogs;
import org.tiltmeter.views.FakeHub;
import org.tiltmeter.views.FakeOpener;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.hub.HubSource;
import org.tiltmeter.views.lessons.LessonMaterials;
import org.tiltmeter.views.lessons.LiveModel;
import org.tiltmeter.work.BadInputException;

/// The whole window over a made-up model, with a lesson and a sample, and dialogs that everybody cancels unless a
/// test answers them.
public final class OpenWindow {

    private static final String LESSON = """
        {"format": "tiltmeter-lesson", "version": 1, "id": "one", "title": "One lesson about something", "minutes": 5,
         "summary": "A lesson that says in a sentence what it is about.", "live": "nothing that takes long.",
         "steps": [{"title": "First", "text": "Something to read that is long enough to need a second line.",
                    "action": {"label": "Open the model and the probes", "commands": [{"do": "model", "with": "sample"},
                      {"do": "probes", "with": "jobs"}, {"do": "screen", "with": "probes"}]},
                    "question": "Which of these is it?", "choices": ["this one", "that one"], "answer": 1,
                    "reveal": "It is that one, for a reason.", "notes": "Wait for the class."},
                   {"title": "Second", "text": "The end."}]}
        """;

    private final ExecutorService modelWorker = Executors.newSingleThreadExecutor();
    private final ExecutorService fileWorker = Executors.newSingleThreadExecutor();
    private final FakeOpener opener = new FakeOpener();
    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private final Path folder;
    private final Stage stage;
    private final TiltmeterWindow window;
    private final List<String> faults = new ArrayList<>();

    /// @param folder empty, for everything that is written
    public OpenWindow(Path folder, Stage stage) throws IOException {
        this.folder = folder;
        this.stage = stage;
        this.window = new TiltmeterWindow(
                stage,
                new Services(
                        opener,
                        new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "test"),
                        Optional.of(model("sample")),
                        Optional.of(SampleProbes.set()),
                        List.of(),
                        new OneLesson(),
                        modelWorker,
                        fileWorker,
                        folder.resolve("settings"),
                        "test",
                        Optional.of(new HubSource(new FakeHub(), folder.resolve("models")))),
                dialogs);
        workspace().messages().problemProperty().subscribe(problem -> {
            if (problem != null && problem.messageKey().equals("problem.fault")) {
                faults.add(problem.details());
            }
        });
        window.show();
    }

    private final class OneLesson implements LessonMaterials {

        @Override
        public List<File> files() {
            return List.of(new File("one.lesson.json", LESSON), new File("broken.lesson.json", "{}"));
        }

        @Override
        public Path model(String name) {
            try {
                return OpenWindow.this.model(name);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public ProbeSet probes(String name) {
            return SampleProbes.set();
        }

        @Override
        public ConceptSet concepts(String name) {
            throw new BadInputException("There are no concepts " + name + ".");
        }

        @Override
        public Optional<byte[]> recording(String lesson) {
            return Optional.empty();
        }

        @Override
        public Optional<LiveModel> liveModel() {
            return Optional.empty();
        }
    }

    /// A folder that opens as a model, below the window's.
    public Path model(String name) throws IOException {
        Path model = Files.createDirectories(folder.resolve(name));
        Files.writeString(model.resolve("config.json"), "{}");
        return model;
    }

    /// The window.
    public TiltmeterWindow window() {
        return window;
    }

    /// What opens models for it.
    public FakeOpener opener() {
        return opener;
    }

    /// What answers its questions for files and folders.
    public AnsweringDialogs dialogs() {
        return dialogs;
    }

    /// What all its parts share.
    public Workspace workspace() {
        return window.workspace();
    }

    /// Its stage.
    public Stage stage() {
        return stage;
    }

    /// Whether work runs or waits.
    public boolean isIdle() {
        return workspace().modelJobs().pending().isEmpty()
                && workspace().fileJobs().pending().isEmpty()
                && workspace().fetchJobs().pending().isEmpty();
    }

    /// Shows a screen and waits for what it computes.
    public void show(String screen) throws TimeoutException {
        UiThread.run(() -> workspace().featureProperty().set(screen));
        UiThread.await(this::isIdle);
    }

    /// Opens the sample and asks its probe set.
    public void runSample() throws TimeoutException {
        UiThread.run(window::openSample);
        UiThread.await(() -> workspace().modelProperty().get() != null && isIdle());
        run();
    }

    /// Asks the probe set that is open with the header's button.
    public void run() throws TimeoutException {
        UiThread.run(() -> ((Button) stage.getScene().lookup("#run")).fire());
        UiThread.await(() -> workspace().resultProperty().get() != null && isIdle());
    }

    /// Selects the first pair of the result.
    public void selectPair() {
        UiThread.run(() -> workspace()
                .selection()
                .pairProperty()
                .set(workspace().resultProperty().get().items().getFirst().pair()));
    }

    /// The words of a labelled node.
    static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }

    /// Whether words can be read somewhere.
    static boolean shows(FxRobot robot, String words) {
        return robot.lookup((Node node) -> node instanceof Labeled labeled
                        && node.isVisible()
                        && labeled.getText() != null
                        && labeled.getText().contains(words))
                .tryQuery()
                .isPresent();
    }

    /// Waits for a fact, asked on the UI thread, and for what the toolkit still has to do.
    public static void await(Callable<Boolean> fact) throws TimeoutException {
        UiThread.await(fact);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Closes the window and ends its workers; no fault of the program was told until then.
    public void close() throws InterruptedException {
        window.close();
        modelWorker.shutdown();
        fileWorker.shutdown();
        assertThat(modelWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fileWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(faults).as("faults of the program").isEmpty();
    }
}
