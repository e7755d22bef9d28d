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
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.report.FingerprintCache;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.SampleLessons;
import org.tiltmeter.sample.SampleModel;
import org.tiltmeter.sample.live.LiveTraining;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.lessons.Lesson;
import org.tiltmeter.views.lessons.LessonFile;
import org.tiltmeter.views.lessons.LessonStep;
import org.tiltmeter.views.lessons.LiveModel;
import org.tiltmeter.views.lessons.RecordedStep;
import org.tiltmeter.views.lessons.RecordingFile;
import org.tiltmeter.views.shell.Services;
import org.tiltmeter.views.shell.TiltmeterWindow;
import org.tiltmeter.work.Progress;

/// Every lesson as a class takes it, step by step, on the real sample models.
@ExtendWith(ApplicationExtension.class)
class LessonsFxTest {

    private static final int PATIENCE_SECONDS = 300;
    private static final int SECONDS_TO_STOP = 5;

    @TempDir
    Path folder;

    private final ExecutorService modelWorker = Executors.newSingleThreadExecutor();
    private final ExecutorService fileWorker = Executors.newSingleThreadExecutor();
    private Optional<TiltmeterWindow> window = Optional.empty();

    @Start
    void start(Stage stage) {
        UserFolders folders =
                UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux");
        TiltmeterWindow opened = new TiltmeterWindow(
                stage,
                new Services(
                        new RuntimeModels(new FingerprintCache(folder, Clock.systemUTC())),
                        new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "test"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        new RuntimeLessons(new Models(folders), folders),
                        modelWorker,
                        fileWorker,
                        folder.resolve("settings"),
                        "test"));
        window = Optional.of(opened);
        opened.show();
    }

