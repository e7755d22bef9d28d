package org.tiltmeter.views.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptQuestions;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.concept.WordSets;
import org.tiltmeter.session.Session;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.concepts.AssociationViewModel;
import org.tiltmeter.views.concepts.MoralViewModel;
import org.tiltmeter.views.concepts.SensitivityViewModel;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.views.testing.MadeUpModel;

class KeptConceptTestsTest {

    private static final List<String> CAPITAL = List.of("Anna", "Bert", "Cup", "Door");
    private static final List<String> SMALL = List.of("egg", "flag", "gate", "hat");

    @TempDir
    Path folder;

    private final DirectWorkspace workspace = new DirectWorkspace();
    private final AssociationViewModel association = new AssociationViewModel(workspace.get());
    private final SensitivityViewModel sensitivity = new SensitivityViewModel(workspace.get());
    private final MoralViewModel moral = new MoralViewModel(workspace.get());

    private SessionStore store() {
        return new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "test");
    }

    private SessionViewModel session() {
        return new SessionViewModel(workspace.get(), store(), new Settings(), model -> {});
    }

    @AfterEach
    void end() {
        workspace.settle();
    }

    private void run() {
        workspace.get().modelProperty().set(new MadeUpModel(3, 0));
        workspace
                .get()
                .conceptsProperty()
                .set(new ConceptSet(
                        "letters",
                        "",
                        "",
                        List.of(
                                new Concept("capital", CAPITAL, SMALL),
                                new Concept(
                                        "others",
                                        List.of("Ink", "Jar", "Kite", "Lamp"),
                                        List.of("moon", "nest", "oak", "pen")))));
        association.use(new WordSets(
                "capital and small",
                new WordSets.Words("capital", CAPITAL),
                new WordSets.Words("small", SMALL),
                new WordSets.Words("large", List.of("Huge", "Big")),
                new WordSets.Words("tiny", List.of("wee", "mini")),
                List.of("This is {word}")));
        sensitivity.use(new ConceptTestDraft.Answers(List.of("We saw a", "I like my"), List.of("Big"), List.of("big")));
        moral.use(new ConceptQuestions.Actions(
                "letters", List.of("Help", "Heal"), List.of("kill", "cheat"), List.of("Should I {action}")));
        workspace.settle();
        association.run();
        workspace.settle();
        sensitivity.run();
        workspace.settle();
        moral.run();
        workspace.settle();
    }

    private List<Table> tables() {
        return List.of(
                association.table().orElseThrow(),
                sensitivity.table().orElseThrow(),
                moral.table().orElseThrow());
    }

    @Test
    void whatWasFoundComesBackWithTheSession() {
        SessionViewModel session = session();
        run();
        ConceptTestFindings found = workspace.get().conceptFindingsProperty().get();
        assertThat(found.associations().rows()).hasSize(4);
        assertThat(found.sensitivities().rows()).hasSize(3);
        assertThat(found.moral().rows()).hasSize(4);
        List<Table> tables = tables();
        List<String> sentences = List.of(association.sentence(), sensitivity.sentence(), moral.sentence());
        session.saveAs(folder.resolve("mine.tilt"));
        workspace.settle();
        session.begin();
        workspace.settle();
        assertThat(association.table()).isEmpty();
        assertThat(sensitivity.table()).isEmpty();
        assertThat(moral.table()).isEmpty();
        workspace.get().modelProperty().set(null);

        session.open(folder.resolve("mine.tilt"));
        workspace.settle();
        assertThat(workspace.get().conceptFindingsProperty().get())
                .usingRecursiveComparison()
                .isEqualTo(found);
        assertThat(tables()).isEqualTo(tables);
        assertThat(List.of(association.sentence(), sensitivity.sentence(), moral.sentence()))
                .isEqualTo(sentences);
        session.close();
    }

    @Test
    void numbersThatCannotBeReadKeepNothingElseFromOpeningAndStay() {
        SessionViewModel session = session();
        run();
        Path file = folder.resolve("damaged.tilt");
        session.saveAs(file);
        workspace.settle();
        session.begin();
        workspace.settle();
        String damaged;
        try (Session open = store().open(file)) {
            String found = open.settings().get("concept-tests-found").orElseThrow();
            damaged = found.replaceFirst("\"effectSize\":[^,]*,", "");
            open.settings().put("concept-tests-found", damaged);
        }
        session.open(file);
        workspace.settle();
        assertThat(workspace.get().messages().problemProperty().get().text()).contains("damaged.tilt", "version");
        assertThat(workspace.get().conceptsProperty().get()).isNotNull();
        assertThat(workspace.get().conceptFindingsProperty().get()).isEqualTo(ConceptTestFindings.NONE);
        workspace.get().seedProperty().set(7);
        workspace.settle();
        session.close();
        workspace.settle();
        try (Session open = store().open(file)) {
            assertThat(open.settings().get("seed")).contains("7");
            assertThat(open.settings().get("concept-tests-found")).contains(damaged);
        }
    }
}
