package org.tiltmeter.views.lessons;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.results.RecordedScores;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Lessons before a window that remembers what was asked of it, and work that runs when a test says so.
final class Classroom {

    final Desk desk = new Desk();
    final Window window = new Window();
    final LessonsViewModel lessons =
            new LessonsViewModel(desk.workspace(), new Materials(), window, new SimpleBooleanProperty());

    /// The file of the lesson's recording.
    Optional<byte[]> recorded = Optional.empty();

    /// Begins the first lesson.
    void begin() {
        lessons.load();
        desk.work();
        lessons.begin(lessons.lessons().getFirst());
        desk.work();
    }

    List<String> notices() {
        return desk.workspace().messages().notices().stream().map(Notice::text).toList();
    }

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
    final class Window implements LessonScreen {

        final List<String> asked = new ArrayList<>();
        boolean refuses;
        final List<Runnable> later = new ArrayList<>();

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
}
