package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.FingerprintCache;
import org.tiltmeter.sample.SampleLessons;
import org.tiltmeter.views.lessons.Lesson;
import org.tiltmeter.views.lessons.LessonCommand;
import org.tiltmeter.views.lessons.LessonFile;
import org.tiltmeter.views.lessons.LessonMaterials;
import org.tiltmeter.views.lessons.LessonRecorder;
import org.tiltmeter.views.lessons.LessonRecording;
import org.tiltmeter.views.lessons.LessonStep;
import org.tiltmeter.views.lessons.LiveModel;
import org.tiltmeter.views.lessons.RecordedStep;
import org.tiltmeter.views.lessons.RecordingFile;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The recordings of the lessons are what the sample models say. With `-Dtiltmeter.lessons=whole` everything is
/// computed again; without it fewer experts and concepts are, and no model is trained. Where a sample model has
/// been trained anew this fails until `tiltmeter record-lessons` has written the recordings anew (docs/lessons.md).
class LessonRecordingsTest {

    private static final boolean WHOLE = "whole".equals(System.getProperty("tiltmeter.lessons"));

    /// Log-probabilities of another machine or another number of threads differ in the sixth decimal.
    private static final double TOLERANCE = 1e-3;

    /// A model that is trained on another machine differs by more.
    private static final double TRAINING_TOLERANCE = 0.02;

    private static final List<String> MAY_DIFFER = List.of("date", "seconds", "runtime");
    private static final List<String> OF_THE_QUESTION = List.of("asked");
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @TempDir
    Path folder;

    static List<String> lessons() {
        return SampleLessons.files();
    }

    private static Lesson lesson(String file) {
        return LessonFile.parse(SampleLessons.text(file), file);
    }

    private static LessonRecording recorded(Lesson lesson) {
        return RecordingFile.read(
                SampleLessons.recording(lesson.id()).orElseThrow(), lesson.id() + RecordingFile.SUFFIX);
    }

    private UserFolders folders() {
        return UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux");
    }

