package org.tiltmeter.probe.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.work.BadInputException;

class TableImportTest {

    private static final ProbeSet EMPTY = new ProbeSet("n", "", "", List.of(), Map.of(), List.of());

    @Test
    void aSpreadsheetsTextBecomesTemplatesAndWords() {
        ProbeSet probes = TableImport.add(EMPTY, """
            id\ttext\tquestion\ttargets
            t1\t{gender.subject} thinks of\tcontinuation\ta: home, children; b: money
            t2\t'=cmd|x <b>{gender.subject}</b>\t\t\s
            """, "The pasted table");
        assertThat(probes.templates()).hasSize(2);
        assertThat(probes.templates().getFirst().question()).isEqualTo(QuestionKind.CONTINUATION);
        assertThat(probes.templates()
                        .getFirst()
                        .answering()
                        .targets()
                        .getFirst()
                        .words())
                .containsExactly("home", "children");
        assertThat(probes.templates().get(1).text()).isEqualTo("=cmd|x <b>{gender.subject}</b>");
        ProbeSet filled = TableImport.add(probes, "slot,word\njob,\"nurse, head\"\njob,clerk\njob,clerk\n", "w.csv");
        assertThat(filled.slots()).isEqualTo(Map.of("job", List.of("nurse, head", "clerk")));
    }

    @Test
    void termsAndTextsWithoutColumnNamesAreTaken() {
        ProbeSet probes = TableImport.add(
                EMPTY,
                "attribute,group,form,term,control\nday,early,name,Monday,yes\nday,late,name,Friday,yes\n",
                "t.csv");
        assertThat(probes.attributes()).singleElement().satisfies(attribute -> {
            assertThat(attribute.control()).isTrue();
            assertThat(attribute.groups().getLast().forms()).isEqualTo(Map.of("name", List.of("Friday")));
        });
        ProbeSet texts = TableImport.add(probes, "On {day.name}.\tnote\nBy {day.name}!\t\n", "The clipboard");
        assertThat(texts.templates().stream().map(Template::text)).containsExactly("On {day.name}.", "By {day.name}!");
        assertThat(texts.templates().stream().map(Template::id)).containsExactly("t1", "t2");
    }

    @Test
    void aReplacedTemplateKeepsWhatATableCannotHold() {
        Answering answering = new Answering(
                List.of(new Target("a", List.of("x"), Map.of("nurse", List.of("y")))), "", List.of("Well?"), null);
        ProbeSet before = EMPTY.withTemplates(List.of(new Template("t", "old", QuestionKind.CONTINUATION, answering)));
        Template after = TableImport.add(before, "id,text,question,targets\nt,new,continuation,a: z\n", "t.csv")
                .templates()
                .getFirst();
        assertThat(after.text()).isEqualTo("new");
        assertThat(after.answering().neutral()).containsExactly("Well?");
        assertThat(after.answering().targets().getFirst())
                .isEqualTo(new Target("a", List.of("z"), Map.of("nurse", List.of("y"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,words;t,x|t.csv has no column \"text\"; its columns are id, words.",
                "id,text;t,|t.csv: row 2 has nothing in the column \"text\".",
                "id,text;t,x;t,y|t.csv: row 3 has the id \"t\" of an earlier row; give each its own.",
                "id,text,question;t,x,riddle|t.csv: row 2 asks the question \"riddle\"",
                "id,text,targets;t,x,:|t.csv: row 2 has a target without a label or words",
                "id,text;t|t.csv: row 2 has 1 cells, but the header has 2.",
                "<html>;<b>|t.csv: row 1 names no columns that are known",
                "{gender.subject} sleeps;=1+1|t.csv: row 2 has no place in braces",
                "part,name,text,question,targets,negated,group,form,control;x,,,,,,,,|t.csv: row 2 has the part \"x\"",
                "id,text;t,\"open|t.csv: row 2 has a quotation mark that is never closed.",
                "id,text;t,a\u0000b|t.csv: row 2 holds a character in the column \"text\" that is no text"
            })
    void mistakesNameTheRow(String table, String sentence) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> TableImport.add(EMPTY, table.replace(';', '\n'), "t.csv"))
                .withMessageContaining(sentence);
    }

    @Test
    void tooMuchIsRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> TableImport.add(EMPTY, "slot,word\n" + "a,b\n".repeat(20_001), "t.csv"))
                .withMessageContaining("row 20,002");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> TableImport.add(EMPTY, "slot,word\na," + "b".repeat(20_001) + "\n", "t.csv"))
                .withMessageContaining("row 2 has 20,001 characters");
    }
}
