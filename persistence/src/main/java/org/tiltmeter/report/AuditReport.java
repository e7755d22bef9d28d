package org.tiltmeter.report;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.table.Table;

/// Everything a report says, as plain data, whatever file it becomes. Immutable.
///
/// @param title what the report is called
/// @param date when the audit was made
/// @param responsibility who answers for it
/// @param findings the findings in plain language, the most important first, one sentence each
/// @param model what the model is
/// @param modelFiles its files with their fingerprints
/// @param runtime by what it was run
/// @param probes what was asked; empty where the report has none
/// @param statistics tables of the results
/// @param figures pictures with the numbers behind them
/// @param notes what the user wrote
/// @param limits what the numbers do not say
/// @param log the action log
/// @param manifest files that belong to the report
/// @param sections which of the parts that may be left out are there; the others always are
public record AuditReport(
        String title,
        Instant date,
        Responsibility responsibility,
        List<String> findings,
        List<Fact> model,
        List<ReportFile> modelFiles,
        List<Fact> runtime,
        Optional<ProbeListing> probes,
        List<Table> statistics,
        List<ReportFigure> figures,
        List<Fact> notes,
        List<String> limits,
        Table log,
        List<ReportFile> manifest,
        Set<Section> sections) {

    /// A part of a report that its author may leave out. Findings, model, runtime and limits cannot be: without them
    /// a number cannot be defended.
    public enum Section {
        /// pictures
        FIGURES,
        /// tables of every comparison, template and word
        STATISTICS,
        /// every text that was asked
        PROBES,
        /// what the user wrote
        NOTES,
        /// what model cards, audit cards and technical documentation ask for
        ITEMS,
        /// the action log
        LOG,
        /// room for signatures
        SIGN_OFF
    }

    /// What every report of a likelihood audit says about its limits.
    public static final List<String> LIMITS = List.of(
            "The differences are associations between words and the model's probabilities. They do not show why the"
                    + " model has them, nor what a system built on the model does.",
            "Routing is not explanation: that an expert is chosen for a token does not say what the expert does.",
            "Similarity is not cause: two directions that lie close need not influence each other.",
            "Intervals and tests speak about templates like those used here. Other templates, languages, groups and"
                    + " words were not tested.",
            "A difference within the noise floor, the same statistic for neutral swaps, is no evidence of bias.",
            "Probes are not applicants: this is not a bias audit under New York City Local Law 144.");

    /// Copies the lists.
    public AuditReport {
        findings = List.copyOf(findings);
        model = List.copyOf(model);
        modelFiles = List.copyOf(modelFiles);
        runtime = List.copyOf(runtime);
        statistics = List.copyOf(statistics);
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
        limits = List.copyOf(limits);
        manifest = List.copyOf(manifest);
        sections = Collections.unmodifiableSet(
                sections.isEmpty() ? EnumSet.noneOf(Section.class) : EnumSet.copyOf(sections));
    }

    /// The same with other files in the manifest.
    public AuditReport withManifest(List<ReportFile> files) {
        return new AuditReport(
                title,
                date,
                responsibility,
                findings,
                model,
                modelFiles,
                runtime,
                probes,
                statistics,
                figures,
                notes,
                limits,
                log,
                files,
                sections);
    }

    /// The same with some parts left out.
    ///
    /// @param kept which of the parts that may be left out stay
    public AuditReport withSections(Set<Section> kept) {
        return new AuditReport(
                title,
                date,
                responsibility,
                findings,
                model,
                modelFiles,
                runtime,
                probes,
                statistics,
                figures,
                notes,
                limits,
                log,
                manifest,
                kept);
    }

    /// Whether a part is there.
    boolean has(Section section) {
        return sections.contains(section);
    }
}
