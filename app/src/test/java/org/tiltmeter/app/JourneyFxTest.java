package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
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

/// An auditor's way through the whole program with a real model: open, edit, run, a pair, its tokens and experts, a
/// concept, export, save, close, open again. Asserts on what the user sees.
@ExtendWith(ApplicationExtension.class)
class JourneyFxTest {

    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private final ExecutorService modelWorker = Executors.newSingleThreadExecutor();
    private final ExecutorService fileWorker = Executors.newSingleThreadExecutor();
    private final Answers dialogs = new Answers();
    private Optional<TiltmeterWindow> window = Optional.empty();

    /// Answers every dialog with the path that was set before.
    private static final class Answers implements FileDialogs {

        private Optional<Path> answer = Optional.empty();

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

    @Start
    void start(Stage stage) {
        UserFolders folders =
                UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux");
        TiltmeterWindow opened = new TiltmeterWindow(
                stage,
                new Services(
                        new RuntimeModels(new FingerprintCache(folder, Clock.systemUTC())),
                        new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "test"),
                        Optional.of(new Models(folders).folder(Models.SAMPLE)),
                        Optional.of(fewerWords(ProbeFile.parse(SampleProbes.occupations(), "the sample probe set"))),
                        List.of(ConceptFile.parse(SampleConcepts.occupations(), "the sample concept set")),
                        LessonMaterials.none(),
                        modelWorker,
                        fileWorker,
                        folder.resolve("settings"),
                        "test"),
                dialogs);
        window = Optional.of(opened);
        opened.show();
    }

    /// The sample probes with a tenth of the occupations, so that the journey is short.
    private static ProbeSet fewerWords(ProbeSet probes) {
        return new ProbeSet(
                probes.name(),
                probes.description(),
                probes.source(),
                probes.attributes(),
                Map.of("occupation", List.of("nurse", "carpenter", "secretary", "electrician")),
                probes.templates());
    }

