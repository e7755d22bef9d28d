package org.tiltmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

class HtmlReportTest {

    @TempDir
    Path folder;

    @Test
    void whatTheUserWroteStaysText() {
        String document = HtmlReport.document(report(List.of()));
        assertThat(document)
                .contains("&lt;img src=x onerror=alert(1)&gt; =cmd|&#39; /C calc&#39;!A0 שלום [U+202E]dlrow")
                .contains("\uD83D\uDC69\u200D\u2695\uFE0F ␁ &amp; &quot;q&quot;")
                .contains("=SUM(A1) &lt;b&gt;{gender.subject}&lt;/b&gt;")
                .doesNotContain("<img src=x")
                .doesNotContain("\u202E");
    }

    @Test
    void nothingIsLoadedAndNothingRuns() {
        String document = HtmlReport.document(report(List.of()));
        assertThat(document).contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;");
        assertThat(document).doesNotContain("<script").doesNotContain("<link").doesNotContain("<iframe");
        assertThat(Pattern.compile("(?:src|href)\\s*=\\s*\"(?!#|data:image)")
                        .matcher(document.replaceAll("&lt;.*?&gt;", "")))
                .matches(matcher -> !matcher.find(), "no address outside the file");
    }

    @Test
    void everySectionStandsInTheReport() {
        String document = HtmlReport.document(report(List.of()));
        for (String id : List.of(
                "findings", "figures", "statistics", "model", "runtime", "probes", "limits", "log", "sign-off")) {
            assertThat(document).contains("<section id=\"" + id + "\"");
        }
        assertThat(document)
                .contains("Routing is not explanation")
                .contains("not a bias audit under New York City Local Law 144")
                .contains("<svg")
                .contains("scope=\"col\"")
                .contains("<caption");
    }

    @Test
    void aPictureBringsNoScriptWithIt() {
        String svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"10\" height=\"10\" onload=\"alert(1)\">"
                + "<script>alert(2)</script><foreignObject><p>x</p></foreignObject>"
                + "<image xlink:href=\"https://example.org/x.png\"/><rect fill=\"url(https://example.org/)\"/>"
                + "<g clip-path=\"url(#c)\"><text onclick=\"alert(3)\">a &lt; b</text></g></svg>";
        String document = HtmlReport.document(
                report(List.of(new ReportFigure("figure", "note", "alternative", svg, Optional.empty()))));
        assertThat(document)
                .doesNotContain("alert(2)")
                .doesNotContain("onload")
                .doesNotContain("onclick")
                .doesNotContain("foreignObject")
                .doesNotContain("example.org")
                .contains("clip-path=\"url(#c)\"")
                .contains("a &lt; b")
                .contains("aria-label=\"alternative\"");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        for (String svg : List.of("", "hello", "<svg", "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>")) {
            ReportFigure figure = new ReportFigure("broken", "", "", svg, Optional.empty());
            assertThatThrownBy(() -> HtmlReport.document(report(List.of(figure))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("\"broken\"");
        }
    }

    private AuditReport report(List<ReportFigure> figures) {
        return AuditReports.of(Audits.run(folder, "first"), AuditReports.log(List.of()), figures);
    }
}
