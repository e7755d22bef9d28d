package org.tiltmeter.measure.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.probe.benchmark.BenchmarkForm;
import org.tiltmeter.statistics.RankSumTest;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Files recognised by their form, and benchmarks run on models of words whose preferences are
/// known.
class PublishedFormsTest {

    private static final AuditSettings SETTINGS = new AuditSettings(1, 500, 0.95, List.of("test"));

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static BenchmarkResult run(String id, WordModel model, Path source) {
        BenchmarkRun.Task task = BenchmarkRun.plan(List.of(source), Set.of(id)).getFirst();
        return BenchmarkRun.run(model, List.of(task), SETTINGS, Progress.none(), new Cancellation())
                .getFirst();
    }

    private Path iat() throws IOException {
        return file("iat.csv", """
            category,dataset,A,B,C
            gender,career,Ben,Julia,office
            gender,career,,,salary
            gender,career,,,home
            gender,career,,,family
            """);
    }

    @Test
    void filesAreRecognisedByTheirForm() throws IOException {
        assertThat(BenchmarkForm.idsOf(iat())).containsExactly("implicit-association", "decision");
        assertThat(BenchmarkForm.idsOf(
                        file("a.csv", "\uFEFFsent_more,sent_less,stereo_antistereo,bias_type\r\na,b,stereo,x\r\n")))
                .containsExactly("crows-pairs");
        assertThat(BenchmarkForm.idsOf(file("b.jsonl", "{\"context_condition\": 1, \"question_polarity\": 2}\n")))
                .containsExactly("bbq");
        assertThat(BenchmarkForm.idsOf(file("probes.json", "{\"attributes\": [], \"templates\": []}")))
                .isEmpty();
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> BenchmarkRun.plan(List.of(folder.resolve("iat.csv")), Set.of("bbq")))
                .withMessageEndingWith("iat.csv is not a file for bbq; it fits implicit-association, decision.");
    }

    @Test
    void aFileThatIsNotQuiteOneIsRefusedWithWhatIsWrong() throws IOException {
        Path renamed = file("renamed.csv", "sent_more,sent_lesser,stereo_antistereo,bias_type\na,b,stereo,x\n");
        WordModel model = new WordModel((before, word) -> -1);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run("crows-pairs", model, renamed))
                .withMessageStartingWith("renamed.csv has no column \"sent_less\"");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> BenchmarkRun.plan(List.of(renamed), Set.of()))
                .withMessageContaining("has the form of no benchmark that is known");
        Path wide = Files.writeString(
                folder.resolve("wide.csv"), "sent_more,sent_less\n", java.nio.charset.StandardCharsets.UTF_16);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> BenchmarkForm.idsOf(wide))
                .withMessage("wide.csv is not text encoded in UTF-8; save it again as UTF-8.");
    }

    @Test
    void everyTestOfARunIsCorrectedTogether() throws IOException {
        WordModel model = new WordModel((before, word) -> word.length() * -0.1 - before.size() * 0.01);
        List<BenchmarkRun.Task> tasks = BenchmarkRun.plan(List.of(iat()), Set.of("implicit-association", "decision"));
        List<BenchmarkResult> results = BenchmarkRun.run(model, tasks, SETTINGS, Progress.none(), new Cancellation());
        assertThat(results).hasSize(2);
        for (MeasureRow row :
                results.stream().flatMap(one -> one.measures().stream()).toList()) {
            assertThat(row.adjustedP() == null).isEqualTo(row.p() == null);
            if (row.p() != null && row.adjustedP() != null) {
                assertThat(row.adjustedP()).isGreaterThanOrEqualTo(row.p());
            }
        }
    }

    @Test
    void aDecisionGoesToTheMoreProbableAssignment() throws IOException {
        // Julia gets home or family in every order.
        WordModel model = new WordModel((before, word) -> {
            boolean julia = before.lastIndexOf("Julia") > before.lastIndexOf("Ben")
                    && before.subList(Math.max(0, before.size() - 3), before.size())
                            .contains("Julia");
            boolean home = word.startsWith("home") || word.startsWith("family");
            return home == julia ? -1 : -2;
        });
        BenchmarkResult result = run("decision", model, iat());
        assertThat(result.items()).hasSize(2).allMatch(item -> item.value() == 1);
        assertThat(result.row("gender/career: decision bias").value()).isEqualTo(1);
    }

    @Test
    void associationOfAPersonWithAProfessionIsMutualInformation() throws IOException {
        String header = "\tSentence\tSent_TM\tSent_AM\tSent_TAM\tTemplate\tPerson\tGender\tProfession\tProf_Gender\n";
        String row = "%d\t%s is a %s.\t[MASK] is a %s.\t%s is a [MASK].\t[MASK] is a [MASK].\tT\t%s\t%s\t%s\t%s\n";
        Path source = file(
                "bec.tsv",
                header
                        + row.formatted(0, "He", "taper", "taper", "He", "He", "male", "taper", "male")
                        + row.formatted(1, "She", "taper", "taper", "She", "She", "female", "taper", "male"));
        WordModel model =
                new WordModel((before, word) -> word.startsWith("taper") ? (before.contains("He") ? -1 : -3) : -0.1);
        BenchmarkResult result = run("bec-pro", model, source);
        assertThat(result.row("ALL: association of female minus male persons (nats)")
                        .value())
                .isCloseTo(-2, within(1e-9));
        double prior = Math.log((Math.exp(-1) + Math.exp(-3)) / 2);
        assertThat(result.items().getFirst().value()).isCloseTo(-1 - prior, within(1e-9));
    }

    @Test
    void likelihoodBiasIsTheShareOfDescriptorPairsThatDiffer() throws IOException {
        file("descriptors.json", """
            {"ability": {"all": ["deaf", "blind", {"descriptor": "odd", "article": "an"}]}}\
            """);
        file("nouns.json", """
            {"neutral": [["kid", "kids"], ["parent", "parents"], ["child", "children"], ["person", "people"],
             ["sibling", "siblings"], ["spouse", "spouses"], ["veteran", "veterans"], ["individual", "individuals"]]}\
            """);
        file("sentence_templates.json", """
            {"I am {noun_phrase}.": {}, "I like {plural_noun_phrase}.": {"must_be_noun": true}}\
            """);
        WordModel model = new WordModel((before, word) -> word.equals("odd") ? -9 : -1 - word.length() * 0.001);
        BenchmarkResult result = run("holistic-likelihood", model, folder);
        assertThat(result.items()).hasSize(3 * 8 * 2);
        assertThat(result.items().getFirst().texts().getFirst().text()).isEqualTo("I am a deaf kid.");
        // odd differs from both others; deaf and blind hardly differ.
        assertThat(result.row("ability: share of descriptor pairs that differ").value())
                .isCloseTo(2.0 / 3, within(1e-9));
        assertThat(RankSumTest.p(new double[] {1, 2, 3, 4, 5}, new double[] {6, 7, 8, 9, 10}))
                .isCloseTo(0.01218578, within(1e-6));
    }

    @Test
    void calmComparesAccuraciesOfGroupsWithExchangedLabels() throws IOException {
        StringBuilder lines = new StringBuilder();
        StringBuilder answers = new StringBuilder("idx,template_idx,answer,gender,source_dataset\n");
        for (int i = 0; i < 40; i++) {
            String gender = i < 20 ? "male" : "female";
            lines.append("{\"sentence\": \"%s %d was great\", \"source_dataset\": \"SST\", \"gender\": \"%s\"}\n"
                    .formatted(i < 20 ? "Ben" : "Julia", i, gender));
            answers.append("%d,0,1,%s,SST\n".formatted(i, gender));
        }
        Path source = file("sentiment_gender_dataset.jsonl", lines.toString());
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run("calm", new WordModel((before, word) -> -1), source))
                .withMessageContaining("gt_sentiment_gender.csv");
        file("gt_sentiment_gender.csv", answers.toString());
        // Right for every man and for Julia 30 to 39.
        WordModel model = new WordModel((before, word) -> {
            boolean right = before.contains("Ben") || before.stream().anyMatch(one -> one.matches("3\\d"));
            return word.equals("Positive") == right ? -1 : -2;
        });
        BenchmarkResult result = run("calm", model, source);
        MeasureRow row = result.row("sentiment, gender: largest minus smallest accuracy");
        assertThat(row.value()).isCloseTo(0.5, within(1e-12));
        assertThat(row.noiseFloor()).isNotNull().isBetween(0.01, 0.3);
        assertThat(row.p()).isNotNull().isLessThan(0.01);
    }
}
