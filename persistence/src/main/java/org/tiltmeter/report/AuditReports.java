package org.tiltmeter.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.table.Table;

/// Makes the report of an audit that was run. Any thread.
public final class AuditReports {

    private static final String NOT_RECORDED = "not recorded";

    private AuditReports() {}

    /// The report of an audit: findings first, then everything they rest on.
    ///
    /// @param log the action log of the session, see [#log(List)]
    /// @param figures more figures than those the report draws itself, such as the user's pinned
    ///     ones
    public static AuditReport of(AuditRun run, Table log, List<ReportFigure> figures) {
        List<Table> statistics = new ArrayList<>();
        List<ReportFigure> pictures = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        if (!run.parts().isEmpty()) {
            statistics.add(AuditTables.measures(run));
        }
        for (AuditRun.Part part : run.parts()) {
            findings.addAll(findings(part.result()));
            statistics.addAll(AuditTables.details(part.result()));
            pictures.addAll(AuditFigures.of(run, part.result()));
        }
        for (AuditRun.BenchmarkPart part : run.benchmarks()) {
            findings.add(BenchmarkTables.finding(part.result()));
            statistics.add(BenchmarkTables.measures(run, part));
        }
        pictures.addAll(figures);
        return new AuditReport(
                run.title(),
                run.date(),
                run.responsibility(),
                findings,
                model(run.model(), run),
                files(run.fingerprints(), run.model()),
                runtime(run),
                run.parts().isEmpty() ? Optional.empty() : Optional.of(probes(run)),
                statistics,
                pictures,
                List.of(),
                AuditReport.LIMITS,
                log,
                List.of(),
                EnumSet.allOf(AuditReport.Section.class));
    }

    /// The action log of a session as a table.
    public static Table log(List<org.tiltmeter.session.LogEntry> entries) {
        Table.Builder table = Table.titled("What was done in this session, in order")
                .number("Number")
                .text("Time")
                .text("Action")
                .text("Subject")
                .text("Detail")
                .text("Program");
        entries.forEach(entry -> table.row(
                entry.id(),
                entry.at().toString(),
                entry.kind(),
                entry.subject(),
                entry.detail(),
                entry.programVersion()));
        if (!entries.isEmpty()) {
            table.provenance("The log is append-only; the hash of its last entry, which covers all before it, is "
                    + entries.getLast().hash() + ".");
        }
        return table.build();
    }

    private static List<String> findings(AuditResult result) {
        return result.results().stream()
                .sorted(Comparator.comparing(ProbeResult::control))
                .map(ProbeResult::finding)
                .map(finding -> (finding.control() ? "Neutral swap, for comparison: " : "") + finding.sentence())
                .toList();
    }

    private static List<Fact> model(ModelSummary model, AuditRun run) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("Name", known(model.name())),
                new Fact("Folder", known(model.folder().toString())),
                new Fact("Architecture", known(model.family())),
                new Fact("Layers", known(model.layers(), "")),
                new Fact("Width", known(model.hiddenSize(), "")),
                new Fact("Attention heads", known(model.attentionHeads(), "")),
                new Fact("Experts", experts(model)),
                new Fact("Parameters", known(model.parameters(), "")),
                new Fact("Vocabulary", known(model.vocabulary(), " tokens")),
                new Fact("Longest text", known(model.contextLength(), " tokens")),
                new Fact("Weights stored as", known(model.storedType())),
                new Fact("Computed as", run.runtime().computeType())));
        if (!run.fingerprints().isEmpty()) {
            facts.add(new Fact("Fingerprint", Fingerprints.combined(run.fingerprints())));
        }
        return facts;
    }

    private static String experts(ModelSummary model) {
        String without = model.attentionHeads() == 0 ? NOT_RECORDED : "none (dense model)";
        return model.experts()
                .map(experts -> count(experts.routed()) + ", of which " + count(experts.chosen())
                        + " are applied to each token; layers with experts: " + count(experts.layers()))
                .orElse(without);
    }

    private static String known(String text) {
        return text.isEmpty() ? NOT_RECORDED : text;
    }

    private static String known(long number, String unit) {
        return number == 0 ? NOT_RECORDED : count(number) + unit;
    }

    private static List<ReportFile> files(Map<String, String> fingerprints, ModelSummary model) {
        return fingerprints.entrySet().stream()
                .map(file -> new ReportFile(
                        file.getKey(), FileSizes.ifThere(model.folder().resolve(file.getKey())), file.getValue()))
                .toList();
    }

    private static List<Fact> runtime(AuditRun run) {
        List<Fact> facts = new ArrayList<>(run.runtime().facts());
        run.firstSettings().ifPresent(settings -> {
            facts.add(new Fact("Seed", Long.toString(settings.seed())));
            facts.add(new Fact("Resamples", count(settings.resamples())));
            facts.add(new Fact("Confidence level", String.format(Locale.ROOT, "%.0f %%", 100 * settings.level())));
            facts.add(new Fact(
                    "Measures",
                    String.join(
                            ", ",
                            run.settings().stream()
                                    .flatMap(one -> one.measures().stream())
                                    .distinct()
                                    .toList())));
        });
        return facts;
    }

    private static ProbeListing probes(AuditRun run) {
        List<ProbeSet> sets = run.parts().stream().map(AuditRun.Part::probes).toList();
        return new ProbeListing(
                joined(sets.stream().map(ProbeSet::name).toList()),
                joined(sets.stream().map(ProbeSet::description).toList()),
                joined(sets.stream().map(ProbeSet::source).toList()),
                ProbeTables.templates(sets),
                ProbeTables.words(sets),
                ProbeTables.texts(run),
                ProbeTables.findings(run),
                exclusions(run));
    }

    private static List<Fact> exclusions(AuditRun run) {
        return run.parts().stream()
                .flatMap(part -> part.result().excluded().stream())
                .map(pair -> new Fact(
                        pair.template() + " #" + pair.index(),
                        pair.reason() + ": \"" + pair.textA() + "\" and \"" + pair.textB() + "\""))
                .toList();
    }

    private static String joined(List<String> texts) {
        return String.join(
                "\n", texts.stream().filter(text -> !text.isBlank()).distinct().toList());
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
