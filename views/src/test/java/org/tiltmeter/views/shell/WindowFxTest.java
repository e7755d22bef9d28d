package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiltmeter.views.shell.OpenWindow.await;
import static org.tiltmeter.views.shell.OpenWindow.shows;
import static org.tiltmeter.views.shell.OpenWindow.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
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
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.model.ComputeDevice;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Phase;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.views.settings.SettingsFile;
import org.tiltmeter.views.settings.ThemeChoice;
import org.tiltmeter.views.tokens.TokenStripView;

/// What a user does in the window, from opening a model to a saved session, seen as the user sees it.
@ExtendWith(ApplicationExtension.class)
class WindowFxTest {

    @TempDir
    Path folder;

    private OpenWindow open;

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    private Workspace workspace() {
        return open.workspace();
    }

    @Test
    void theSampleRunsByItselfWhenAskedTo(FxRobot robot) throws TimeoutException {
        robot.interact(open.window()::runSample);
        await(() -> workspace().resultProperty().get() != null);

        assertThat(text(robot, "#finding")).contains("7 templates");
        AuditResult first = workspace().resultProperty().get();
        robot.interact(open.window()::openSample);
        await(() -> workspace().modelProperty().get() != null
                && workspace().modelJobs().phaseProperty().get() == Phase.IDLE);
        assertThat(workspace().resultProperty().get()).as("runs once").isSameAs(first);
    }

    @Test
    void theSampleIsOneClickFromAResult(FxRobot robot) throws TimeoutException {
        assertThat(shows(robot, Texts.get("start.title"))).isTrue();
        open.runSample();

        assertThat(text(robot, "#finding"))
                .contains("women")
                .contains("men")
                .contains("nats")
                .contains("interval")
                .contains("7 templates")
                .contains("neutral swaps");
        assertThat(text(robot, "#modelName")).isEqualTo("sample");
        TableView<?> words = robot.lookup("#words").queryTableView();
        assertThat(words.getItems()).hasSize(7);
    }

    @Test
    void aPairIsSelectedEverywhereAndItsTableExported(FxRobot robot) throws Exception {
        open.runSample();
        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(2));
        TableView<?> pairs = robot.lookup("#pairs").queryTableView();
        robot.interact(() -> pairs.getSelectionModel().select(3));

        assertThat(workspace().selection().pairProperty().get()).isNotNull();
        assertThat(robot.lookup("#detail").query().isVisible()).isTrue();
        assertThat(shows(robot, Texts.get("results.logA"))).isTrue();
        Node detail = robot.lookup("#detail").query();
        Predicate<Node> strip = node -> node instanceof TokenStripView && node.isVisible();
        await(() -> robot.from(detail).lookup(strip).tryQuery().isPresent());