    private LessonRecorder recorder(LessonMaterials materials) {
        return new LessonRecorder(
                materials, new RuntimeModels(new FingerprintCache(folder, Clock.systemUTC())), Clock.systemUTC());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void isSmallAndHasEveryStepThatComputes(String file) {
        Lesson lesson = lesson(file);
        assertThat(SampleLessons.recording(lesson.id()).orElseThrow()).hasSizeLessThan(64 << 10);
        List<Integer> computing = new ArrayList<>();
        for (int i = 0; i < lesson.steps().size(); i++) {
            boolean computes = lesson.steps().get(i).action().stream()
                    .flatMap(action -> action.commands().stream())
                    .anyMatch(command -> switch (command.kind()) {
                        case RUN, SILENCE, DIRECTIONS -> true;
                        case TRAIN -> computing.isEmpty();
                        default -> false;
                    });
            if (computes && (computing.isEmpty() || !lesson.id().equals("live"))) {
                computing.add(i + 1);
            }
        }
        assertThat(recorded(lesson).steps().stream().map(RecordedStep::step))
                .as("write the recordings anew: docs/lessons.md")
                .containsExactlyElementsOf(computing);
        assertThat(computing).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void isWhatIsComputed(String file) {
        Lesson lesson = lesson(file);
        LessonMaterials all = new RuntimeLessons(new Models(folders()), folders());
        LessonRecording fresh;
        try (LessonRecorder recorder = recorder(WHOLE ? all : new FewerConcepts(all))) {
            fresh = recorder.record(WHOLE ? lesson : smaller(lesson), Progress.none(), new Cancellation());
        }
        Assumptions.assumeTrue(
                WHOLE || !fresh.steps().isEmpty(), "a model is trained with -Dtiltmeter.lessons=whole only");
        LessonRecording recorded = recorded(lesson);
        for (RecordedStep step : fresh.steps()) {
            RecordedStep known = recorded.step(step.step()).orElseThrow();
            assertThat(known.origin().fingerprint())
                    .as("%s, step %d: write the recordings anew (docs/lessons.md)", lesson.id(), step.step())
                    .isEqualTo(
                            step.answer() instanceof RecordedStep.Training
                                    ? known.origin().fingerprint()
                                    : step.origin().fingerprint());
            double tolerance = step.answer() instanceof RecordedStep.Training ? TRAINING_TOLERANCE : TOLERANCE;
            assertThat(compared(JSON.valueToTree(step), JSON.valueToTree(known), tolerance, lesson.id()))
                    .as("numbers compared")
                    .isGreaterThan(WHOLE ? 10 : 3);
        }
    }

    /// Compares what a fresh step holds with the recorded one, which may hold more.
    ///
    /// @return how many numbers were compared
    private static int compared(JsonNode fresh, JsonNode known, double tolerance, String where) {
        if (fresh.isNumber()) {
            assertThat(known.asDouble())
                    .as(where)
                    .isCloseTo(fresh.asDouble(), org.assertj.core.data.Offset.offset(tolerance));
            return 1;
        }
        int count = 0;
        if (fresh.isArray()) {
            assertThat(fresh.size()).as(where).isLessThanOrEqualTo(known.size());
            for (int i = 0; i < fresh.size(); i++) {
                count += compared(fresh.get(i), known.get(i), tolerance, where + "/" + i);
            }
            return count;
        }
        if (!fresh.isObject()) {
            assertThat(known).as(where).isEqualTo(fresh);
            return 0;
        }
        for (Iterator<String> names = fresh.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            boolean free = MAY_DIFFER.contains(name)
                    || (!WHOLE && OF_THE_QUESTION.contains(name))
                    || (tolerance == TRAINING_TOLERANCE && name.equals("fingerprint"));
            if (!free) {
                assertThat(known.has(name)).as(where + "/" + name).isTrue();
                count += compared(fresh.get(name), known.get(name), tolerance, where + "/" + name);
            }
        }
        return count;
    }

    /// The same lesson with one expert silenced and no training.
    private static Lesson smaller(Lesson lesson) {
        List<LessonStep> steps = lesson.steps().stream()
                .map(step -> new LessonStep(
                        step.title(),
                        step.text(),
                        step.guessFirst(),
                        step.action().flatMap(LessonRecordingsTest::smaller),
                        step.question(),
                        step.choices(),
                        step.answer(),
                        step.reveal(),
                        step.notes()))
                .toList();
        return new Lesson(lesson.id(), lesson.title(), lesson.minutes(), lesson.summary(), lesson.live(), steps);
    }

    private static Optional<LessonStep.Action> smaller(LessonStep.Action action) {
        List<LessonCommand> commands = action.commands().stream()
                .filter(command -> command.kind() != LessonCommand.Kind.TRAIN)
                .map(command -> switch (command.kind()) {
                    case SILENCE ->
                        new LessonCommand(command.kind(), command.value().split(",", 2)[0]);
                    default -> command;
                })
                .toList();
        return commands.isEmpty() ? Optional.empty() : Optional.of(new LessonStep.Action(action.label(), commands));
    }

    /// The first concept of each set.
    private record FewerConcepts(LessonMaterials all) implements LessonMaterials {

        @Override
        public List<File> files() {
            return all.files();
        }

        @Override
        public Path model(String name) {
            return all.model(name);
        }

        @Override
        public ProbeSet probes(String name) {
            return all.probes(name);
        }

        @Override
        public ConceptSet concepts(String name) {
            ConceptSet set = all.concepts(name);
            return new ConceptSet(
                    set.name(), set.description(), set.source(), set.concepts().subList(0, 1));
        }

        @Override
        public Optional<byte[]> recording(String lesson) {
            return all.recording(lesson);
        }

        @Override
        public Optional<LiveModel> liveModel() {
            return all.liveModel();
        }
    }
}
