package org.tiltmeter.report;

import java.util.List;
import java.util.stream.Collectors;
import org.tiltmeter.report.AuditReport.Section;
import org.tiltmeter.table.Table;

/// What model cards, audit cards and the technical documentation of the EU AI Act ask for, item by item, with what a
/// report holds on each, or that its author must add it. An aid for finding things, not a statement of conformity.
///
/// Sources: Mitchell et al. 2019 (model cards); Staufer et al. 2025, arXiv 2504.13839 (audit cards); Regulation (EU)
/// 2024/1689, Annex IV, points 1, 2(g) and 3.
final class DocumentationItems {

    private static final String OPEN = "not in this report: to be added by its author";
    private static final String CARD = "Model card";
    private static final String AUDIT = "Audit card";
    private static final String ANNEX = "AI Act, Annex IV";

    private final AuditReport report;
    private final Table.Builder table = Table.titled("Items of model cards, audit cards and Annex IV")
            .text("Asked for by")
            .text("Item")
            .text("In this report");

    private DocumentationItems(AuditReport report) {
        this.report = report;
    }

    /// The table of a report.
    static Table of(AuditReport report) {
        return new DocumentationItems(report).build();
    }

    private Table build() {
        Responsibility who = report.responsibility();
        row(CARD, "Model details", modelLine());
        row(CARD, "Intended use", OPEN);
        row(CARD, "Factors: groups and attributes", here(report.probes().isPresent(), "What was asked"));
        row(
                CARD,
                "Metrics",
                here(report.has(Section.STATISTICS) && !report.statistics().isEmpty(), "Statistics"));
        row(CARD, "Evaluation data", here(report.probes().isPresent() && report.has(Section.PROBES), "What was asked"));
        row(CARD, "Training data", OPEN);
        row(
                CARD,
                "Quantitative analyses, each attribute",
                here(!report.findings().isEmpty(), "In plain words"));
        row(CARD, "Quantitative analyses, intersections", intersections());
        row(CARD, "Ethical considerations", OPEN);
        row(CARD, "Caveats and recommendations", "see Limits; recommendations " + OPEN);
        row(AUDIT, "Who audits, for whom", joined(who.auditor(), who.organisation()));
        row(AUDIT, "Conflicts of interest", stated(who.conflicts()));
        row(AUDIT, "Scope and purpose", stated(who.purpose()));
        row(AUDIT, "Method", here(!report.statistics().isEmpty(), "How it was run and Statistics"));
        row(AUDIT, "Access to resources", stated(who.access()));
        row(AUDIT, "Integrity of the process", here(report.has(Section.LOG), "Action log"));
        row(AUDIT, "Review", OPEN);
        row(ANNEX, "1(a) intended purpose, provider, version of the system", OPEN);
        row(ANNEX, "1(c) versions of software", fact("Program", "Engine", "Java"));
        row(ANNEX, "1(e) hardware on which it ran", fact("Device", "Processors", "Operating system"));
        row(
                ANNEX,
                "2(g) test procedures, test data and their characteristics",
                here(report.probes().isPresent() && report.has(Section.PROBES), "How it was run and What was asked"));
        row(
                ANNEX,
                "2(g) metrics of potentially discriminatory impacts",
                here(!report.findings().isEmpty(), "In plain words and Statistics"));
        row(
                ANNEX,
                "2(g) test logs and reports, dated and signed",
                report.has(Section.LOG) && report.has(Section.SIGN_OFF)
                        ? "see Action log and Sign-off, which is to be signed"
                        : OPEN);
        row(
                ANNEX,
                "3 performance for specific persons or groups",
                "differences between groups: see Statistics; accuracy in use " + OPEN);
        return table.provenance("An aid for finding what is asked for. It is not a statement of conformity: that is its"
                        + " author's to make.")
                .build();
    }

    private void row(String scheme, String item, String here) {
        table.row(scheme, item, here);
    }

    private static String here(boolean there, String section) {
        return there ? "see " + section : OPEN;
    }

    private static String stated(String text) {
        return text.isBlank() ? OPEN : text;
    }

    private static String joined(String... texts) {
        String all = List.of(texts).stream().filter(text -> !text.isBlank()).collect(Collectors.joining(", "));
        return stated(all);
    }

    private String modelLine() {
        String name = report.model().stream()
                .filter(fact -> fact.name().equals("Name") || fact.name().equals("Architecture"))
                .map(Fact::value)
                .collect(Collectors.joining(", "));
        return name.isBlank() ? OPEN : name + "; see The model";
    }

    private String intersections() {
        boolean crossed = report.findings().stream().anyMatch(finding -> finding.contains(" with "))
                && report.statistics().stream().anyMatch(table -> table.title().contains("×"));
        return crossed ? "see Statistics" : "none was tested, or " + OPEN;
    }

    private String fact(String... names) {
        List<String> wanted = List.of(names);
        String found = report.runtime().stream()
                .filter(fact -> wanted.contains(fact.name()))
                .map(fact -> fact.name() + " " + fact.value())
                .collect(Collectors.joining("; "));
        return found.isBlank() ? "see How it was run" : found;
    }
}
