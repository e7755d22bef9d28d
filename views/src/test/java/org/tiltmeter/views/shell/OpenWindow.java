package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.AnsweringDialogs;
import org.tiltmeter.views.FakeHub;
import org.tiltmeter.views.FakeOpener;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.hub.HubSource;
import org.tiltmeter.views.lessons.LessonMaterials;
import org.tiltmeter.views.lessons.LiveModel;
import org.tiltmeter.work.BadInputException;

/// The whole window over a made-up model, with a lesson and a sample, and dialogs that everybody cancels.
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
    private final Path folder;
    private final Stage stage;
    private final TiltmeterWindow window;

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
                new AnsweringDialogs());
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

    private Path model(String name) throws IOException {
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

    /// Its stage.
    public Stage stage() {
        return stage;
    }

    /// Whether work runs or waits.
    public boolean isIdle() {
        return window.workspace().modelJobs().pending().isEmpty()
                && window.workspace().fileJobs().pending().isEmpty()
                && window.workspace().fetchJobs().pending().isEmpty();
    }

    /// Waits for a fact and for what the toolkit still has to do.
    public static void await(Callable<Boolean> fact) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, fact);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Closes the window and ends its workers.
    public void close() throws InterruptedException {
        window.close();
        modelWorker.shutdown();
        fileWorker.shutdown();
        assertThat(modelWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fileWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
}
