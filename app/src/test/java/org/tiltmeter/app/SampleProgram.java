package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.FingerprintCache;
import org.tiltmeter.sample.SampleConcepts;
import org.tiltmeter.sample.SampleProbes;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.lessons.LessonMaterials;
import org.tiltmeter.views.shell.Services;
import org.tiltmeter.views.shell.TiltmeterWindow;

/// The whole program over the sample model and few sample probes, with dialogs that answer what was set before.
final class SampleProgram {

    private static final int PATIENCE_SECONDS = 120;

    private final ExecutorService modelWorker = Executors.newSingleThreadExecutor();
    private final ExecutorService fileWorker = Executors.newSingleThreadExecutor();
    private final TiltmeterWindow window;
    private final Models models;
    private Optional<Path> answer = Optional.empty();

    /// @param folder of its own, for all that it writes
    SampleProgram(Stage stage, Path folder) {
        models = new Models(
                UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux"));
        window = new TiltmeterWindow(
                stage,
                new Services(
                        new RuntimeModels(new FingerprintCache(folder, Clock.systemUTC())),
                        new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "test"),
                        Optional.of(models.folder(Models.SAMPLE)),
                        Optional.of(fewerWords(ProbeFile.parse(SampleProbes.occupations(), "the sample probe set"))),
                        List.of(ConceptFile.parse(SampleConcepts.occupations(), "the sample concept set")),
                        LessonMaterials.none(),
                        modelWorker,
                        fileWorker,
                        folder.resolve("settings"),
                        "test"),
                new Answers());
        window.show();
    }

    /// Answers every dialog with the path that was set before.
    private final class Answers implements FileDialogs {

        @Override
        public Optional<Path> chooseFolder(String title) {
            return answer;
        }

        @Override
        public Optional<Path> chooseFile(String title, Kind kind) {
            return answer;
        }

        @Override
        public Optional<Path> chooseTarget(String title, Kind kind, String name) {
            return answer;
        }
    }

    /// The sample probes with a tenth of the occupations, so that a journey is short.
    private static ProbeSet fewerWords(ProbeSet probes) {
        return new ProbeSet(
                probes.name(),
                probes.description(),
                probes.source(),
                probes.attributes(),
                Map.of("occupation", List.of("nurse", "carpenter", "secretary", "electrician")),
                probes.templates());
    }

    /// Folder of the sample model.
    Path model() {
        return models.folder(Models.SAMPLE);
    }

    /// What the dialogs that follow are answered.
    void answer(Path path) {
        answer = Optional.of(path);
    }

    Workspace workspace() {
        return window.workspace();
    }

    /// Closes the window and ends the workers.
    void close() throws InterruptedException {
        window.close();
        modelWorker.shutdown();
        fileWorker.shutdown();
        assertThat(modelWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fileWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    static void await(Callable<Boolean> fact) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, fact);
        WaitForAsyncUtils.waitForFxEvents();
    }

    static boolean isShown(FxRobot robot, String query) {
        return shown(robot, query).isPresent();
    }

    static String text(FxRobot robot, String query) {
        return shown(robot, query).map(Labeled.class::cast).orElseThrow().getText();
    }

    /// The node of this query that the user sees, among those of the same name in tabs that are not in front.
    static Optional<Node> shown(FxRobot robot, String query) {
        return robot.lookup(query).queryAll().stream()
                .filter(SampleProgram::isSeen)
                .findFirst();
    }

    private static boolean isSeen(Node node) {
        for (Node one = node; one != null; one = one.getParent()) {
            if (!one.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
