package org.tiltmeter.report;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.report.AuditReport.Section;
import org.tiltmeter.table.Cell;
import org.tiltmeter.table.Column;
import org.tiltmeter.table.Table;

/// Writes a report as one HTML file that needs nothing else: no network, no script. Any thread.
public final class HtmlReport {

    /// Nothing is loaded and nothing runs; only the styles inside the file apply.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:;" + " base-uri 'none'; form-action 'none'";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final AuditReport report;
    private final Html html = new Html();

    private HtmlReport(AuditReport report) {
        this.report = report;
    }

    /// Writes a report to a file.
    ///
    /// @throws org.tiltmeter.work.BadInputException if the file cannot be written or a figure is not a picture
    public static void write(AuditReport report, Path file) {
        String document = document(report);
        SafeFile.write(file, document);
    }

    /// The report as an HTML document.
    public static String document(AuditReport report) {
        return new HtmlReport(report).document();
    }

    private String document() {
        html.open("html", "lang", "en");
        head();
        html.open("body").open("main");
        title();
        findings();
        figures();
        statistics();
        model();
        facts("runtime", "How it was run", report.runtime());
        probes();
        notes();
        limits();
        items();
        log();
        files("manifest", "Files of this report", report.manifest(), "The files that were written with this report.");
        signOff();
        return html.close().close().close().document();
    }

    private void head() {
        html.open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty("meta", "name", "referrer", "content", "no-referrer")
                .element("title", VisibleText.onOneLine(report.title()))
                .open("style")
                .markup(ReportStyle.CSS)
                .close()
                .close();
    }

    private void title() {
        html.open("header").element("p", "Tiltmeter audit report", "class", "kind");
        html.element("h1", report.title(), "dir", "auto");
        html.element("p", DATE.format(report.date()), "class", "date");
        Responsibility who = report.responsibility();
        list(List.of(
                new Fact("Auditor", orBlank(who.auditor())),
                new Fact("Organisation", orBlank(who.organisation())),
                new Fact("Purpose", orBlank(who.purpose())),
                new Fact("Conflicts of interest", orBlank(who.conflicts())),
                new Fact("Access to the model", orBlank(who.access()))));
        html.close();
    }

    private void findings() {
        section("findings", "In plain words");
        html.open("ul", "class", "findings");
        for (String finding : report.findings()) {
            html.element("li", finding, "dir", "auto");
        }
        html.close().close();
    }

    private void figures() {
        if (!report.has(Section.FIGURES) || report.figures().isEmpty()) {
            return;
        }
        section("figures", "Figures");
        for (ReportFigure figure : report.figures()) {
            html.open("figure");
            html.markup(Svg.inside(figure.title(), figure.svg(), figure.alternativeText()));
            html.open("figcaption");
            if (!figure.note().isBlank()) {
                html.element("p", figure.note(), "dir", "auto", "class", "note");
            }
            html.close();
            figure.table().ifPresent(numbers -> {
                html.open("details").element("summary", "The numbers behind the figure");
                table(numbers, "");
                html.close();
            });
            html.close();
        }
        html.close();
    }

    private void statistics() {
        if (!report.has(Section.STATISTICS)) {
            return;
        }
        section("statistics", "Statistics");
        for (Table table : report.statistics()) {
            table(table, "");
        }
        html.close();
    }

    private void model() {
        section("model", "The model");
        list(report.model());
        if (!report.modelFiles().isEmpty()) {
            fileTable("Files of the model", report.modelFiles());
        }
        html.close();
    }

    private void probes() {
        report.probes().filter(known -> report.has(Section.PROBES)).ifPresent(probes -> {
            section("probes", "What was asked");
            list(List.of(
                    new Fact("Probe set", probes.name()),
                    new Fact("Description", orBlank(probes.description())),
                    new Fact("Source of the words", orBlank(probes.source()))));
            table(probes.templates(), "verbatim");
            table(probes.words(), "verbatim");
            html.element("h3", "Excluded");
            if (probes.exclusions().isEmpty()) {
                html.element("p", "No text was excluded: everything listed here was scored and counted.");
            } else {
                list(probes.exclusions());
            }
            table(probes.findings(), "verbatim");
            html.open("details").element("summary", "Every text, verbatim");
            table(probes.texts(), "verbatim");
            html.close().close();
        });
    }

