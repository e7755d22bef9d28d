package org.tiltmeter.views.probes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.exchange.ProbeLines;
import org.tiltmeter.probe.exchange.ProbeTable;
import org.tiltmeter.probe.exchange.TableImport;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// Brings the probe set into tables and lines and back; what comes in can be taken back. UI
/// thread.
public final class ExchangeViewModel {

    private final Workspace workspace;
    private final ProbesViewModel owner;

    ExchangeViewModel(Workspace workspace, ProbesViewModel owner) {
        this.workspace = workspace;
        this.owner = owner;
    }

    /// Adds the templates, words or terms of a table that a spreadsheet put on the clipboard.
    public void paste(String text) {
        ProbeSet before = owner.probes();
        String name = Texts.get("exchange.clipboard");
        workspace
                .lookJobs()
                .<ProbeSet>submit(
                        "job.readingProbes",
                        (progress, cancellation) -> TableImport.add(before, text, name),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<ProbeSet> done
                                    && owner.probes().equals(before)) {
                                workspace.messages().clearProblem();
                                owner.replace(done.result());
                                tellAdded(before, done.result());
                            }
                        });
    }

    /// Says what a table added.
    void tellAdded(ProbeSet before, ProbeSet after) {
        workspace
                .messages()
                .tell(Notice.of(
                                Notice.Kind.SUCCESS,
                                "exchange.added",
                                after.templates().size() - before.templates().size(),
                                words(after) - words(before),
                                after.attributes().size() - before.attributes().size())
                        .with("action.undo", owner::undo));
    }

    private static int words(ProbeSet set) {
        return set.slots().values().stream().mapToInt(List::size).sum();
    }

    /// The set as the text of a table that a spreadsheet takes from the clipboard.
    ///
    /// @param clipboard takes the text
    public void copy(Consumer<String> clipboard) {
        ProbeSet probes = owner.probes();
        workspace
                .lookJobs()
                .<String>submit(
                        "job.savingProbes",
                        (progress, cancellation) -> CsvExport.tabSeparated(table(probes)),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<String> done) {
                                clipboard.accept(done.result());
                                tellLost(Texts.get("exchange.copied"), probes);
                            }
                        });
    }

    /// Saves the set as a table.
    public void exportTable(Path file) {
        ProbeSet probes = owner.probes();
        export(file, () -> CsvExport.write(table(probes), file), () -> tellLost(fileName(file), probes));
    }

    /// Saves the set as lines, which hold everything.
    public void exportLines(Path file) {
        ProbeSet probes = owner.probes();
        export(
                file,
                () -> SafeFile.write(
                        file, out -> out.write(ProbeLines.write(probes).getBytes(StandardCharsets.UTF_8))),
                () -> workspace.messages().tell(Notice.of(Notice.Kind.SUCCESS, "file.saved", fileName(file))));
    }

    private void export(Path file, Runnable writing, Runnable tell) {
        workspace
                .fileJobs()
                .<Path>submit(
                        "job.savingProbes",
                        (progress, cancellation) -> {
                            writing.run();
                            return file;
                        },
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<Path>) {
                                tell.run();
                            }
                        });
    }

    private void tellLost(String what, ProbeSet probes) {
        List<String> lost = ProbeTable.lost(probes);
        workspace
                .messages()
                .tell(
                        lost.isEmpty()
                                ? Notice.of(Notice.Kind.SUCCESS, "exchange.complete", what)
                                : Notice.of(Notice.Kind.WARNING, "exchange.lost", what, String.join(", ", lost)));
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Table table(ProbeSet probes) {
        Table.Builder table = Table.titled(probes.name());
        ProbeTable.COLUMNS.forEach(table::text);
        ProbeTable.rows(probes).forEach(row -> table.row(row.toArray()));
        return table.build();
    }
}
