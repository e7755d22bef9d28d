package org.tiltmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.report.AuditReport.Section;
import org.tiltmeter.table.Table;

class DocumentationItemsTest {

    private static final String OPEN = "not in this report";

    @TempDir
    Path folder;

    private AuditReport report() {
        return AuditReports.of(Audits.run(folder, "first"), AuditReports.log(List.of()), List.of());
    }

    private static String line(Table table, String item) {
        return table.rows().stream()
                .map(row -> row.stream().map(Shown::of).collect(Collectors.joining(" | ")))
                .filter(row -> row.contains(item))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatTheReportHoldsIsNamedAndWhatItDoesNotIsLeftToItsAuthor() {
        Table table = DocumentationItems.of(report());
        assertThat(line(table, "Training data")).contains(OPEN);
        assertThat(line(table, "Review")).contains(OPEN);
        assertThat(line(table, "Metrics")).contains("see Statistics");
        assertThat(line(table, "1(c) versions")).contains("Program").doesNotContain(OPEN);
        assertThat(line(table, "1(e) hardware")).contains("Operating system");
        assertThat(line(table, "Who audits")).contains(OPEN);
        assertThat(line(table, "Access to resources")).contains("Full weights");
        assertThat(table.provenance()).anyMatch(note -> note.contains("not a statement of conformity"));
    }

    @Test
    void partsThatAreLeftOutAreNotReferredTo() {
        AuditReport without = report().withSections(EnumSet.of(Section.ITEMS));
        Table table = DocumentationItems.of(without);
        assertThat(line(table, "Integrity of the process")).contains(OPEN);
        assertThat(line(table, "dated and signed")).contains(OPEN);
        assertThat(line(table, "Evaluation data")).contains(OPEN);
        assertThat(HtmlReport.document(without)).contains("Items of documentation");
        assertThat(HtmlReport.document(report().withSections(EnumSet.of(Section.LOG))))
                .doesNotContain("Items of documentation");
    }
}
