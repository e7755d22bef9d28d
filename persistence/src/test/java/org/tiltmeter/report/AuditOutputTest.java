package org.tiltmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.session.SavedDocument;
import org.tiltmeter.session.SavedResult;
import org.tiltmeter.session.Session;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.work.BadInputException;

class AuditOutputTest {

    @TempDir
    Path folder;

    @Test
    void fourFilesAreWrittenAndTellTheSame() throws IOException {
        AuditRun run = Audits.run(folder, "first", "second");
        Path out = folder.resolve("out");
        AuditOutput.write(out, run, "0.1-test", Clock.systemUTC());
        AuditOutput.write(out, run, "0.1-test", Clock.systemUTC());
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.html", "results.json", "results.csv", "session.tilt");
        }
        int pairs = run.parts().stream()
                .mapToInt(part -> part.result().items().size())
                .sum();

        JsonNode json = new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertThat(json.path("items")).hasSize(pairs);
        assertThat(json.path("items").get(0).path("probes").asText()).isEqualTo("first");
        assertThat(json.path("measures")).hasSize(4);
        for (String field : List.of(
                "id", "group", "value", "interval", "n", "p", "p_adjusted", "effect", "noise_floor", "probes")) {
            assertThat(json.path("measures").get(0).has(field)).as(field).isTrue();
        }

        List<String> csv = Files.readAllLines(out.resolve("results.csv"));
        assertThat(csv.getFirst()).startsWith("probe_set,index,template,attribute");
        assertThat(csv).hasSize(pairs + 1);
        assertThat(csv.get(1))
                .endsWith(
                        "," + run.parts().getFirst().result().items().getFirst().difference());

        SessionStore store = new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "0.1-test");
        try (Session session = store.open(out.resolve("session.tilt"))) {
            List<SavedResult> results = session.results().list("audit");
            assertThat(results).extracting(SavedResult::name).containsExactly("first", "second");
            assertThat(ResultsJson.read(
                            session.results().json(results.getFirst().id())))
                    .isEqualTo(run.parts().getFirst().result());
            SavedDocument document = session.documents()
                    .find(SavedDocument.Kind.PROBE_SET, "second")
                    .orElseThrow();
            assertThat(ProbeFile.parse(document.json(), "second"))
                    .isEqualTo(run.parts().getLast().probes());
            assertThat(session.models().last().orElseThrow().name()).isEqualTo("letters");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedInOneSentence() throws IOException {
        AuditRun run = Audits.run(folder, "first");
        Path file = Files.writeString(folder.resolve("taken"), "x");
        assertThatThrownBy(() -> AuditOutput.write(file, run, "0.1-test", Clock.systemUTC()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("taken");
        assertThat(Files.readString(file)).isEqualTo("x");
    }
}
