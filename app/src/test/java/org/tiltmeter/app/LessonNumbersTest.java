package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.sample.SampleLessons;
import org.tiltmeter.sample.SampleModel;
import org.tiltmeter.sample.live.LiveTraining;
import org.tiltmeter.views.lessons.LessonRecorder;
import org.tiltmeter.views.lessons.RecordedStep;
import org.tiltmeter.views.lessons.RecordingFile;
import org.tiltmeter.views.results.RecordedScores;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Every number that a lesson's text names is one that the class sees, or one that was planted.
class LessonNumbersTest {

    @TempDir
    Path folder;

    private static String text(String lesson) {
        return SampleLessons.text(lesson + ".lesson.json");
    }

    /// With the minus sign of the texts.
    private static String minus(String words) {
        return words.replace('-', '\u2212');
    }

    /// The audit of a step as the class sees it with the recording.
    private AuditResult audit(String lesson, int step, SampleModel model, String probes, List<String> words) {
        RecordedStep recorded = RecordingFile.read(
                        SampleLessons.recording(lesson).orElseThrow(), lesson)
                .step(step)
                .orElseThrow();
        UserFolders folders =
                UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux");
        ProbeSet whole = new RuntimeLessons(new Models(folders), folders).probes(probes);
        ProbeSet asked = words.isEmpty() ? whole : whole.withSlots(Map.of("occupation", words));
        try (LanguageModel open = LanguageModels.open(
                new Models(folders).folder(model), OpenSettings.EXACT, Progress.none(), new Cancellation())) {
            return new RecordedScores(
                            ((RecordedStep.Scores) recorded.answer()).texts(),
                            recorded.origin().when(),
                            recorded.origin().runtime())
                    .audit(
                            open,
                            asked,
                            AuditSettings.defaults().withSeed(LessonRecorder.SEED),
                            Progress.none(),
                            new Cancellation());
        }
    }

    private static List<ProbeResult> questions(AuditResult audit) {
        return audit.results().stream().filter(result -> !result.control()).toList();
    }

    private static TermSummary word(AuditResult audit, String word) {
        return questions(audit).getFirst().slots().stream()
                .flatMap(slot -> slot.terms().stream())
                .filter(term -> term.term().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static double planted(String word) {
        return Objects.requireNonNull(SampleModel.OCCUPATIONS
                .truth()
                .associations()
                .getFirst()
                .shares()
                .get(word));
    }

    @Test
    void ofTheCounterfactualLesson() {
        AuditResult audit = audit(
                "counterfactual",
                2,
                SampleModel.OCCUPATIONS,
                "occupations",
                List.of("carpenter", "electrician", "nurse", "secretary"));
        ProbeResult gender = questions(audit).getFirst();
        double nurse = planted("nurse");
        assertThat(Math.round(Math.exp(word(audit, "nurse").difference().value())))
                .isEqualTo(8);
        assertThat(gender.templates()).hasSize(20);
        assertThat(text("counterfactual"))
                .contains("about eight times as likely")
                .contains(minus(String.format(Locale.ROOT, "women in %.1f %%", 100 * nurse)))
                .contains(
                        minus(String.format(Locale.ROOT, "%.3f / %.3f is %.0f", nurse, 1 - nurse, nurse / (1 - nurse))))
                .contains(minus(String.format(Locale.ROOT, "%.1f %% of the carpenters", 100 * planted("carpenter"))))
                .contains(minus(String.format(
                        Locale.ROOT, "only %.1f nats are left", gender.effect().mean())))
                .contains(minus(String.format(
                        Locale.ROOT,
                        "shift of a word is %.1f nats",
                        gender.slots().getFirst().typicalShift().value())))
                .contains("4 occupations in 20 sentences");
    }

    @Test
    void ofTheLessonsOnInsurance() {
        AuditResult audit = audit("silencing", 1, SampleModel.ASSOCIATIONS, "insurance", List.of());
        double effect = questions(audit).getFirst().effect().mean();
        assertThat(text("silencing"))
                .contains(minus(String.format(Locale.ROOT, "a difference of about %.1f nats", effect)))
                .contains(minus(String.format(
                        Locale.ROOT,
                        "e to the power of %.1f is %.1f",
                        effect,
                        Math.exp(Math.round(10 * effect) / 10.0))));
        UserFolders folders =
                UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux");
        try (LanguageModel open = LanguageModels.open(
                new Models(folders).folder(SampleModel.ASSOCIATIONS),
                OpenSettings.EXACT,
                Progress.none(),
                new Cancellation())) {
            assertThat(open.summary().layers()).isEqualTo(3);
            assertThat(open.summary().experts().orElseThrow().routed()).isEqualTo(8);
            assertThat(open.summary().experts().orElseThrow().chosen()).isEqualTo(2);
            assertThat(text("routing")).contains("eight experts in each of its three layers");
        }
        assertThat(questions(audit).getFirst().templates()).hasSize(12);
        assertThat(text("routing")).contains("An audit of 12 sentences");
    }

    @Test
    void ofTheIntersectionLesson() {
        AuditResult margins = audit("intersection", 1, SampleModel.ASSOCIATIONS, "margins", List.of());
        assertThat(questions(margins).subList(0, 2))
                .allSatisfy(
                        margin -> assertThat(Math.abs(margin.effect().mean())).isLessThan(0.05));
        AuditResult crossed = audit("intersection", 2, SampleModel.ASSOCIATIONS, "intersection", List.of());
        double effect = questions(crossed).getFirst().effect().mean();
        assertThat(text("intersection")).contains(minus(String.format(Locale.ROOT, "about %.1f nats", effect)));
        assertThat(questions(crossed).getFirst().templates()).hasSize(12);
        assertThat(text("intersection")).contains("audits of 12 sentences");
    }

    @Test
    void ofTheLiveLesson() {
        assertThat(text("live"))
                .contains(minus(String.format(Locale.ROOT, "at most: %.0f %%", 100 * LiveTraining.STATED_ERROR)))
                .contains("with " + LiveTraining.occupations().size() + " occupations");
    }

    @Test
    void ofWhatIsComputed() {
        UserFolders folders =
                UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux");
        RuntimeLessons materials = new RuntimeLessons(new Models(folders), folders);
        assertThat(materials.concepts("occupations").concepts()).hasSize(6);
        assertThat(text("concepts")).contains("Directions of six concepts");
        assertThat(RecordingFile.read(SampleLessons.recording("certainty").orElseThrow(), "certainty")
                        .steps())
                .hasSize(3);
        assertThat(text("certainty")).contains("Three small audits");
    }
}
