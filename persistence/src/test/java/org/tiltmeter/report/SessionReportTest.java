package org.tiltmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.session.NewResult;
import org.tiltmeter.session.Session;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class SessionReportTest {

    @TempDir
    Path folder;

    @Test
    void aSavedSessionGivesTheReportOfItsAudits() {
        AuditRun run = Audits.run(folder, "first", "second");
        try (Session session = store().create(folder.resolve("s.tilt"))) {
            session.retitle(run.title());
            AuditOutput.save(session, run);
            session.notes().save(SessionReport.AUDITOR, "Ada <b>");
            session.notes().save("session", "a note");
            AuditReport report = SessionReport.of(session, List.of());
            AuditReport fresh = AuditReports.of(run, AuditReports.log(List.of()), List.of());
            assertThat(report.title()).isEqualTo(run.title());
            assertThat(report.findings()).isEqualTo(fresh.findings());
            assertThat(report.statistics()).isEqualTo(fresh.statistics());
            assertThat(report.probes()).isEqualTo(fresh.probes());
            assertThat(report.runtime()).isEqualTo(fresh.runtime());
            assertThat(report.model()).isEqualTo(fresh.model());
            assertThat(report.date()).isEqualTo(run.date());
            assertThat(report.notes()).containsExactly(new Fact("session", "a note"));
            assertThat(report.log().rows()).hasSizeGreaterThan(4);
            assertThat(HtmlReport.document(report)).contains("Ada &lt;b&gt;").contains("a note");
        }
    }

    @Test
    void onlyTheLatestAuditOfAProbeSetIsReported() {
        AuditRun run = Audits.run(folder, "first");
        try (Session session = store().create(folder.resolve("s.tilt"))) {
            AuditOutput.save(session, run);
            AuditOutput.save(session, run);
            assertThat(StoredAudit.all(session)).hasSize(2);
            assertThat(StoredAudit.latest(session))
                    .singleElement()
                    .satisfies(audit -> assertThat(audit.saved().id())
                            .isEqualTo(session.results().list().getLast().id()));
        }
    }

    @Test
    void benchmarkFilesOfOneNameAreKeptApart() {
        AuditRun run = Audits.run(folder, "first");
        BenchmarkSource one = new BenchmarkSource("/one/pairs.csv", "aa");
        BenchmarkSource other = new BenchmarkSource("/other/pairs.csv", "bb");
        BenchmarkResult result = new BenchmarkResult(
                "letters",
                "crows-pairs",
                "pairs.csv",
                run.parts().getFirst().result().settings(),
                List.of(),
                List.of(),
                List.of());
        AuditRun both = new AuditRun(
                run.title(),
                run.date(),
                run.responsibility(),
                run.model(),
                run.fingerprints(),
                run.runtime(),
                List.of(),
                List.of(new AuditRun.BenchmarkPart(one, result), new AuditRun.BenchmarkPart(other, result)));
        try (Session session = store().create(folder.resolve("s.tilt"))) {
            AuditOutput.save(session, both);
            AuditOutput.save(session, both);
            assertThat(StoredBenchmark.all(session)).hasSize(4);
            assertThat(StoredBenchmark.latest(session))
                    .extracting(latest -> latest.part().source())
                    .containsExactly(one, other);
        }
    }

    @Test
    void whatWasNotRecordedIsSaidToBeMissing() {
        AuditRun run = Audits.run(folder, "first");
        try (Session session = store().create(folder.resolve("s.tilt"))) {
            session.results()
                    .add(new NewResult(
                            "audit",
                            "first",
                            Optional.empty(),
                            "{}",
                            "{\"program\":\"0.1\"}",
                            ResultsJson.of(run.parts().getFirst().result())));
            AuditReport report = SessionReport.of(session, List.of());
            assertThat(report.limits()).anyMatch(limit -> limit.contains("not recorded"));
            assertThat(report.model())
                    .contains(new Fact("Layers", "not recorded"), new Fact("Experts", "not recorded"));
            assertThat(HtmlReport.document(report)).contains("not recorded");
        }
    }

    @Test
    void aSessionWithoutAnAuditIsRefused() {
        try (Session session = store().create(folder.resolve("s.tilt"))) {
            assertThatThrownBy(() -> SessionReport.of(session, List.of()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("holds no audit yet");
        }
    }

    @Test
    void provenanceComesBackWhole() {
        AuditRun run = Audits.run(folder, "first");
        Provenance provenance = Provenance.of(run, run.parts().getFirst());
        Provenance read = Provenance.read(provenance.toJson());
        assertThat(read).isEqualTo(provenance);
        assertThat(read.libraries()).anyMatch(library -> library.startsWith("sqlite-jdbc-"));
        assertThatThrownBy(() -> Provenance.read("{\"at\":\"yesterday\"}")).isInstanceOf(BadInputException.class);
    }

    @Test
    void fingerprintsAreRememberedUntilAFileChanges() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Path shared = fixture();
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isDirectory(shared), "the fixture golden/gpt2 of the shared folder is not here");
        try (var files = Files.list(shared)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = Files.copy(file, model.resolve(file.getFileName()));
                Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minusSeconds(100)));
            }
        }
        FingerprintCache cache = new FingerprintCache(folder.resolve("settings"), Clock.systemUTC());
        int[] read = {0};
        Progress counting = step -> read[0]++;
        var first = cache.of(model, counting, new Cancellation());
        int once = read[0];
        assertThat(once).isPositive();
        assertThat(cache.of(model, counting, new Cancellation())).isEqualTo(first);
        assertThat(read[0]).isEqualTo(once);
        Path changed = model.resolve("config.json");
        Files.writeString(changed, Files.readString(changed) + "\n");
        assertThat(cache.of(model, counting, new Cancellation())).isNotEqualTo(first);
        assertThat(read[0]).isGreaterThan(once);
        Files.writeString(folder.resolve("settings/fingerprints.json"), "{");
        assertThat(cache.of(model, counting, new Cancellation())).isNotEqualTo(first);
    }

    private static Path fixture() {
        return Path.of(System.getProperty("tiltmeter.shared", "none"), "golden", "gpt2");
    }

    private SessionStore store() {
        return new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "0.1-test");
    }
}