        Path table = folder.resolve("pairs.csv");
        open.dialogs().answer(table);
        robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
        await(() -> Files.exists(table));
        assertThat(Files.readAllLines(table).getFirst()).contains("text A", "text B", "difference (nats)");
        assertThat(Files.readAllLines(table)).hasSize(pairs.getItems().size() + 1);
    }

    @Test
    void aRunCanBeCancelledAndGoesOnWhereItStopped(FxRobot robot) throws Exception {
        robot.clickOn("#sample");
        await(() -> workspace().modelProperty().get() != null);
        var permits = open.opener().opened().getFirst().hold();
        robot.clickOn("#run");
        permits.release(20);
        await(() -> robot.lookup("#cancel").query().isVisible());
        robot.clickOn("#cancel");
        await(() -> robot.lookup("#run").queryAs(Button.class).isDisabled() == false);
        assertThat(workspace().resultProperty().get()).isNull();
        assertThat(shows(robot, "was cancelled after")).isTrue();

        permits.release(100_000);
        robot.clickOn("#run");
        await(() -> workspace().resultProperty().get() != null);
    }

    @Test
    void aRunThatEndsBehindAnotherScreenLeavesThatScreenAndSaysSo(FxRobot robot) throws Exception {
        robot.clickOn("#sample");
        await(() -> workspace().modelProperty().get() != null);
        var permits = open.opener().opened().getFirst().hold();
        await(() -> !robot.lookup("#results-run").query().isDisabled());
        robot.clickOn("#results-run");
        permits.release(20);
        await(() -> !workspace().modelJobs().pending().isEmpty());
        robot.interact(() -> workspace().featureProperty().set("probes"));
        permits.release(100_000);
        await(() -> workspace().resultProperty().get() != null);
        assertThat(workspace().featureProperty().get()).isEqualTo("probes");
        int pairs = workspace().resultProperty().get().items().size();
        assertThat(shows(robot, Texts.get("run.done", pairs))).isTrue();
        robot.clickOn(Texts.get("run.show"));
        assertThat(workspace().featureProperty().get()).isEqualTo("results");
    }

    @Test
    void nothingStartsARunWhileTheModelWorks(FxRobot robot) throws Exception {
        robot.clickOn("#sample");
        await(() -> workspace().modelProperty().get() != null && open.isIdle());
        CountDownLatch done = new CountDownLatch(1);
        robot.interact(() -> workspace()
                .modelJobs()
                .submit("job.audit", (progress, cancellation) -> done.await(60, TimeUnit.SECONDS), outcome -> {}));
        await(() -> robot.lookup("#results-run").query().isDisabled());
        done.countDown();
        await(() -> !robot.lookup("#results-run").query().isDisabled());
    }

    @Test
    void editingATemplateChangesTheExpansionAndCanBeUndone(FxRobot robot) throws Exception {
        robot.clickOn("#feature-probes");
        robot.clickOn("#probes-sample");
        WaitForAsyncUtils.waitForFxEvents();
        Label count = robot.lookup("#count").queryAs(Label.class);
        String before = count.getText();
        TextArea first = robot.lookup(".template-text").<TextArea>queryAll().stream()
                .filter(area -> area.getText().startsWith("On {day.name}, the {occupation} said"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> first.setText("The {occupation} said that {gender.subject} was tired."));
        assertThat(count.getText()).isNotEqualTo(before);

        robot.interact(() -> first.setText("The {job} said that {gender.subject} was tired."));
        assertThat(robot.lookup("#problem").query().isVisible()).isTrue();
        assertThat(text(robot, "#problem")).contains("{job}");

        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(count.getText()).isEqualTo(before);
        assertThat(robot.lookup("#problem").query().isVisible()).isFalse();
    }

    @Test
    void aSessionIsSavedClosedAndOpenedAgain(FxRobot robot) throws Exception {
        open.runSample();
        Path file = folder.resolve("audit.tilt");
        open.dialogs().answer(file);
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        await(() -> text(robot, "#sessionMenu").equals("audit.tilt"));
        String finding = text(robot, "#finding");

        robot.press(KeyCode.CONTROL, KeyCode.N).release(KeyCode.N, KeyCode.CONTROL);
        await(() -> workspace().resultProperty().get() == null);
        assertThat(workspace().probesProperty().get().templates()).isEmpty();

        robot.press(KeyCode.CONTROL, KeyCode.O).release(KeyCode.O, KeyCode.CONTROL);
        await(() -> workspace().resultProperty().get() != null);
        assertThat(text(robot, "#finding")).isEqualTo(finding);
        assertThat(workspace().probesProperty().get()).isEqualTo(SampleProbes.set());
        assertThat(text(robot, "#saveState")).isEqualTo(Texts.get("session.saved"));
    }

    @Test
    void anotherModelThanTheSessionsIsSaidBeforeAnythingIsComputed(FxRobot robot) throws Exception {
        open.runSample();
        Path file = folder.resolve("audit.tilt");
        open.dialogs().answer(file);
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        await(() -> text(robot, "#sessionMenu").equals("audit.tilt"));
        robot.press(KeyCode.CONTROL, KeyCode.N).release(KeyCode.N, KeyCode.CONTROL);
        await(() -> workspace().resultProperty().get() == null);

        open.opener().changeFingerprints();
        open.dialogs().answer(open.model("other"));
        robot.clickOn("#changeModel");
        await(() -> robot.lookup("#load").tryQuery().filter(Node::isVisible).isPresent());
        robot.clickOn("#load");
        await(() -> text(robot, "#modelName").equals("other"));

        open.dialogs().answer(file);
        robot.press(KeyCode.CONTROL, KeyCode.O).release(KeyCode.O, KeyCode.CONTROL);
        await(() -> workspace().messages().problemProperty().get() != null);
        assertThat(text(robot, "#problemText")).contains("another fingerprint");
    }

    @Test
    void textSizeAndFeaturesFollowTheKeyboard(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT3).release(KeyCode.DIGIT3, KeyCode.CONTROL);
        assertThat(workspace().featureProperty().get()).isEqualTo("probes");
        robot.press(KeyCode.CONTROL, KeyCode.EQUALS).release(KeyCode.EQUALS, KeyCode.CONTROL);
        assertThat(open.window().settings().textSizeProperty().get()).isEqualTo(110);
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT0).release(KeyCode.DIGIT0, KeyCode.CONTROL);
        assertThat(open.window().settings().textSizeProperty().get()).isEqualTo(100);
        robot.push(KeyCode.F1);
        assertThat(shows(robot, Texts.get("help.title"))).isTrue();
        robot.push(KeyCode.F1);
        assertThat(workspace().featureProperty().get()).isEqualTo("probes");
    }

    @Test
    void aCommandIsFoundByItsWordsAndShowsItsKeys(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        ListView<?> list = robot.lookup("#palette-list").queryListView();
        assertThat(list.getItems()).hasSizeGreaterThan(25);
        assertThat(shows(robot, "Ctrl+Shift+O")).isTrue();
        robot.write("concepts go");
        assertThat(list.getItems()).hasSize(1);
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(workspace().featureProperty().get()).isEqualTo("concepts");
        assertThat(robot.lookup("#palette").tryQuery()).isEmpty();
    }

    @Test
    void everyCommandOfThePaletteCanBeCarriedOutOrSaysWhyNot(FxRobot robot) throws Exception {
        robot.clickOn("#commands");
        int count = robot.lookup("#palette-list").queryListView().getItems().size();
        robot.push(KeyCode.ESCAPE);
        for (int i = 0; i < count; i++) {
            int row = i;
            robot.interact(() -> robot.lookup("#commands").queryButton().fire());
            robot.interact(() -> robot.lookup("#palette-list")
                    .queryListView()
                    .getSelectionModel()
                    .select(row));
            if (!String.valueOf(robot.lookup("#palette-list")
                            .queryListView()
                            .getSelectionModel()
                            .getSelectedItem())
                    .contains("Search sessions")) {
                robot.push(KeyCode.ENTER);
            } else {
                robot.push(KeyCode.ESCAPE);
            }
            WaitForAsyncUtils.waitForFxEvents();
        }
        await(() -> workspace().fileJobs().pending().isEmpty()
                && workspace().modelJobs().pending().isEmpty());
        assertThat(robot.lookup("#run").query().isVisible()).isTrue();
    }

    @Test
    void settingsAreKeptAndAProjectorChangesTheirLookForTheTime(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.COMMA).release(KeyCode.COMMA, KeyCode.CONTROL);
        await(() -> robot.lookup("#theme-dark").tryQuery().isPresent());
        robot.clickOn("#theme-dark");
        await(() -> workspace().fileJobs().pending().isEmpty());
        ComboBox<?> device = robot.lookup("#device").queryComboBox();
        assertThat(device.getItems()).hasSizeGreaterThanOrEqualTo(2);
        robot.interact(() -> device.getSelectionModel().select(1));
        assertThat(open.window().settings().device()).contains(ComputeDevice.CPU);
        robot.push(KeyCode.F5);
        assertThat(open.window().settings().shownTheme()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(open.window().settings().shownTextSize()).isEqualTo(150);
        robot.push(KeyCode.F5);
        assertThat(open.window().settings().shownTheme()).isEqualTo(ThemeChoice.DARK);
        robot.push(KeyCode.ESCAPE);
        assertThat(workspace().featureProperty().get()).isEqualTo("start");
        Settings stored = new Settings(SettingsFile.read(folder.resolve("settings")));
        assertThat(stored.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void runningWorkIsListedAndCanBeStopped(FxRobot robot) throws Exception {
        robot.clickOn("#sample");
        await(() -> workspace().modelProperty().get() != null);
        var permits = open.opener().opened().getFirst().hold();
        robot.clickOn("#run");
        permits.release(20);
        robot.clickOn("#jobs");
        await(() -> !workspace().modelJobs().pending().isEmpty()
                && workspace().fileJobs().pending().isEmpty());
        // whatever runs or waits is asked to stop: which of them is listed first depends on the moment
        await(() -> {
            robot.interact(() -> robot.lookup("#jobsPanel")
                    .lookup(".button")
                    .queryAllAs(Button.class)
                    .forEach(Button::fire));
            return workspace().modelJobs().pending().isEmpty();
        });
        await(() -> shows(robot, Texts.get("jobs.none")));
        permits.release(100_000);
    }

    @Test
    void aFaultIsOneWindowWithACodeAReportAndTheWayBack(FxRobot robot) throws Exception {
        open.runSample();
        robot.interact(() -> open.window().showFault(new IllegalStateException("first")));
        robot.interact(() -> open.window().showFault(new IllegalStateException("second")));
        String code = text(robot, "#faultCode");
        assertThat(code).matches("T-[0-9A-F]{6}");
        assertThat(text(robot, "#faultMore")).isEqualTo(Texts.get("fault.more", 1));
        assertThat(robot.lookup("#faultReport").queryTextInputControl().getText())
                .contains(code, "Tiltmeter test", "IllegalStateException: first", "IllegalStateException: second");
        robot.interact(() -> robot.lookup("#faultBack").queryButton().fire());
        assertThat(workspace().resultProperty().get()).isNotNull();
        robot.clickOn("#feature-probes");
        assertThat(workspace().featureProperty().get()).isEqualTo("probes");
    }

    @Test
    void theSameFaultHasTheSameCodeAndAnotherFaultAnother() {
        Instant when = Instant.EPOCH;
        List<String> codes = Stream.of("a", "b")
                .map(words -> FaultReport.of(new IllegalStateException(words), "1", when)
                        .code())
                .distinct()
                .toList();
        assertThat(codes).hasSize(1);
        assertThat(FaultReport.of(new IllegalArgumentException("a"), "1", when).code())
                .isNotEqualTo(codes.getFirst());
    }
}
