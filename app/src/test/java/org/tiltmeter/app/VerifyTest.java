package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A saved audit on the command line: its report again, and its numbers again.
final class VerifyTest {

    @TempDir
    private static Path folder = Path.of("");

    private static Path session = Path.of("");

    private static Run tiltmeter(String... arguments) {
        return Run.of(Run.foldersIn(folder), arguments);
    }

    @BeforeAll
    static void audits() {
        Run audit = tiltmeter(
                "audit",
                "sample",
                "--probes",
                "sample",
                "--resamples",
                "200",
                "--threads",
                "2",
                "--out",
                folder.resolve("audit").toString());
        assertThat(audit.code()).describedAs(audit.err()).isZero();
        session = folder.resolve("audit/session.tilt");
    }

    @Test
    void theSameSettingsRepeatWithoutDriftAndOthersWithinTheirBound() throws IOException {
        Run same = tiltmeter("verify", session.toString());
        assertThat(same.code()).describedAs(same.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(same.out());
        assertThat(json.get("repeats").asBoolean()).isTrue();
        JsonNode drifts = json.get("audits").get(0).get("drifts");
        assertThat(drifts).isNotEmpty();
        drifts.forEach(drift -> assertThat(drift.get("drift").asDouble())
                .describedAs(drift.toString())
                .isZero());

        Run threads = tiltmeter("verify", session.toString(), "--threads", "1");
        assertThat(threads.code()).describedAs(threads.err()).isZero();
        assertThat(threads.err()).contains("threads 2, then 1");

        Run fast = tiltmeter("verify", session.toString(), "--model", "sample", "--compute", "fast");
        assertThat(fast.code()).describedAs(fast.err()).isIn(0, 3);
        assertThat(fast.err()).contains("compute type exact, then fast");
    }

    @Test
    void aBenchmarkIsRunAgainFromItsFile() throws IOException {
        Path pairs = folder.resolve("crows_pairs.csv");
        Files.writeString(pairs, """
            ,sent_more,sent_less,stereo_antistereo,bias_type,annotations,anon_writer,anon_annotators
            0,The nurse said that she was late.,The nurse said that he was late.,stereo,gender,[],a0,[]
            1,The plumber said that he was tired.,The plumber said that she was tired.,stereo,gender,[],a0,[]
            2,The cook said that she was ready.,The cook said that he was ready.,antistereo,gender,[],a0,[]
            """);
        Path out = folder.resolve("benchmark");
        Run audit = tiltmeter(
                "audit",
                "sample",
                "--probes",
                pairs.toString(),
                "--measures",
                "crows-pairs",
                "--threads",
                "2",
                "--out",
                out.toString());
        assertThat(audit.code()).describedAs(audit.err()).isZero();
        String saved = out.resolve("session.tilt").toString();
        Run same = tiltmeter("verify", saved);
        assertThat(same.code()).describedAs(same.err()).isZero();
        JsonNode drifts =
                new ObjectMapper().readTree(same.out()).get("audits").get(0).get("drifts");
        assertThat(drifts).isNotEmpty();
        drifts.forEach(drift -> assertThat(drift.get("drift").asDouble())
                .describedAs(drift.toString())
                .isZero());
        Run threads = tiltmeter("verify", saved, "--threads", "1");
        assertThat(threads.code()).describedAs(threads.err()).isZero();

        Files.writeString(pairs, Files.readString(pairs).replace("tired", "late"));
        Run changed = tiltmeter("verify", saved);
        assertThat(changed.code()).isNotZero();
        assertThat(changed.err()).contains("has changed since the benchmark");
        Files.delete(pairs);
        assertThat(tiltmeter("verify", saved).err()).contains("is no longer at");
    }

    @Test
    void anotherModelsNumbersDoNotRepeat() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Path home = folder.resolve("home");
        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getParent()).contains("olmoe"))
                    .toList()) {
                Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
            }
        }
        byte[] weights = Files.readAllBytes(copy.resolve("model.safetensors"));
        for (int at = weights.length / 2; at < weights.length / 2 + 4000; at += 2) {
            weights[at] ^= 0x40;
        }
        Files.write(copy.resolve("model.safetensors"), weights);
        Run run = tiltmeter("verify", session.toString(), "--model", copy.toString());
        assertThat(run.code()).describedAs(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("does NOT repeat", "model.safetensors is not the one of the first run");
    }

    @Test
    void theReportOfTheSessionIsWrittenInEveryFormat() throws IOException {
        for (String name : new String[] {"report.html", "report.pdf", "report.docx"}) {
            Path out = folder.resolve(name);
            Run run = tiltmeter("report", session.toString(), "--out", out.toString());
            assertThat(run.code()).describedAs(run.err()).isZero();
            assertThat(Files.size(out)).isGreaterThan(10_000);
        }
    }

    @Test
    void whatIsNoSessionOrNoReportIsRefused() {
        Run missing = tiltmeter("verify", folder.resolve("none.tilt").toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err().strip().lines()).hasSize(1);
        Run format = tiltmeter(
                "report",
                session.toString(),
                "--out",
                folder.resolve("report.odt").toString());
        assertThat(format.code()).isEqualTo(2);
        assertThat(format.err()).contains(".html, .pdf or .docx");
    }
}
