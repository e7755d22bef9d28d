package org.tiltmeter.views.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.testing.Desk;

class LessonRecordingsTest {

    private final Classroom classroom = new Classroom();
    private final Desk desk = classroom.desk;
    private final Classroom.Window window = classroom.window;
    private final LessonsViewModel lessons = classroom.lessons;
    private final LessonRecordings recordings = lessons.recordings();

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
        classroom.recorded = Optional.of(recordingOf(training("coin")));
        classroom.begin();
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
        classroom.recorded = Optional.of(recordingOf(training("dice")));
        classroom.begin();
        lessons.live().orElseThrow().useRecording();
        assertThat(classroom.notices()).singleElement().asString().contains("other texts or settings");
        assertThat(lessons.live().orElseThrow().trainedProperty().get()).isNull();
    }

    private void openThird(String fingerprint, String asked, boolean use) {
        classroom.recorded = Optional.of(recordingOf(new RecordedStep(
                3,
                RecordingFileTest.origin(fingerprint, asked),
                RecordedStep.Scores.of(Map.of("A text.", new double[] {0, -1})))));
        classroom.begin();
        recordings.useProperty().set(use);
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
        assertThat(recordings.originProperty().get().map(RecordingWords::full))
                .get()
                .asString()
                .contains("recorded", "small", "4 May 2026");
        lessons.restart();
        assertThat(recordings.originProperty().get()).isEmpty();
    }

    @Test
    void aRecordingOfAnotherModelIsRefusedAndTheStepComputed() {
        openThird("0123456789abcdef", Asked.audit(SampleProbes.set()), true);
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("run");
        assertThat(classroom.notices()).singleElement().asString().contains("0123456789ab", "computed");
        assertThat(recordings.originProperty().get()).isEmpty();
    }

    @Test
    void aRecordingOfAnotherQuestionIsRefusedAndTheStepComputed() {
        openThird("", Asked.audit(SampleProbes.set().withName("another")), true);
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("run");
        assertThat(classroom.notices()).singleElement().asString().contains("other texts or settings");
        desk.workspace().messages().notices().clear();
        desk.workspace().seedProperty().set(7);
        lessons.act();
        desk.work();
        assertThat(classroom.notices()).singleElement().asString().contains("seed 42", "7");
    }

    @Test
    void aRecordingIsOfferedWhereComputingTakesLongAndReplacesIt() {
        openThird("", Asked.audit(SampleProbes.set()), false);
        lessons.act();
        assertThat(recordings.offeredProperty().get()).isFalse();
        window.later.getLast().run();
        assertThat(recordings.offeredProperty().get()).isTrue();
        lessons.useRecordingNow();
        desk.work();
        assertThat(window.asked).containsExactly("run", "run with 1 recorded");
        assertThat(recordings.offeredProperty().get()).isFalse();
        assertThat(recordings.useProperty().get()).isFalse();
        assertThat(recordings.originProperty().get()).isPresent();
    }

    @Test
    void nothingIsOfferedOnceTheStepIsDone() {
        openThird("", Asked.audit(SampleProbes.set()), false);
        lessons.act();
        desk.work();
        window.later.getLast().run();
        assertThat(recordings.offeredProperty().get()).isFalse();
        lessons.useRecordingNow();
        desk.work();
        assertThat(window.asked).containsExactly("run");
    }

    @Test
    void aBrokenRecordingIsOneSentenceAndTheLessonComputes() {
        classroom.recorded = Optional.of(new byte[] {1, 2, 3});
        classroom.begin();
        assertThat(classroom.notices()).singleElement().asString().contains("two.recording.json.gz", "computed here");
        recordings.useProperty().set(true);
        lessons.next();
        lessons.next();
        assertThat(lessons.recordedStep()).isEmpty();
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("run");
    }
}
