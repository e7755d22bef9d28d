package org.tiltmeter.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

class CsvExportTest {

    @TempDir
    Path folder;

    @Test
    void numbersAreExactAndMissingOnesEmptyWhateverTheCountry() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Table table = Table.titled("t")
                    .text("word, with comma")
                    .number("value")
                    .number("n")
                    .row("say \"hi\"\r\nthere", 0.1 + 0.2, 1_000_000)
                    .row("", Optional.empty(), -5L)
                    .row("x", Double.NaN, Optional.of(3))
                    .build();
            assertThat(written(table))
                    .isEqualTo(String.join(
                            "\r\n",
                            "\"word, with comma\",value,n",
                            "\"say \"\"hi\"\"",
                            "there\",0.30000000000000004,1000000",
                            ",,-5",
                            "x,NaN,3",
                            ""));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void textsThatLookLikeFormulasAreMadeHarmlessAndNumbersAreNot() throws IOException {
        Table.Builder table = Table.titled("t").text("text").number("value");
        for (String text : List.of("=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=1")) {
            table.row(text, -1.5);
        }
        List<String[]> rows = read(written(table.build()));
        assertThat(rows.subList(1, rows.size()))
                .extracting(row -> row[0])
                .containsExactly("'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "a=1");
        assertThat(rows.get(1)[1]).isEqualTo("-1.5");
    }

    @Property(tries = 300)
    void everyTextArrives(@ForAll List<String> texts) throws IOException {
        Table.Builder table = Table.titled("t").text("first").text("second");
        List<String> wellFormed = texts.stream()
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();
        wellFormed.forEach(text -> table.row(text, "end"));
        List<String[]> rows = read(written(table.build()));
        assertThat(rows.subList(1, rows.size()))
                .extracting(row -> row[0])
                .containsExactlyElementsOf(
                        wellFormed.stream().map(CsvExport::harmless).toList());
    }

    @Test
    void placesThatCannotBeWrittenAreRefusedAndTheOldFileStays() throws IOException {
        Table table = Table.titled("t").text("a").row("b").build();
        assertThatThrownBy(() -> CsvExport.write(table, folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is a folder");
        assertThatThrownBy(() -> CsvExport.write(table, folder.resolve("none/x.csv")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not exist");
        Path readOnly = Files.createDirectory(folder.resolve("locked"));
        Path old = Files.writeString(readOnly.resolve("x.csv"), "old");
        boolean marked = readOnly.toFile().setReadOnly();
        assertThat(marked).isTrue();
        assertThatThrownBy(() -> CsvExport.write(table, old))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("read-only");
        assertThat(Files.readString(old)).isEqualTo("old");
        assertThat(readOnly.toFile().setWritable(true)).isTrue();
    }

    private static String written(Table table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvExport.write(table, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<String[]> read(String csv) throws IOException {
        try (MappingIterator<String[]> rows = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(csv)) {
            return rows.readAll();
        }
    }
}
