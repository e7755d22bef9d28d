package org.tiltmeter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.sample.training.ShareReport;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The committed model, asked through the runtime. The whole probe set takes longer: its numbers stand in the model's
/// `measured.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearnedSharesTest {

    private static final Set<String> TEMPLATES =
            Set.of("said-late", "day-said-tired", "arrived", "proud", "gave-letter");

    private LanguageModel model;

    @BeforeAll
    void open(@TempDir Path cache) throws IOException {
        model = LanguageModels.open(
                SampleModels.unpack(cache), OpenSettings.EXACT, Progress.none(), new Cancellation());
    }

    @AfterAll
    void close() {
        model.close();
    }

    private static ProbeSet probes() {
        return ProbeFile.parse(SampleProbes.occupations(), "the sample probes");
    }

    @Test
    void followThePlantedSharesAndNothingElse() {
        ProbeSet all = probes();
        ProbeSet some = new ProbeSet(
                all.name(),
                all.description(),
                all.source(),
                all.attributes(),
                all.slots(),
                all.templates().stream()
                        .filter(template -> TEMPLATES.contains(template.id()))
                        .toList());
        assertThat(some.templates()).hasSize(TEMPLATES.size());
        ShareReport report = ShareReport.of(model, some, SampleModel.OCCUPATIONS.truth());
        assertThat(report.rows()).hasSameSizeAs(probes().slots().get("occupation"));
        assertThat(report.rankCorrelation()).isGreaterThanOrEqualTo(0.95);
        assertThat(report.meanAbsoluteError()).isLessThanOrEqualTo(0.05);
        assertThat(report.controlMean()).isBetween(-0.05, 0.05);
        assertThat(report.markdown()).contains("| nurse | 0.889 |");
    }

    @Test
    void askOfEveryPlantedWordWithTwoTextsOfEqualLength() {
        ProbeSet probes = probes();
        assertThat(probes.slots().get("occupation"))
                .containsExactlyInAnyOrderElementsOf(SampleModel.OCCUPATIONS
                        .truth()
                        .associations()
                        .getFirst()
                        .shares()
                        .keySet());
        assertThat(probes.templates()).hasSizeGreaterThanOrEqualTo(20);
        Expansion.of(probes)
                .pairs()
                .forEach(pair ->
                        assertThat(tokens(pair.textA())).as(pair.textA()).isEqualTo(tokens(pair.textB())));
    }

    private int tokens(String text) {
        return model.tokenizer().encode(text).ids().length;
    }

    @Test
    void useOnlyWordsThatTheModelKnowsInConcepts() {
        ConceptSet concepts = ConceptFile.parse(SampleConcepts.occupations(), "the sample concepts");
        assertThat(concepts.concepts()).hasSizeGreaterThanOrEqualTo(5);
        concepts.concepts().forEach(concept -> {
            List.of(concept.positive(), concept.negative())
                    .forEach(texts -> texts.forEach(text -> {
                        Tokenization tokens = model.tokenizer().encodeBare(text);
                        assertThat(tokens.tokens()).as(text).hasSameSizeAs(text.split("(?=,)| "));
                    }));
        });
    }

    @Test
    void endASentence() {
        int[] prompt =
                model.tokenizer().encode("On Monday, the nurse said that").ids();
        int[] ids = model.generate(prompt, GenerationSettings.greedy(30), Progress.none(), new Cancellation())
                .ids();
        assertThat(model.tokenizer().decode(ids)).startsWith(" she ").contains(".");
    }
}
