package org.tiltmeter.views.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ReadyTests;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.report.Responsibility;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.report.StoredAudit;
import org.tiltmeter.session.SessionSearch;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.FakeModel;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class SessionViewModelTest {

    @TempDir
    Path folder;

    private final DirectWorkspace workspace = new DirectWorkspace();
    private final Settings settings = new Settings();
    private final List<Path> loaded = new ArrayList<>();
    private SessionViewModel session;

    @BeforeEach
    void begin() {
        session = new SessionViewModel(
                workspace.get(),
                new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "test"),
                settings,
                loaded::add);
    }

    @Test
    void aNewSessionOffersTheOneBeforeBack() {
        workspace.get().probesProperty().set(SampleProbes.set());
        workspace.settle();
        session.begin();
        workspace.settle();
        assertThat(ProbeSets.isEmpty(workspace.get().probesProperty().get())).isTrue();
        workspace
                .get()
                .messages()
                .notices()
                .getLast()
                .action()
                .orElseThrow()
                .run()
                .run();
        workspace.settle();
        assertThat(workspace.get().probesProperty().get()).isEqualTo(SampleProbes.set());
    }

    @AfterEach
    void end() {
        session.close();
        workspace.settle();
    }

    private AuditResult work() throws Exception {
        Path model = Files.createDirectories(folder.resolve("model"));
        know("abc");
        workspace.get().modelProperty().set(new FakeModel(model));
        workspace.get().probesProperty().set(SampleProbes.set());
        AuditResult result = Audit.run(
                new FakeModel(model),
                SampleProbes.set(),
                AuditSettings.defaults(),
                Progress.none(),
                new Cancellation());
        workspace
                .get()
                .runProperty()
                .set(new AuditRun(
                        "Audit",
                        Instant.now(),
                        Responsibility.unnamed(),
                        FakeModel.summary(model),
                        workspace.get().originProperty().get().fingerprints(),
                        workspace.get().originProperty().get().runtime(),
                        List.of(new AuditRun.Part(SampleProbes.set(), result))));
        workspace.get().resultProperty().set(result);
        return result;
    }

    private void know(String digest) {
        workspace
                .get()
                .originProperty()
                .set(new ModelOrigin(
                        new TreeMap<>(Map.of("model.safetensors", digest)),
                        RuntimeFacts.here("Tiltmeter test", "fake engine", "CPU", "exact", 1)));
    }

    @Test
    void nothingIsMadeBeforeThereIsSomethingToLose() {
        workspace.settle();
        assertThat(session.stateProperty().get()).isEqualTo(SaveState.EMPTY);
        assertThat(folder.resolve("scratch")).doesNotExist();
    }

    @Test
    void savesContinuouslyAndComesBack() throws Exception {
        AuditResult result = work();
        assertThat(session.stateProperty().get()).isEqualTo(SaveState.SAVING);
        workspace.settle();
        assertThat(session.stateProperty().get()).isEqualTo(SaveState.SAVED);

        Path file = folder.resolve("mine.tilt");
        session.saveAs(file);
        workspace.settle();
        assertThat(session.fileProperty().get()).contains(file);
        assertThat(settings.recentSessions()).containsExactly(file);
        workspace.get().seedProperty().set(7);
        workspace.settle();

        session.begin();
        workspace.settle();
        assertThat(workspace.get().probesProperty().get()).isEqualTo(ProbeSets.EMPTY);
        assertThat(workspace.get().resultProperty().get()).isNull();
        workspace.get().seedProperty().set(42);

        session.open(file);
        workspace.settle();
        assertThat(workspace.get().probesProperty().get()).isEqualTo(SampleProbes.set());
        assertThat(workspace.get().resultProperty().get()).isEqualTo(result);
        assertThat(workspace.get().seedProperty().get()).isEqualTo(7);
        assertThat(workspace.get().messages().problemProperty().get()).isNull();
    }

    @Test
    void loadsTheModelOfTheSessionAndWarnsIfItHasChanged() throws Exception {
        work();
        Path file = folder.resolve("mine.tilt");
        session.saveAs(file);
        workspace.settle();
        session.begin();
        workspace.settle();
        workspace.get().modelProperty().set(null);
        workspace.get().originProperty().set(ModelOrigin.unknown());

        session.open(file);
        workspace.settle();
        assertThat(loaded).containsExactly(folder.resolve("model"));

        know("changed");
        workspace.get().modelProperty().set(new FakeModel(folder.resolve("model")));
        assertThat(workspace.get().messages().problemProperty().get().messageKey())
                .isEqualTo("session.otherModel");
    }

    @Test
    void saysWhereTheModelIsMissed() throws Exception {
        work();
        Path file = folder.resolve("mine.tilt");
        session.saveAs(file);
        workspace.settle();
        session.begin();
        workspace.settle();
        workspace.get().modelProperty().set(null);
        workspace.get().originProperty().set(ModelOrigin.unknown());
        Files.delete(folder.resolve("model"));

        session.open(file);
        workspace.settle();
        assertThat(loaded).isEmpty();
        assertThat(workspace.get().messages().problemProperty().get().text())
                .contains("model")
                .contains("no longer");
        assertThat(workspace.get().resultProperty().get()).isNotNull();
    }

    @Test
    void keepsWhatIsHalfFinished() throws Exception {
        work();
        ProbeSet set = SampleProbes.set();
        List<Template> templates = new ArrayList<>(set.templates());
        templates.set(0, new Template("", "{unclosed", QuestionKind.LIKELIHOOD));
        ProbeSet unfinished =
                new ProbeSet("", set.description(), set.source(), set.attributes(), Map.of("", List.of()), templates);
        ConceptSet concepts = new ConceptSet("", "", "", List.of(new Concept("", List.of(), List.of("he"))));
        workspace.get().probesProperty().set(unfinished);
        workspace.get().conceptsProperty().set(concepts);
        ConceptTestDraft tests = ConceptTestDraft.EMPTY
                .withWords(ReadyTests.associations().getLast())
                .withSensitivity(new ConceptTestDraft.Answers(List.of("The nurse said"), List.of("she"), List.of()))
                .withActions(ReadyTests.actions());
        workspace.get().conceptTestsProperty().set(tests);
        Path file = folder.resolve("mine.tilt");
        session.saveAs(file);
        workspace.settle();
        session.begin();
        workspace.settle();
        assertThat(workspace.get().conceptsProperty().get()).isNull();
        assertThat(workspace.get().conceptTestsProperty().get()).isEqualTo(ConceptTestDraft.EMPTY);

        session.open(file);
        workspace.settle();
        assertThat(workspace.get().probesProperty().get()).isEqualTo(unfinished);
        assertThat(workspace.get().conceptsProperty().get()).isEqualTo(concepts);
        assertThat(workspace.get().conceptTestsProperty().get()).isEqualTo(tests);
    }

    @Test
    void aFileThatIsNoSessionLeavesEverythingAsItIs() throws Exception {
        AuditResult result = work();
        workspace.settle();
        Path file = Files.writeString(folder.resolve("no.tilt"), "no session");
        session.open(file);
        workspace.settle();
        assertThat(workspace.get().messages().problemProperty().get()).isNotNull();
        assertThat(workspace.get().resultProperty().get()).isSameAs(result);
        workspace.get().seedProperty().set(9);
        workspace.settle();
        assertThat(session.stateProperty().get()).isEqualTo(SaveState.SAVED);
    }

    @Test
    void anUnnamedSessionIsFoundAgain() throws Exception {
        work();
        workspace.settle();
        session.begin();
        workspace.settle();
        assertThat(session.leftovers()).hasSize(1);
        session.open(session.leftovers().getFirst());
        workspace.settle();
        assertThat(workspace.get().probesProperty().get()).isEqualTo(SampleProbes.set());
    }

    @Test
    void whatCouldNotBeSavedIsTriedAgain() throws Exception {
        Files.writeString(folder.resolve("scratch"), "a file where the folder should be");
        work();
        workspace.settle();
        assertThat(session.stateProperty().get()).isEqualTo(SaveState.FAILED);
        assertThat(workspace.get().messages().problemProperty().get()).isNotNull();

        Files.delete(folder.resolve("scratch"));
        session.retry();
        workspace.settle();
        assertThat(session.stateProperty().get()).isEqualTo(SaveState.SAVED);
        session.begin();
        workspace.settle();
        session.open(session.leftovers().getFirst());
        workspace.settle();
        assertThat(workspace.get().resultProperty().get()).isNotNull();
    }

    @Test
    void aCopyThatCouldNotBeMadeLosesNoResult() throws Exception {
        Files.writeString(folder.resolve("scratch"), "a file where the folder should be");
        work();
        workspace.settle();
        session.duplicate(folder.resolve("copy.tilt"));
        workspace.settle();
        assertThat(session.stateProperty().get()).isEqualTo(SaveState.FAILED);

        Files.delete(folder.resolve("scratch"));
        session.retry();
        workspace.settle();
        assertThat(savedAudits()).isEqualTo(1);
    }

    @Test
    void whatWasSavedBeforeACopyFailedIsNotSavedTwice() throws Exception {
        Path taken = Files.createDirectories(folder.resolve("a-folder.tilt"));
        work();
        session.saveAs(taken);
        workspace.settle();
        assertThat(workspace.get().messages().problemProperty().get()).isNotNull();
        assertThat(session.stateProperty().get()).isEqualTo(SaveState.SAVED);
        session.retry();
        workspace.settle();
        assertThat(session.fileProperty().get()).isEmpty();
        assertThat(savedAudits()).isEqualTo(1);
    }

    private int savedAudits() {
        List<Integer> count = new ArrayList<>();
        session.<Integer>read(
                "job.openingSession",
                (open, cancellation) -> open.results().list(StoredAudit.KIND).size(),
                outcome -> {
                    if (outcome instanceof Outcome.Done<Integer> done) {
                        count.add(done.result());
                    }
                });
        workspace.settle();
        return count.getFirst();
    }

    @Test
    void aCopyAndABundleHoldWhatTheSessionHolds() throws Exception {
        AuditResult result = work();
        Path copy = folder.resolve("copy.tilt");
        Path bundle = folder.resolve("bundle.json");
        session.duplicate(copy);
        session.exportBundle(bundle);
        workspace.settle();
        assertThat(session.fileProperty().get()).isEmpty();

        session.importBundle(bundle, folder.resolve("imported.tilt"));
        workspace.settle();
        assertThat(session.fileProperty().get()).contains(folder.resolve("imported.tilt"));
        assertThat(workspace.get().resultProperty().get()).isEqualTo(result);
        session.open(copy);
        workspace.settle();
        assertThat(workspace.get().resultProperty().get()).isEqualTo(result);

        List<SessionSearch.Hit> hits = new ArrayList<>();
        session.search("occupation", outcome -> {
            if (outcome instanceof Outcome.Done<SessionSearch.Result> done) {
                hits.addAll(done.result().hits());
            }
        });
        workspace.settle();
        assertThat(hits).extracting(SessionSearch.Hit::file).contains(folder.resolve("imported.tilt"));
    }
}
