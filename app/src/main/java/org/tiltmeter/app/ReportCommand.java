package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tiltmeter.report.ReportFigure;
import org.tiltmeter.report.ReportFormat;
import org.tiltmeter.report.SessionReport;
import org.tiltmeter.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tiltmeter report SESSION --out FILE`: the report of a saved session, which is only read.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Writes the report of a saved session, with its pinned figures, as HTML, PDF or docx.")
final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "SESSION", description = "A saved session (*.tilt).")
    private Path session = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The report; its name ends in .html, .pdf or .docx.")
    private Path out = Path.of("");

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ReportFormat.of(out);
        try (Session opened = console.sessions().openForReading(session)) {
            ReportFormat.write(SessionReport.of(opened, ReportFigure.pinned(opened)), out);
        }
        console.out().println("wrote " + out);
        return 0;
    }
}
