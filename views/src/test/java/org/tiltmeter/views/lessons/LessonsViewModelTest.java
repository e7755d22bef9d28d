package org.tiltmeter.views.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.results.RecordedScores;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class LessonsViewModelTest {

    private final Desk desk = new Desk();
    private Optional<byte[]> recorded = Optional.empty();
    private final Window window = new Window();
    private final LessonsViewModel lessons =
            new LessonsViewModel(desk.workspace(), new Materials(), window, new SimpleBooleanProperty());

    /// Two lesson files, one of them broken, and a probe set.
    private final class Materials implements LessonMaterials {

        @Override
        public Optional<byte[]> recording(String lesson) {
            return recorded;
        }

        @Override
        public List<File> files() {
            return List.of(new File("broken.lesson.json", "{"), new File("two.lesson.json", """
                {"format": "tiltmeter-lesson", "version": 1, "id": "two", "title": "Two", "minutes": 5,
                 "summary": "A lesson.", "live": "Nothing.",
                 "steps": [{"title": "First", "text": "Look.", "action": {"label": "Open", "commands": [
                              {"do": "model", "with": "small"}, {"do": "probes", "with": "jobs/2"},
                              {"do": "screen", "with": "probes"}, {"do": "press", "with": "go"}]},
                            "question": "Which?", "choices": ["this", "that"], "answer": 1,
                            "reveal": "That."},
                           {"title": "Second", "text": "And this.", "action": {"label": "Train",
                             "commands": [{"do": "train"}, {"do": "pair", "with": "nobody"}]}},
                           {"title": "Third", "text": "Compute.", "action": {"label": "Run",
                             "commands": [{"do": "probes", "with": "jobs"}, {"do": "run"}]}}]}
                """));
        }

        @Override
        public Path model(String name) {
            return Path.of("/models", name);
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
        public Optional<LiveModel> liveModel() {
            return Optional.of(new Coin());
        }
    }

    /// A model that learns exactly what it is taught.
    private static final class Coin implements LiveModel {

        @Override
        public List<String> words() {
            return List.of("nurse", "mason");
        }

        @Override
        public double smallestShare() {
            return 0.05;
        }

        @Override
        public Trained train(Map<String, Double> shares, long seed, Progress progress, Cancellation cancellation) {
            return new Trained(
                    Optional.of(Path.of("/models/trained")),
                    1,
                    shares.entrySet().stream()
                            .map(share -> new Recovered(
                                    share.getKey(),
                                    share.getValue(),
                                    share.getValue() + 0.01,
                                    new Interval(0, 1, 0.95),
                                    8))
                            .toList());
        }

        @Override
        public String asked() {
            return "coin";
        }
    }

    /// Remembers what the lesson asked of the window.
    private final class Window implements LessonScreen {

        private final List<String> asked = new ArrayList<>();
        private boolean refuses;
        private final List<Runnable> later = new ArrayList<>();

        @Override
        public void run(RecordedScores recorded) {
            asked.add("run with " + recorded.texts().size() + " recorded");
        }

        @Override
        public boolean findDirections() {
            asked.add("find directions");
            return !refuses;
        }

        @Override
        public void later(Duration delay, Runnable work) {
            later.add(work);
        }

        @Override
        public void openModel(Path folder) {
            asked.add("open " + folder.getFileName());
            if (!refuses) {
                desk.workspace().modelProperty().set(new FakeModel(folder));
            }
        }

        @Override
        public void run() {
            asked.add("run");
        }

        @Override
        public void beginSession() {
            asked.add("begin session");
        }

        @Override
        public boolean press(String id) {
            asked.add("press " + id);
            return !refuses;
        }

        @Override
        public boolean point(String id) {
            return true;
        }
    }

    private void begin() {
        lessons.load();
        desk.work();
        lessons.begin(lessons.lessons().getFirst());
        desk.work();
    }

    private String title() {
        LessonStep step = lessons.stepProperty().get();
        return step == null ? "" : step.title();
    }

    @Test
    void aBrokenLessonIsOneSentenceAndTheOthersCanBeTaught() {
        lessons.load();
        desk.work();
        assertThat(lessons.lessons()).hasSize(1);
        assertThat(lessons.broken()).singleElement().asString().contains("broken.lesson.json");
    }

    @Test
    void carriesOutAStepInOrder() {
        begin();
        lessons.act();
        assertThat(lessons.busyProperty().get()).isTrue();
        desk.work();
        assertThat(lessons.busyProperty().get()).isFalse();
        assertThat(window.asked).containsExactly("open small", "press go");
        assertThat(desk.workspace().featureProperty().get()).isEqualTo("probes");
        assertThat(desk.workspace().probesProperty().get().templates()).hasSize(2);
        lessons.act();
        desk.work();
        assertThat(window.asked).as("the model is open already").endsWith("press go", "press go");
    }

    @Test
    void whatCannotBePressedIsSaid() {
        begin();
        desk.workspace().modelProperty().set(new FakeModel(Path.of("/models/small")));
        window.refuses = true;
        lessons.act();
        desk.work();
        assertThat(lessons.busyProperty().get()).isFalse();
        assertThat(desk.workspace().messages().problemProperty().get())
                .isEqualTo(Problem.of("lessons.cannotPress", "go"));
    }

    @Test
    void aModelThatDoesNotOpenStopsTheStep() {
        begin();
        window.refuses = true;
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("open small");
        assertThat(lessons.busyProperty().get()).isFalse();
    }

    @Test
    void theAnswerWaitsForTheGuessAndResetForgetsBoth() {
        begin();
        assertThat(lessons.revealedProperty().get()).isFalse();
        lessons.guessProperty().set(0);
        lessons.reveal();
        assertThat(lessons.revealedProperty().get()).isTrue();
        lessons.next();
        assertThat(title()).isEqualTo("Second");
        assertThat(lessons.revealedProperty().get()).isFalse();
        lessons.back();
        lessons.next();
        lessons.next();
        lessons.next();
        assertThat(title()).isEqualTo("Third");
        lessons.restart();
        assertThat(title()).isEqualTo("First");
        assertThat(lessons.guessProperty().get()).isEqualTo(LessonsViewModel.NO_GUESS);
        assertThat(desk.workspace().probesProperty().get().templates()).isEmpty();
    }

    @Test
    void workOfTheUserIsPutAwayFirst() {
        desk.workspace().probesProperty().set(SampleProbes.set());
        begin();
        assertThat(window.asked).containsExactly("begin session");
        lessons.finish();
        assertThat(lessons.lessonProperty().get()).isNull();
        assertThat(desk.workspace().featureProperty().get()).isEqualTo("lessons");
    }

    @Test
    void aClassTrainsItsModelAndAPairThatIsMissingIsSaid() {
        begin();
        lessons.next();
        lessons.act();
        desk.work();
        LiveLesson live = lessons.live().orElseThrow();
        assertThat(live.visibleProperty().get()).isTrue();
        assertThat(Optional.ofNullable(
                                desk.workspace().messages().problemProperty().get())
                        .map(Problem::text))
                .get()
                .asString()
                .contains("nobody");
        live.shares().getFirst().value().set(0.8);
        live.train();
        desk.work();
        LiveModel.Trained trained = live.trainedProperty().get();
        assertThat(trained).isNotNull();
        assertThat(trained.words().getFirst().chosen()).isEqualTo(0.8);
        assertThat(trained.largestError()).isCloseTo(0.01, org.assertj.core.data.Offset.offset(1e-9));
        live.openModel();
        assertThat(window.asked).containsExactly("open trained");
        live.useRecording();
        assertThat(notices()).singleElement().asString().contains("this lesson has none");
        assertThat(live.recorded()).isEmpty();
    }

    private List<String> notices() {
        return desk.workspace().messages().notices().stream().map(Notice::text).toList();
    }

    private static byte[] recordingOf(RecordedStep... steps) {
        return RecordingFile.write(new LessonRecording("two", List.of(steps)));
    }

    private static RecordedStep training(String asked) {
        return new RecordedStep(
                2,
                RecordingFileTest.origin("f", asked),
                new RecordedStep.Training(new LiveModel.Trained(
                        Optional.empty(),
                        9,
                        List.of(new LiveModel.Recovered("nurse", 0.9, 0.88, new Interval(0.8, 0.95, 0.95), 8)))));
    }

    @Test
    void theRecordingOfATrainingIsShownAsRecorded() {
        recorded = Optional.of(recordingOf(training("coin")));
        begin();
        LiveLesson live = lessons.live().orElseThrow();
        live.useRecording();
        assertThat(live.shares().getFirst().value().get()).isEqualTo(0.9);
        assertThat(live.recorded().map(RecordingWords::full))
                .get()
                .asString()
                .contains("recorded", "4 May 2026", "12 s");
        live.train();
        desk.work();
        assertThat(live.recorded()).isEmpty();
    }

    @Test
    void theRecordingOfAnotherTrainingIsRefused() {
        recorded = Optional.of(recordingOf(training("dice")));
        begin();
        lessons.live().orElseThrow().useRecording();
        assertThat(notices()).singleElement().asString().contains("other texts or settings");
        assertThat(lessons.live().orElseThrow().trainedProperty().get()).isNull();
    }

    private void openThird(String fingerprint, String asked, boolean use) {
        recorded = Optional.of(recordingOf(new RecordedStep(
                3,
                RecordingFileTest.origin(fingerprint, asked),
                RecordedStep.Scores.of(Map.of("A text.", new double[] {0, -1})))));
        begin();
        lessons.useRecordingsProperty().set(use);
        lessons.next();
        lessons.next();
    }

    @Test
    void aRecordingThatFitsIsShownAndSaysSo() {
        openThird("", Asked.audit(SampleProbes.set()), true);
        assertThat(lessons.recordedStep()).isPresent();
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("run with 1 recorded");
        assertThat(lessons.recordedProperty().get().map(RecordingWords::full))
                .get()
                .asString()
                .contains("recorded", "small", "4 May 2026");
        lessons.restart();
        assertThat(lessons.recordedProperty().get()).isEmpty();
    }

    @Test
    void aRecordingOfAnotherModelIsRefusedAndTheStepComputed() {
        openThird("0123456789abcdef", Asked.audit(SampleProbes.set()), true);
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("run");
        assertThat(notices()).singleElement().asString().contains("0123456789ab", "computed");
        assertThat(lessons.recordedProperty().get()).isEmpty();
    }

    @Test
    void aRecordingOfAnotherQuestionIsRefusedAndTheStepComputed() {
        openThird("", Asked.audit(SampleProbes.set().withName("another")), true);
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("run");
        assertThat(notices()).singleElement().asString().contains("other texts or settings");
        desk.workspace().messages().notices().clear();
        desk.workspace().seedProperty().set(7);
        lessons.act();
        desk.work();
        assertThat(notices()).singleElement().asString().contains("seed 42", "7");
    }

    @Test
    void aRecordingIsOfferedWhereComputingTakesLongAndReplacesIt() {
        openThird("", Asked.audit(SampleProbes.set()), false);
        lessons.act();
        assertThat(lessons.offeredProperty().get()).isFalse();
        window.later.getLast().run();
        assertThat(lessons.offeredProperty().get()).isTrue();
        lessons.useRecordingNow();
        desk.work();
        assertThat(window.asked).containsExactly("run", "run with 1 recorded");
        assertThat(lessons.offeredProperty().get()).isFalse();
        assertThat(lessons.useRecordingsProperty().get()).isFalse();
        assertThat(lessons.recordedProperty().get()).isPresent();
    }

    @Test
    void nothingIsOfferedOnceTheStepIsDone() {
        openThird("", Asked.audit(SampleProbes.set()), false);
        lessons.act();
        desk.work();
        window.later.getLast().run();
        assertThat(lessons.offeredProperty().get()).isFalse();
        lessons.useRecordingNow();
        desk.work();
        assertThat(window.asked).containsExactly("run");
    }

    @Test
    void aBrokenRecordingIsOneSentenceAndTheLessonComputes() {
        recorded = Optional.of(new byte[] {1, 2, 3});
        begin();
        assertThat(notices()).singleElement().asString().contains("two.recording.json.gz", "computed here");
        lessons.useRecordingsProperty().set(true);
        lessons.next();
        lessons.next();
        assertThat(lessons.recordedStep()).isEmpty();
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("run");
    }
}
