package org.tiltmeter.views.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.testing.Desk;

class LessonsViewModelTest {

    private final Classroom classroom = new Classroom();
    private final Desk desk = classroom.desk;
    private final Classroom.Window window = classroom.window;
    private final LessonsViewModel lessons = classroom.lessons;

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
        classroom.begin();
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
        classroom.begin();
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
        classroom.begin();
        window.refuses = true;
        lessons.act();
        desk.work();
        assertThat(window.asked).containsExactly("open small");
        assertThat(lessons.busyProperty().get()).isFalse();
    }

    @Test
    void theAnswerWaitsForTheGuessAndResetForgetsBoth() {
        classroom.begin();
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
        classroom.begin();
        assertThat(window.asked).containsExactly("begin session");
        lessons.finish();
        assertThat(lessons.lessonProperty().get()).isNull();
        assertThat(desk.workspace().featureProperty().get()).isEqualTo("lessons");
    }

    @Test
    void aClassTrainsItsModelAndAPairThatIsMissingIsSaid() {
        classroom.begin();
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
        assertThat(trained.largestError()).isCloseTo(0.01, offset(1e-9));
        live.openModel();
        assertThat(window.asked).containsExactly("open trained");
        live.useRecording();
        assertThat(classroom.notices()).singleElement().asString().contains("this lesson has none");
        assertThat(live.recorded()).isEmpty();
    }
}