    @Stop
    void stop() throws InterruptedException {
        window.orElseThrow().close();
        modelWorker.shutdown();
        fileWorker.shutdown();
        assertThat(modelWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fileWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private Workspace workspace() {
        return window.orElseThrow().workspace();
    }

    private static void await(Callable<Boolean> fact) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, fact);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean isShown(FxRobot robot, String query) {
        return shown(robot, query).isPresent();
    }

    private static String text(FxRobot robot, String query) {
        return shown(robot, query).map(Labeled.class::cast).orElseThrow().getText();
    }

    /// The node of this query that the user sees, among those of the same name in tabs that are not in front.
    private static Optional<Node> shown(FxRobot robot, String query) {
        return robot.lookup(query).queryAll().stream()
                .filter(JourneyFxTest::isSeen)
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

    /// Opens a model by the button and loads it after its summary was shown.
    private void openTheSampleModelByHand(FxRobot robot) throws TimeoutException {
        UserFolders folders =
                UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux");
        dialogs.answer = Optional.of(new Models(folders).folder(Models.SAMPLE));
        robot.clickOn("#changeModel");
        await(() -> isShown(robot, "#load"));
        assertThat(workspace().modelProperty().get())
                .as("shown before it is loaded")
                .isNull();
        robot.clickOn("#load");
        await(() -> workspace().modelProperty().get() != null);
        assertThat(text(robot, "#modelName")).isEqualTo("olmoe-occupations");
    }

    private void writeAndRunProbes(FxRobot robot) throws TimeoutException {
        robot.clickOn("#feature-probes");
        robot.clickOn("#probes-sample");
        WaitForAsyncUtils.waitForFxEvents();
        String before = text(robot, "#count");
        TextArea first = robot.lookup(".template-text").<TextArea>queryAll().stream()
                .filter(area -> area.getText().startsWith("The {occupation} said that"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> first.setText("The {job} said that {gender.subject} was late."));
        assertThat(text(robot, "#problem")).contains("{job}");
        robot.interact(() -> first.setText("On {day.name}, the {occupation} said that {gender.subject} was late."));
        assertThat(isShown(robot, "#problem")).isFalse();
        assertThat(text(robot, "#count")).isNotEqualTo(before);
        robot.clickOn("#run");
        await(() -> workspace().resultProperty().get() != null);
    }

    @Test
    void fromOpeningAModelToAnExportedFigureAndASavedSession(FxRobot robot) throws Exception {
        openTheSampleModelByHand(robot);
        writeAndRunProbes(robot);

        String finding = text(robot, "#finding");
        assertThat(finding).contains("women", "men", "nats", "95 % interval", "20 templates", "neutral swaps");
        assertThat(robot.lookup("#words").queryTableView().getItems()).hasSize(4);

        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(2));
        TableView<?> pairs = robot.lookup("#pairs").queryTableView();
        robot.interact(() -> pairs.getSelectionModel().select(0));
        assertThat(isShown(robot, "#detail")).isTrue();
        export(robot, "pairs.csv");
        assertThat(Files.readAllLines(folder.resolve("pairs.csv")).getFirst()).contains("text A", "difference (nats)");

        lookAtRouting(robot);
        lookAtConcepts(robot);
        writeTheReport(robot);
        saveCloseAndOpenAgain(robot, finding);
    }

    private void writeTheReport(FxRobot robot) throws TimeoutException {
        robot.clickOn("#feature-report");
        await(() -> robot.lookup(".report-page").tryQuery().isPresent());
        assertThat(robot.lookup(".report-figure").queryAll()).hasSize(1);
        Path page = folder.resolve("report.pdf");
        dialogs.answer = Optional.of(page);
        robot.clickOn("#savePdf");
        await(() -> Files.exists(page) && Files.size(page) > 20_000);
    }

    private void export(FxRobot robot, String name) throws TimeoutException {
        Path file = folder.resolve(name);
        dialogs.answer = Optional.of(file);
        robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
        await(() -> Files.exists(file));
    }

    private void lookAtRouting(FxRobot robot) throws TimeoutException, IOException {
        robot.clickOn("#feature-routing");
        await(() -> isShown(robot, "#heatmap") && !text(robot, "#sentence").isBlank());
        assertThat(text(robot, "#sentence")).contains("bits", "Neutral swaps");
        assertThat(text(robot, "#caution")).contains("not yet bias");
        Slider layer = (Slider) shown(robot, "#layer").orElseThrow();
        robot.interact(() -> layer.setValue(3));
        assertThat(text(robot, "#layerLabel")).contains("3");
        assertThat(workspace().selection().layerProperty().get()).isEqualTo(3);
        robot.clickOn("#variantA");

        MenuButton menu = (MenuButton) shown(robot, "#heatmapMenu").orElseThrow();
        Path picture = folder.resolve("routing.png");
        dialogs.answer = Optional.of(picture);
        robot.interact(() -> firstPicture(menu).fire());
        await(() -> Files.exists(picture) && Files.size(picture) > 5_000);
        Path drawing = folder.resolve("routing.svg");
        dialogs.answer = Optional.of(drawing);
        robot.interact(() -> item(menu, "SVG").fire());
        await(() -> Files.exists(drawing) && Files.size(drawing) > 5_000);
        robot.interact(() -> item(menu, "Pin").fire());
        assertThat(Files.readString(drawing)).contains("<text", "not yet bias");
    }

    private static MenuItem firstPicture(MenuButton menu) {
        return menu.getItems().stream()
                .filter(Menu.class::isInstance)
                .map(Menu.class::cast)
                .findFirst()
                .orElseThrow()
                .getItems()
                .getFirst();
    }

    private static MenuItem item(MenuButton menu, String words) {
        return menu.getItems().stream()
                .filter(item -> item.getText() != null && item.getText().contains(words))
                .findFirst()
                .orElseThrow();
    }

    private void lookAtConcepts(FxRobot robot) throws TimeoutException {
        robot.clickOn("#feature-concepts");
        WaitForAsyncUtils.waitForFxEvents();
        await(() -> isShown(robot, "#idleAction"));
        TextArea with = robot.lookup("#positive").queryAs(TextArea.class);
        TextArea without = robot.lookup("#negative").queryAs(TextArea.class);
        robot.interact(() -> {
            with.setText(lines("woman", "mother", "sister", "girl", "aunt", "lady", "queen", "daughter"));
            without.setText(lines("letter", "clock", "box", "ticket", "lamp", "book", "map", "key"));
        });
        robot.clickOn("#idleAction");
        await(() -> isShown(robot, "#results") && isShown(robot, "#sentence"));
        assertThat(text(robot, "#sentence")).contains("held-out", "shuffled labels");
        assertThat(text(robot, "#caution")).contains("not cause");
    }

    private static String lines(String... words) {
        return Arrays.stream(words).map(word -> "On Friday, the " + word).collect(Collectors.joining("\n"));
    }

    private void saveCloseAndOpenAgain(FxRobot robot, String finding) throws TimeoutException {
        Path file = folder.resolve("audit.tilt");
        dialogs.answer = Optional.of(file);
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        await(() -> text(robot, "#sessionMenu").equals("audit.tilt"));
        robot.press(KeyCode.CONTROL, KeyCode.N).release(KeyCode.N, KeyCode.CONTROL);
        await(() -> workspace().resultProperty().get() == null);
        robot.press(KeyCode.CONTROL, KeyCode.O).release(KeyCode.O, KeyCode.CONTROL);
        await(() -> workspace().resultProperty().get() != null);
        robot.clickOn("#feature-results");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text(robot, "#finding")).isEqualTo(finding);
    }
}