    @Stop
    void stop() throws InterruptedException {
        window.ifPresent(TiltmeterWindow::close);
        modelWorker.shutdown();
        fileWorker.shutdown();
        assertThat(modelWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fileWorker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    static List<String> lessons() {
        return SampleLessons.files();
    }

    private Workspace workspace() {
        return window.orElseThrow().workspace();
    }

    /// Asks on the UI thread: what is looked up changes there.
    private static void await(Callable<Boolean> fact) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(fact).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Optional<ButtonBase> button(FxRobot robot, String query) {
        return robot.lookup(query).tryQueryAs(ButtonBase.class).filter(Node::isVisible);
    }

    /// Fires a button of the panel, whose page may be scrolled.
    private static void press(FxRobot robot, String query) {
        robot.interact(() -> button(robot, query).orElseThrow().fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void begin(FxRobot robot, Lesson lesson) throws TimeoutException {
        robot.clickOn("#lesson");
        String query = "#lesson-" + lesson.id();
        await(() -> button(robot, query).isPresent());
        press(robot, query);
        await(() -> button(robot, "#lesson-restart").isPresent());
    }

    private void act(FxRobot robot) throws TimeoutException {
        press(robot, "#lesson-act");
        await(() ->
                button(robot, "#lesson-act").filter(act -> !act.isDisabled()).isPresent());
        assertThat(Optional.ofNullable(workspace().messages().problemProperty().get())
                        .map(Problem::text))
                .isEmpty();
    }

    /// Every lesson with its recordings: what is computed is compared with them elsewhere.
    @ParameterizedTest
    @MethodSource("lessons")
    void isTaughtToItsEndAndResets(String file, FxRobot robot) throws TimeoutException {
        isTaught(LessonFile.parse(SampleLessons.text(file), file), true, robot);
    }

    @Test
    void isTaughtWithEverythingComputedHere(FxRobot robot) throws TimeoutException {
        isTaught(LessonFile.parse(SampleLessons.text("counterfactual.lesson.json"), "counterfactual"), false, robot);
    }

    private void isTaught(Lesson lesson, boolean recorded, FxRobot robot) throws TimeoutException {
        assertThat(lesson.minutes()).isBetween(5, 15);
        begin(robot, lesson);
        for (LessonStep step : lesson.steps()) {
            assertThat(isShown(robot, step.title())).as(step.title()).isTrue();
            if (step.guessFirst()) {
                assertThat(isAbove(robot, "#lesson-show", "#lesson-act"))
                        .as(step.title())
                        .isTrue();
            }
            if (step.action().isPresent()) {
                if (recorded) {
                    chooseRecordings(robot);
                }
                act(robot);
                assertThat(refusals()).isEmpty();
                if (computes(step)) {
                    assertThat(isVisible(robot, "#lesson-recorded-note"))
                            .as(step.title())
                            .isEqualTo(recorded);
                }
            }
            assertThat(robot.lookup("#lesson-reveal").tryQuery()).isEmpty();
            step.answer().ifPresent(answer -> press(robot, "#lesson-choice-" + answer));
            press(robot, "#lesson-show");
            assertThat(isShown(robot, step.reveal())).as(step.title()).isTrue();
            assertThat(robot.lookup("#lesson-verdict").queryAs(Labeled.class).getText())
                    .startsWith("Yes");
            button(robot, "#lesson-next")
                    .filter(next -> !next.isDisabled())
                    .ifPresent(next -> robot.interact(next::fire));
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(isVisible(robot, "#lesson-finish")).isTrue();
        ScrollPane panel = robot.lookup(".lesson-scroll").queryAs(ScrollPane.class);
        assertThat(panel.getContent().prefWidth(-1)).isPositive();
        press(robot, "#lesson-restart");
        assertThat(isShown(robot, lesson.steps().getFirst().title())).isTrue();
        assertThat(workspace().resultProperty().get()).isNull();
        assertThat(workspace().selection().pairProperty().get()).isNull();
        press(robot, "#lesson-leave");
        assertThat(robot.lookup("#lessonPanel").tryQuery()).isEmpty();
    }

    private static boolean computes(LessonStep step) {
        return step.action().stream()
                .flatMap(action -> action.commands().stream())
                .anyMatch(command -> switch (command.kind()) {
                    case RUN, SILENCE, DIRECTIONS -> true;
                    default -> false;
                });
    }

    private static void chooseRecordings(FxRobot robot) {
        button(robot, "#lesson-use-recordings")
                .filter(box -> !((CheckBox) box).isSelected())
                .ifPresent(box -> robot.interact(box::fire));
    }

    private static boolean isAbove(FxRobot robot, String upper, String lower) {
        return robot.lookup(upper).query().localToScene(0, 0).getY()
                < robot.lookup(lower).query().localToScene(0, 0).getY();
    }

    private List<String> refusals() {
        return workspace().messages().notices().stream()
                .filter(notice -> notice.kind() == Notice.Kind.WARNING)
                .map(Notice::text)
                .toList();
    }

    private static boolean isVisible(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static boolean isShown(FxRobot robot, String words) {
        return robot.lookup((Node node) -> node instanceof Labeled labeled && words.equals(labeled.getText()))
                .tryQuery()
                .isPresent();
    }

    private static ProbeResult first(AuditResult result) {
        return result.results().stream()
                .filter(one -> !one.control())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theExpertThatTheLessonSilencesCarriesTheEffect(FxRobot robot) throws TimeoutException {
        PlantedTruth.Carrier carrier = SampleModel.ASSOCIATIONS.truth().associations().stream()
                .flatMap(association -> Optional.ofNullable(association.carrier()).stream())
                .findFirst()
                .orElseThrow();
        assertThat(SampleLessons.text("silencing.lesson.json"))
                .contains("\"%d/%d, ".formatted(carrier.layer(), carrier.expert()))
                .contains("expert %d of layer %d".formatted(carrier.expert(), carrier.layer()));
        assertThat(SampleLessons.text("routing.lesson.json"))
                .contains("expert %d of layer %d".formatted(carrier.expert(), carrier.layer()));
        Lesson lesson = LessonFile.parse(SampleLessons.text("silencing.lesson.json"), "silencing");
        workspaceWithAnotherModel(robot);
        begin(robot, lesson);
        chooseRecordings(robot);
        act(robot);
        double effect = first(workspace().resultProperty().get()).effect().mean();
        press(robot, "#lesson-next");
        act(robot);
        List<Double> effects = robot.lookup("#silencing").lookup(".lesson-number").<Labeled>queryAll().stream()
                .map(Labeled::getText)
                .filter(text -> text.matches("[\u2212-]?[0-9.]+"))
                .map(text -> Double.parseDouble(text.replace('\u2212', '-')))
                .toList();
        assertThat(effects).hasSize(4);
        assertThat(effects.getFirst()).isCloseTo(effect, org.assertj.core.data.Offset.offset(0.01));
        assertThat(effects.get(1)).isLessThan(0.35 * effect);
        assertThat(effects.get(2)).isGreaterThan(0.7 * effect);
        assertThat(effects.get(3)).isGreaterThan(0.7 * effect);
    }

    /// A lesson that follows another has the other's model to put away first.
    private void workspaceWithAnotherModel(FxRobot robot) throws TimeoutException {
        Path other = new RuntimeLessons(
                        new Models(UserFolders.of(
                                Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux")),
                        UserFolders.ofThisUser())
                .model("olmoe-occupations");
        robot.interact(() -> window.orElseThrow().open(other));
        await(() -> button(robot, "#load").isPresent());
        press(robot, "#load");
        await(() -> workspace().modelProperty().get() != null);
        robot.interact(() -> workspace().featureProperty().set("start"));
    }

    @Test
    void theLiveLessonRecoversWhatTheClassChose(FxRobot robot) throws TimeoutException {
        begin(robot, LessonFile.parse(SampleLessons.text("live.lesson.json"), "live"));
        act(robot);
        press(robot, "#lesson-recording");
        await(() -> robot.lookup("#lesson-recovered").tryQuery().isPresent());
        assertThat(button(robot, "#lesson-open")).isEmpty();
        press(robot, "#lesson-train");
        await(() -> button(robot, "#lesson-open").isPresent());
        press(robot, "#lesson-open");
        await(() -> workspace().modelProperty().get() != null);
        assertThat(workspace().modelProperty().get().summary().name()).isEqualTo("trained-in-class");
    }

    @Test
    void notesAreShownToThePresenterOnly(FxRobot robot) throws TimeoutException {
        Lesson lesson = LessonFile.parse(SampleLessons.text("certainty.lesson.json"), "certainty");
        begin(robot, lesson);
        String first = lesson.steps().getFirst().notes();
        assertThat(isShown(robot, first)).isFalse();
        press(robot, "#lesson-notes-window");
        Labeled notes = robot.lookup("#notesText").queryAs(Labeled.class);
        assertThat(notes.getText()).isEqualTo(first);
        assertThat(notes.getScene())
                .isNotSameAs(robot.lookup("#lessonPanel").query().getScene());
        press(robot, "#lesson-next");
        assertThat(notes.getText()).isEqualTo(lesson.steps().get(1).notes());
        press(robot, "#lesson-leave");
        assertThat(notes.getScene().getWindow().isShowing()).isFalse();
    }

    private void trainUntilItRuns(FxRobot robot) throws TimeoutException {
        press(robot, "#lesson-train");
        await(() -> Optional.ofNullable(
                        workspace().modelJobs().currentProperty().get())
                .flatMap(job -> job.stepProperty().get())
                .filter(step -> step.phase() == Progress.Phase.TRAINING && step.done() > 0)
                .isPresent());
    }

    @Test
    void trainingIsCancelledAndTheWindowClosesInTheMiddle(FxRobot robot) throws Exception {
        begin(robot, LessonFile.parse(SampleLessons.text("live.lesson.json"), "live"));
        act(robot);
        trainUntilItRuns(robot);
        robot.interact(() -> workspace().modelJobs().cancelAll());
        await(() -> button(robot, "#lesson-train")
                .filter(train -> !train.isDisabled())
                .isPresent());
        assertThat(robot.lookup("#lesson-recovered").tryQuery()).isEmpty();
        assertThat(workspace().messages().problemProperty().get()).isNull();
        trainUntilItRuns(robot);
        robot.interact(() -> window.orElseThrow().close());
        window = Optional.empty();
        modelWorker.submit(() -> {}).get(SECONDS_TO_STOP, TimeUnit.SECONDS);
    }

    @Test
    void theRecordingIsOfATrainingThatKeptItsPromise() {
        LiveModel.Trained recorded =
                RecordingFile.read(SampleLessons.recording("live").orElseThrow(), "live").steps().stream()
                        .map(RecordedStep::answer)
                        .filter(RecordedStep.Training.class::isInstance)
                        .map(answer -> ((RecordedStep.Training) answer).trained())
                        .findFirst()
                        .orElseThrow();
        assertThat(recorded.words()).hasSameSizeAs(LiveTraining.occupations());
        assertThat(recorded.largestError()).isBetween(0.0, LiveTraining.STATED_ERROR);
        assertThat(recorded.words())
                .allSatisfy(word -> assertThat(word.interval().known()).isTrue());
    }
}