    private void notes() {
        if (!report.has(Section.NOTES) || report.notes().isEmpty()) {
            return;
        }
        section("notes", "Notes");
        list(report.notes());
        html.close();
    }

    private void limits() {
        section("limits", "Limits");
        html.open("ul");
        for (String limit : report.limits()) {
            html.element("li", limit);
        }
        html.close().close();
    }

    private void items() {
        if (report.has(Section.ITEMS)) {
            section("items", "Items of documentation");
            table(DocumentationItems.of(report), "");
            html.close();
        }
    }

    private void log() {
        if (report.has(Section.LOG)) {
            section("log", "Action log");
            table(report.log(), "");
            html.close();
        }
    }

    private void signOff() {
        if (!report.has(Section.SIGN_OFF)) {
            return;
        }
        section("sign-off", "Sign-off");
        html.open("table", "class", "sign")
                .element("caption", "Signed by the persons responsible")
                .open("thead")
                .open("tr");
        for (String heading : List.of("Name", "Role", "Date", "Signature")) {
            html.element("th", heading, "scope", "col");
        }
        html.close().close().open("tbody");
        for (int i = 0; i < 2; i++) {
            html.open("tr");
            for (int column = 0; column < 4; column++) {
                html.element("td", "");
            }
            html.close();
        }
        html.close().close().close();
    }

    private void facts(String id, String heading, List<Fact> facts) {
        section(id, heading);
        list(facts);
        html.close();
    }

    private void files(String id, String heading, List<ReportFile> files, String caption) {
        if (files.isEmpty()) {
            return;
        }
        section(id, heading);
        fileTable(caption, files);
        html.close();
    }

    private void fileTable(String caption, List<ReportFile> files) {
        Table.Builder table = Table.titled(caption).text("File").number("Bytes").text("SHA-256");
        files.forEach(file -> table.row(file.name(), file.bytes(), file.sha256()));
        table(table.build(), "hashes");
    }

    private void section(String id, String heading) {
        html.open("section", "id", id, "aria-labelledby", id + "-heading")
                .element("h2", heading, "id", id + "-heading");
    }

    private void list(List<Fact> facts) {
        html.open("dl");
        for (Fact fact : facts) {
            html.element("dt", fact.name(), "dir", "auto").element("dd", fact.value(), "dir", "auto");
        }
        html.close();
    }

    private void table(Table table, String style) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", table.title());
        html.open("table", "class", style).element("caption", table.title(), "dir", "auto");
        html.open("thead").open("tr");
        for (Column column : table.columns()) {
            html.element("th", column.name(), "scope", "col", "class", style(column));
        }
        html.close().close().open("tbody");
        for (List<Cell> row : table.rows()) {
            html.open("tr");
            for (int i = 0; i < row.size(); i++) {
                String shown = Shown.of(row.get(i));
                if (i == 0) {
                    html.element(
                            "th",
                            shown,
                            "scope",
                            "row",
                            "class",
                            style(table.columns().get(0)),
                            "dir",
                            "auto");
                } else {
                    html.element("td", shown, "class", style(table.columns().get(i)), "dir", "auto");
                }
            }
            html.close();
        }
        if (table.rows().isEmpty()) {
            html.open("tr")
                    .element(
                            "td",
                            "nothing",
                            "colspan",
                            Integer.toString(table.columns().size()))
                    .close();
        }
        html.close().close();
        for (String line : table.provenance()) {
            html.element("p", line, "class", "provenance", "dir", "auto");
        }
        html.close();
    }

    private static String style(Column column) {
        return column.kind() == Column.Kind.NUMBER ? "number" : "text";
    }

    private static String orBlank(String value) {
        return value.isBlank() ? "not stated" : value;
    }
}
