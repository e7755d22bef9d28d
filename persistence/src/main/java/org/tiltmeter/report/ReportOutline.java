package org.tiltmeter.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tiltmeter.report.AuditReport.Section;
import org.tiltmeter.table.Cell;
import org.tiltmeter.table.Table;

/// A report as a sequence of blocks, for the formats that flow over pages. Any thread.
final class ReportOutline {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ReportOutline() {}

    /// A piece of a report.
    sealed interface Block {

        /// A heading.
        ///
        /// @param level 1 for the title, 2 for a section, 3 within one
        record Heading(int level, String text) implements Block {}

        /// A paragraph.
        record Paragraph(String text, Tone tone) implements Block {}

        /// An item of a list.
        record Item(String text) implements Block {}

        /// A name and what it is worth.
        record Named(Fact fact) implements Block {}

        /// A table of texts, the first row is the heading.
        ///
        /// @param numbers for each column whether it holds numbers
        record Grid(String title, List<List<String>> rows, List<Boolean> numbers) implements Block {}

        /// A picture.
        record Picture(ReportFigure figure) implements Block {}
    }

    /// How a paragraph is set.
    enum Tone {
        PLAIN,
        LARGE,
        QUIET
    }

    /// The blocks of a report in order.
    ///
    /// @param mostRows most rows of one table; the report says where it leaves rows out
    static List<Block> of(AuditReport report, int mostRows) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph("Tiltmeter audit report", Tone.QUIET));
        blocks.add(new Block.Heading(1, report.title()));
        blocks.add(new Block.Paragraph(DATE.format(report.date()), Tone.QUIET));
        Responsibility who = report.responsibility();
        named(blocks, "Auditor", who.auditor());
        named(blocks, "Organisation", who.organisation());
        named(blocks, "Purpose", who.purpose());
        named(blocks, "Conflicts of interest", who.conflicts());
        named(blocks, "Access to the model", who.access());
        blocks.add(new Block.Heading(2, "In plain words"));
        report.findings().forEach(finding -> blocks.add(new Block.Paragraph(finding, Tone.LARGE)));
        if (report.has(Section.FIGURES) && !report.figures().isEmpty()) {
            blocks.add(new Block.Heading(2, "Figures"));
            report.figures().forEach(figure -> blocks.add(new Block.Picture(figure)));
        }
        if (report.has(Section.STATISTICS)) {
            blocks.add(new Block.Heading(2, "Statistics"));
            report.statistics().forEach(table -> table(blocks, table, mostRows));
        }
        blocks.add(new Block.Heading(2, "The model"));
        report.model().forEach(fact -> blocks.add(new Block.Named(fact)));
        files(blocks, "Files of the model", report.modelFiles());
        blocks.add(new Block.Heading(2, "How it was run"));
        report.runtime().forEach(fact -> blocks.add(new Block.Named(fact)));
        report.probes()
                .filter(known -> report.has(Section.PROBES))
                .ifPresent(probes -> probes(blocks, probes, mostRows));
        if (report.has(Section.NOTES) && !report.notes().isEmpty()) {
            blocks.add(new Block.Heading(2, "Notes"));
            report.notes().forEach(note -> blocks.add(new Block.Named(note)));
        }
        blocks.add(new Block.Heading(2, "Limits"));
        report.limits().forEach(limit -> blocks.add(new Block.Item(limit)));
        if (report.has(Section.ITEMS)) {
            blocks.add(new Block.Heading(2, "Items of documentation"));
            table(blocks, DocumentationItems.of(report), mostRows);
        }
        if (report.has(Section.LOG)) {
            blocks.add(new Block.Heading(2, "Action log"));
            table(blocks, report.log(), mostRows);
        }
        files(blocks, "Files of this report", report.manifest());
        if (report.has(Section.SIGN_OFF)) {
            signOff(blocks);
        }
        return blocks;
    }

    private static void signOff(List<Block> blocks) {
        blocks.add(new Block.Heading(2, "Sign-off"));
        blocks.add(new Block.Grid(
                "Signed by the persons responsible",
                List.of(
                        List.of("Name", "Role", "Date", "Signature"),
                        List.of("\n\n", "", "", ""),
                        List.of("\n\n", "", "", "")),
                List.of(false, false, false, false)));
    }

    private static void probes(List<Block> blocks, ProbeListing probes, int mostRows) {
        blocks.add(new Block.Heading(2, "What was asked"));
        named(blocks, "Probe set", probes.name());
        named(blocks, "Description", probes.description());
        named(blocks, "Source of the words", probes.source());
        table(blocks, probes.templates(), mostRows);
        table(blocks, probes.words(), mostRows);
        blocks.add(new Block.Heading(3, "Excluded"));
        if (probes.exclusions().isEmpty()) {
            blocks.add(new Block.Paragraph(
                    "No text was excluded: everything listed here was scored and counted.", Tone.PLAIN));
        }
        probes.exclusions().forEach(fact -> blocks.add(new Block.Named(fact)));
        table(blocks, probes.findings(), mostRows);
        table(blocks, probes.texts(), mostRows);
    }

    private static void named(List<Block> blocks, String name, String value) {
        blocks.add(new Block.Named(new Fact(name, value.isBlank() ? "not stated" : value)));
    }

    private static void files(List<Block> blocks, String title, List<ReportFile> files) {
        if (files.isEmpty()) {
            return;
        }
        Table.Builder table = Table.titled(title).text("File").number("Bytes").text("SHA-256");
        files.forEach(file -> table.row(file.name(), file.bytes(), file.sha256()));
        table(blocks, table.build(), Integer.MAX_VALUE);
    }

    private static void table(List<Block> blocks, Table table, int mostRows) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns().stream().map(column -> column.name()).toList());
        for (List<Cell> row :
                table.rows().subList(0, Math.min(mostRows, table.rows().size()))) {
            rows.add(row.stream().map(Shown::of).toList());
        }
        List<Boolean> numbers = table.columns().stream()
                .map(column -> column.kind() == org.tiltmeter.table.Column.Kind.NUMBER)
                .toList();
        blocks.add(new Block.Grid(table.title(), rows, numbers));
        if (table.rows().isEmpty()) {
            blocks.add(new Block.Paragraph("nothing", Tone.QUIET));
        }
        if (table.rows().size() > mostRows) {
            blocks.add(new Block.Paragraph(
                    "The first " + AuditReports.count(mostRows) + " of "
                            + AuditReports.count(table.rows().size())
                            + " rows; the HTML report and the results files hold more.",
                    Tone.QUIET));
        }
        table.provenance().forEach(line -> blocks.add(new Block.Paragraph(line, Tone.QUIET)));
    }
}
