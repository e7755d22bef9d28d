package org.tiltmeter.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.session.NewResult;
import org.tiltmeter.session.SavedDocument;
import org.tiltmeter.session.SavedModel;
import org.tiltmeter.session.Session;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;

/// Writes an audit to a folder: report.html, results.json, results.csv and session.tilt. Any
/// worker's thread.
public final class AuditOutput {

    /// The report.
    public static final String REPORT = "report.html";

    /// Everything as JSON.
    public static final String JSON = "results.json";

    /// Every pair as a table; every text of the benchmarks where there is no probe set.
    public static final String CSV = "results.csv";

    /// Every text of the benchmarks as a table, where there are probe sets as well.
    public static final String BENCHMARKS_CSV = "benchmarks.csv";

    /// The session, to be opened in the window.
    public static final String SESSION = "session.tilt";

    private AuditOutput() {}

    /// Writes the four files (five with probe sets and benchmarks together). They are finished
    /// elsewhere and then moved into the folder, so that a crash or a full
    /// disk leaves the files of an earlier run as they were.
    ///
    /// @param folder made if it is not there; files of an earlier run are replaced
    /// @param programVersion goes into the session
    /// @return the written files
    /// @throws org.tiltmeter.work.BadInputException in one sentence if the folder cannot be
    ///     written
    public static List<Path> write(Path folder, AuditRun run, String programVersion, Clock clock) {
        Path place = folder.toAbsolutePath().normalize();
        Path workshop = place.resolve(".writing-" + UUID.randomUUID());
        try {
            Files.createDirectories(workshop);
            try {
                writeAll(workshop, run, new SessionStore(workshop, clock, programVersion));
                for (String name : names(run)) {
                    SafeFile.moveInto(workshop.resolve(name), place.resolve(name));
                }
            } finally {
                for (String name : names(run)) {
                    Files.deleteIfExists(workshop.resolve(name));
                }
                Files.deleteIfExists(workshop);
            }
        } catch (IOException failure) {
            throw SafeFile.refusal(place, failure);
        }
        return names(run).reversed().stream().map(place::resolve).toList();
    }

    private static List<String> names(AuditRun run) {
        return twoTables(run)
                ? List.of(SESSION, BENCHMARKS_CSV, CSV, JSON, REPORT)
                : List.of(SESSION, CSV, JSON, REPORT);
    }

    private static boolean twoTables(AuditRun run) {
        return !run.parts().isEmpty() && !run.benchmarks().isEmpty();
    }

    /// Saves an audit in a session: the model, the probe sets and one result for each of them
    /// and each benchmark.
    public static void save(Session session, AuditRun run) {
        session.models().save(model(run.model(), fingerprint(run), run.fingerprints()));
        for (AuditRun.Part part : run.parts()) {
            session.documents().save(SavedDocument.Kind.PROBE_SET, name(part), ProbeFile.toJson(part.probes()));
            session.results()
                    .add(new NewResult(
                            StoredAudit.KIND,
                            name(part),
                            Optional.of(fingerprint(run)),
                            ResultsJson.text(part.result().settings()),
                            Provenance.of(run, part).toJson(),
                            ResultsJson.of(part.result())));
        }
        for (AuditRun.BenchmarkPart part : run.benchmarks()) {
            session.results()
                    .add(new NewResult(
                            StoredBenchmark.KIND,
                            StoredBenchmark.name(part.result()),
                            Optional.of(fingerprint(run)),
                            ResultsJson.text(part.result().settings()),
                            Provenance.of(run, part).toJson(),
                            ResultsJson.text(part.result())));
        }
    }

    private static String name(AuditRun.Part part) {
        return part.probes().name().isBlank() ? "Untitled" : part.probes().name();
    }

    private static void writeAll(Path workshop, AuditRun run, SessionStore store) {
        Path json = workshop.resolve(JSON);
        Path csv = workshop.resolve(CSV);
        SafeFile.write(json, out -> ResultsJson.write(run, out));
        CsvExport.write(run.parts().isEmpty() ? BenchmarkTables.items(run) : AuditTables.items(run), csv);
        if (twoTables(run)) {
            CsvExport.write(BenchmarkTables.items(run), workshop.resolve(BENCHMARKS_CSV));
        }
        Table log;
        try (Session session = store.create(workshop.resolve(SESSION))) {
            session.retitle(run.title());
            save(session, run);
            session.log().append("report-written", REPORT, "");
            log = AuditReports.log(session.log().entries());
        }
        List<ReportFile> manifest = names(run).reversed().stream()
                .filter(name -> !name.equals(REPORT))
                .map(name -> file(workshop.resolve(name)))
                .toList();
        AuditReport report = AuditReports.of(run, log, List.of()).withManifest(manifest);
        HtmlReport.write(report, workshop.resolve(REPORT));
    }

    /// A model as a session keeps it.
    ///
    /// @param fingerprint one digest over all its files
    /// @param fingerprints SHA-256 of each of them by name; empty if not computed
    public static SavedModel model(ModelSummary model, String fingerprint, SortedMap<String, String> fingerprints) {
        List<SavedModel.ModelFile> files = fingerprints.entrySet().stream()
                .map(file -> new SavedModel.ModelFile(
                        file.getKey(),
                        FileSizes.ifThere(model.folder().resolve(file.getKey())).orElse(0L),
                        Optional.of(file.getValue())))
                .toList();
        return new SavedModel(fingerprint, model.name(), model.folder().toString(), ModelJson.of(model), files);
    }

    private static String fingerprint(AuditRun run) {
        return run.fingerprints().isEmpty()
                ? "unknown:" + run.model().folder()
                : Fingerprints.combined(run.fingerprints());
    }

    private static ReportFile file(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            long bytes = digesting.transferTo(OutputStream.nullOutputStream());
            return new ReportFile(
                    String.valueOf(file.getFileName()),
                    Optional.of(bytes),
                    HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
        } catch (IOException failure) {
            throw SafeFile.refusal(file, failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
