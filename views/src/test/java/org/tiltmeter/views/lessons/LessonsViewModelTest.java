package org.tiltmeter.views.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class LessonsViewModelTest {

    private final Desk desk = new Desk();
    private final Window window = new Window();
    private final LessonsViewModel lessons = new LessonsViewModel(desk.workspace(), new Materials(), window);

    /// Two lesson files, one of them broken, and a probe set.
    private static final class Materials implements LessonMaterials {

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
                             "commands": [{"do": "train"}, {"do": "pair", "with": "nobody"}]}}]}
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
        public Trained recorded() {
            return new Trained(
                    Optional.empty(), 9, List.of(new Recovered("nurse", 0.9, 0.88, new Interval(0.8, 0.95, 0.95), 8)));
        }
    }

    /// Remembers what the lesson asked of the window.
    private final class Window implements LessonScreen {

        private final List<String> asked = new ArrayList<>();
        private boolean refuses;

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
        assertThat(title()).isEqualTo("Second");
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
        lessons.leave();
        assertThat(lessons.lessonProperty().get()).isNull();
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
        desk.work();
        assertThat(live.shares().getFirst().value().get()).isEqualTo(0.9);
        assertThat(Texts.get("lessons.recorded", 9, 8, "2 %")).contains("9 s");
    }
}
