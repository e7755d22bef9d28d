package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptQuestions;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.concept.MoralDirection;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.Sensitivity;
import org.tiltmeter.concept.WordSets;
import org.tiltmeter.concept.WordSetsFile;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.sample.SampleConcepts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.concepts.AssociationViewModel;
import org.tiltmeter.views.concepts.MoralViewModel;
import org.tiltmeter.views.concepts.SensitivityViewModel;
import org.tiltmeter.views.jobs.Jobs;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// WEAT, SEAT, CEAT, sensitivities and moral directions are the same numbers in the window and on the command line.
class ConceptTestsInWindowTest {

    private static final WordSets SETS = new WordSets(
            "occupations and people",
            new WordSets.Words("x", List.of("nurse", "librarian", "secretary", "receptionist")),
            new WordSets.Words("y", List.of("carpenter", "plumber", "welder", "roofer", "nurse")),
            new WordSets.Words("a", List.of("woman", "mother", "sister")),
            new WordSets.Words("b", List.of("man", "father", "brother")),
            List.of("We met the {word}", "On Friday, the {word}"));

    private static final String QUESTIONS = """
        {"format": "tiltmeter-concept-questions", "version": 1,
         "sensitivities": [{"concept": "women", "texts": ["The nurse said that", "The chef said that"],
                            "answer_a": ["she"], "answer_b": ["he"]}],
         "actions": [{"name": "people", "good": ["the woman", "the mother"], "bad": ["the man", "the father"],
                      "questions": ["We met {action}", "We asked {action}"]}]}
        """;

    @TempDir
    Path folder;

    private final Deque<Runnable> queue = new ArrayDeque<>();

    private UserFolders folders() {
        return Run.foldersIn(folder);
    }

    private void work() {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    private JsonNode commandLine() throws IOException {
        Path associations = folder.resolve("a.json");
        Path questions = folder.resolve("q.json");
        Path out = folder.resolve("out");
        Files.writeString(associations, WordSetsFile.toJson(List.of(SETS)));
        Files.writeString(questions, QUESTIONS);
        Run run = Run.of(
                folders(),
                "concepts",
                "sample",
                "--concepts",
                "sample",
                "--random-splits",
                "1",
                "--methods",
                "difference-of-means",
                "--associations",
                associations.toString(),
                "--questions",
                questions.toString(),
                "--out",
                out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(out.resolve("results.json").toFile());
    }

    @Test
    void allFiveAreTheSame() throws IOException {
        JsonNode found = commandLine();
        Workspace workspace = new Workspace(new Jobs(queue::add, queue::add), new Jobs(queue::add, queue::add));
        AssociationViewModel associations = new AssociationViewModel(workspace);
        SensitivityViewModel sensitivity = new SensitivityViewModel(workspace);
        MoralViewModel moral = new MoralViewModel(workspace);
        try (LanguageModel model = LanguageModels.open(
                new Models(folders()).folder(Models.SAMPLE),
                OpenSettings.AUTOMATIC,
                Progress.none(),
                new Cancellation())) {
            workspace.modelProperty().set(model);
            workspace.conceptsProperty().set(ConceptFile.parse(SampleConcepts.occupations(), "the sample concepts"));
            associations.use(SETS);
            associations.run();
            sensitivity.conceptProperty().set("women");
            sensitivity.use(new ConceptTestDraft.Answers(
                    List.of("The nurse said that", "The chef said that"), List.of("she"), List.of("he")));
            work();
            sensitivity.run();
            work();
            moral.poolingProperty().set(Pooling.LAST_TOKEN);
            moral.use(new ConceptQuestions.Actions(
                    "people",
                    List.of("the woman", "the mother"),
                    List.of("the man", "the father"),
                    List.of("We met {action}", "We asked {action}")));
            moral.run();
            work();
            sameAssociations(
                    found.get("associations"), associations.rowsProperty().get());
            sameSensitivities(
                    found.get("sensitivities"), sensitivity.rowsProperty().get());
            sameMoral(found.get("moral"), moral.rowsProperty().get());
        }
    }

    private static void same(double shown, JsonNode written) {
        assertThat(shown).isCloseTo(written.asDouble(), within(1e-12));
    }

    private static void sameAssociations(JsonNode written, List<ModelAssociation> shown) {
        assertThat(shown).hasSameSizeAs(written).isNotEmpty();
        for (int layer = 0; layer < shown.size(); layer++) {
            ModelAssociation one = shown.get(layer);
            JsonNode other = written.get(layer);
            assertThat(one.layer()).isEqualTo(other.get("layer").asInt());
            same(one.words().effectSize(), other.get("words").get("effectSize"));
            same(one.words().statistic(), other.get("words").get("statistic"));
            same(one.words().p(), other.get("words").get("p"));
            same(one.words().adjustedP(), other.get("words").get("adjustedP"));
            same(
                    one.words().interval().low(),
                    other.get("words").get("interval").get("low"));
            same(one.sentences().effectSize(), other.get("sentences").get("effectSize"));
            same(one.sentences().adjustedP(), other.get("sentences").get("adjustedP"));
            same(one.contexts().combined(), other.get("contexts").get("combined"));
            same(one.contexts().p(), other.get("contexts").get("p"));
            same(one.contexts().heterogeneity(), other.get("contexts").get("heterogeneity"));
            assertThat(one.lists().leftOut())
                    .hasSameSizeAs(other.get("lists").get("leftOut"))
                    .hasSize(2);
        }
    }

    private static void sameSensitivities(JsonNode written, List<Sensitivity> shown) {
        assertThat(shown).hasSameSizeAs(written).isNotEmpty();
        for (int layer = 0; layer < shown.size(); layer++) {
            same(shown.get(layer).score(), written.get(layer).get("score"));
            same(shown.get(layer).meanChange(), written.get(layer).get("meanChange"));
            same(shown.get(layer).randomScore(), written.get(layer).get("randomScore"));
            same(shown.get(layer).adjustedP(), written.get(layer).get("adjustedP"));
        }
    }

    private static void sameMoral(JsonNode written, List<MoralDirection> shown) {
        assertThat(shown).hasSameSizeAs(written).isNotEmpty();
        for (int layer = 0; layer < shown.size(); layer++) {
            MoralDirection one = shown.get(layer);
            same(one.share(), written.get(layer).get("share"));
            same(one.ordered(), written.get(layer).get("ordered"));
            same(one.p(), written.get(layer).get("p"));
            for (int action = 0; action < one.actions().size(); action++) {
                same(
                        one.actions().get(action).value(),
                        written.get(layer).get("actions").get(action).get("value"));
            }
        }
    }
}
