package org.tiltmeter.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class ResultComparisonTest {

    @TempDir
    Path folder;

    private static AuditResult audit(double late, String... sentences) {
        Attribute gender = new Attribute(
                "gender",
                false,
                List.of(
                        new Group("women", Map.of("word", List.of("she"))),
                        new Group("men", Map.of("word", List.of("he")))));
        List<Template> templates = new ArrayList<>();
        for (String sentence : sentences) {
            templates.add(new Template("t" + templates.size(), sentence, QuestionKind.LIKELIHOOD));
        }
        WordModel model =
                new WordModel((before, word) -> word.equals("late") && before.contains("she") ? -1 - late : -1);
        return Audit.run(
                model,
                new ProbeSet("Test", "", "", List.of(gender), Map.of(), templates),
                new AuditSettings(42, 500, 0.95, List.of()),
                Progress.none(),
                new Cancellation());
    }

    private static final String[] SEVEN = {
        "today {gender.word} was late",
        "once {gender.word} was late again",
        "there {gender.word} came late",
        "now {gender.word} is late",
        "here {gender.word} was late once",
        "then {gender.word} came late too",
        "soon {gender.word} is late"
    };

    @Test
    void theChangeIsThatOfTheSamePairs() {
        ResultComparison comparison = ResultComparison.of(audit(0.25, SEVEN), audit(1, SEVEN));
        assertThat(comparison.left()).isEmpty();
        assertThat(comparison.rows()).hasSize(1);
        ResultComparison.Row row = comparison.rows().getFirst();
        assertThat(row.pairs()).isEqualTo(7);
        assertThat(row.change().units()).isEqualTo(7);
        assertThat(row.change().mean()).isCloseTo(-0.75, within(1e-9));
        assertThat(row.other().effect().mean() - row.reference().effect().mean())
                .isCloseTo(row.change().mean(), within(1e-9));
    }

    @Test
    void textsThatOnlyOneHasAreLeftOut() {
        AuditResult fewer = audit(1, SEVEN[0], SEVEN[1], "other {gender.word} was late");
        ResultComparison comparison = ResultComparison.of(audit(0.25, SEVEN), fewer);
        assertThat(comparison.rows().getFirst().pairs()).isEqualTo(2);
        ResultComparison nothing =
                ResultComparison.of(audit(0.25, SEVEN), audit(1, "nothing {gender.word} shares late"));
        assertThat(nothing.rows()).isEmpty();
        assertThat(nothing.left()).containsExactly("gender: women against men");
    }

    @Test
    void realSharesAreReadAndMistakesNamed() throws IOException {
        Path file = folder.resolve("shares.csv");
        Files.writeString(file, "word,share,year\nNurse,0.87,2019\n\"mail carrier\",0.4,2019\n");
        assertThat(RealShares.read(file).shares()).containsEntry("nurse", 0.87).containsEntry("mail carrier", 0.4);
        for (String row : List.of("nurse,87", "nurse,x", ",0.5", "nurse,0.5\nNurse,0.6")) {
            Files.writeString(file, "word,share\n" + row + "\n");
            assertThatThrownBy(() -> RealShares.read(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("shares.csv: row ");
        }
        Files.writeString(file, "word,percent\nnurse,1\n");
        assertThatThrownBy(() -> RealShares.read(file)).hasMessageContaining("has no column \"share\"");
    }
}
