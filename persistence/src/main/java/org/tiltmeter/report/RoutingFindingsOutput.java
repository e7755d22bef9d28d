package org.tiltmeter.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tiltmeter.checkpoint.SafetensorsWriter;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.ExpertProfile;
import org.tiltmeter.routing.ExpertProfile.GroupShare;
import org.tiltmeter.routing.ExpertProfiles;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.LayerProfile;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;

/// Writes what was found of experts besides divergence: profiles.json and .csv,
/// interventions.json and .csv, and profiles.safetensors with `load.<layer>`, `[experts]`, and
/// `co_activation.<layer>`, `[experts, experts]`; of a model without experts dense.json and
/// .csv. Any worker's thread.
public final class RoutingFindingsOutput {

    private RoutingFindingsOutput() {}

    /// Writes the files; those of an earlier run are replaced.
    ///
    /// @param folder one that is there
    /// @return the written files
    /// @throws org.tiltmeter.work.BadInputException in one sentence if the folder cannot be
    ///     written
    public static List<Path> write(Path folder, RoutingFindings findings) {
        List<Path> written = new ArrayList<>();
        if (!findings.profiles().isEmpty()) {
            Path json = folder.resolve("profiles.json");
            SafeFile.write(json, ResultsJson.pretty(findings.profiles()));
            Path csv = folder.resolve("profiles.csv");
            CsvExport.write(profiles(findings.profiles()), csv);
            Path matrices = folder.resolve("profiles.safetensors");
            try {
                matrices(findings.profiles()).write(matrices);
            } catch (IOException failure) {
                throw SafeFile.refusal(matrices, failure);
            }
            written.addAll(List.of(json, csv, matrices));
        }
        Path json = folder.resolve("interventions.json");
        SafeFile.write(
                json,
                ResultsJson.pretty(new RoutingFindings(
                        List.of(),
                        findings.interventions(),
                        findings.scans(),
                        findings.mediations(),
                        findings.saturations())));
        written.add(json);
        if (!findings.interventions().isEmpty()) {
            Path csv = folder.resolve("interventions.csv");
            CsvExport.write(interventions(findings.interventions()), csv);
            written.add(csv);
        }
        return written;
    }

    /// Writes the studies of a model without experts.
    ///
    /// @param folder one that is there
    /// @return the written files
    /// @throws org.tiltmeter.work.BadInputException in one sentence if the folder cannot be
    ///     written
    public static List<Path> writeDense(Path folder, List<DenseStudy> studies) {
        Path json = folder.resolve("dense.json");
        SafeFile.write(json, ResultsJson.pretty(studies));
        Path csv = folder.resolve("dense.csv");
        CsvExport.write(dense(studies), csv);
        return List.of(json, csv);
    }

    private static Table profiles(List<ExpertProfiles> profiles) {
        Table.Builder table = Table.titled("What each expert takes")
                .number("Texts")
                .number("Layer")
                .number("Expert")
                .number("Tokens")
                .number("Load")
                .number("Rate")
                .number("Mean weight")
                .number("Mean probability")
                .number("Importance")
                .number("Largest output norm")
                .text("Super expert")
                .text("Group")
                .number("Share of the group's tokens")
                .number("Mean weight in the group")
                .number("nPMI with the group's words")
                .text("Caution");
        for (ExpertProfiles one : profiles) {
            for (ExpertProfile expert : one.all()) {
                for (GroupShare group : expert.groups()) {
                    table.row(
                            one.texts(),
                            expert.layer(),
                            expert.expert(),
                            expert.tokens(),
                            expert.load(),
                            expert.rate(),
                            expert.meanWeight(),
                            expert.meanProbability(),
                            RoutingOutput.orMissing(expert.importance()),
                            RoutingOutput.orMissing(expert.largestNorm()),
                            expert.superExpert() ? "yes" : "no",
                            group.group(),
                            group.share(),
                            group.meanWeight(),
                            RoutingOutput.orMissing(group.information()),
                            RoutingStudy.CAUTION);
                }
            }
            one.notes().forEach(table::provenance);
        }
        return table.build();
    }

    private static SafetensorsWriter matrices(List<ExpertProfiles> profiles) {
        SafetensorsWriter file = new SafetensorsWriter().note("caution", RoutingStudy.CAUTION);
        for (int number = 0; number < profiles.size(); number++) {
            String begin = profiles.size() == 1 ? "" : number + ".";
            for (LayerProfile layer : profiles.get(number).layers()) {
                int experts = layer.experts().size();
                float[] loads = new float[experts];
                float[] together = new float[experts * experts];
                for (int expert = 0; expert < experts; expert++) {
                    loads[expert] = (float) layer.experts().get(expert).load();
                    for (int other = 0; other < experts; other++) {
                        together[expert * experts + other] = (float) layer.coActivation(expert, other);
                    }
                }
                file.floats(begin + "load." + layer.layer(), loads, experts);
                file.floats(begin + "co_activation." + layer.layer(), together, experts, experts);
            }
        }
        return file;
    }

    private static Table interventions(List<InterventionStudy> studies) {
        Table.Builder table = Table.titled("Differences before and after changes to the routing")
                .text("Probe set")
                .text("Measure")
                .text("Attribute")
                .text("Group A")
                .text("Group B")
                .text("Neutral swap")
                .number("Before")
                .number("After")
                .number("Removed share")
                .number("Low")
                .number("High")
                .number("p against random experts")
                .number("Neutral perplexity before")
                .number("Neutral perplexity after")
                .number("Next-token accuracy before")
                .number("Next-token accuracy after")
                .text("Caution");
        for (InterventionStudy study : studies) {
            for (Effect effect : study.effects()) {
                table.row(
                        study.probes(),
                        effect.measure(),
                        effect.attribute(),
                        effect.groupA(),
                        effect.groupB(),
                        effect.control() ? "yes" : "no",
                        effect.before().mean(),
                        effect.after().mean(),
                        RoutingOutput.orMissing(effect.removed()),
                        RoutingOutput.end(effect.removedInterval(), 0),
                        RoutingOutput.end(effect.removedInterval(), 1),
                        RoutingOutput.orMissing(effect.p()),
                        study.neutral().perplexityBefore(),
                        study.neutral().perplexityAfter(),
                        RoutingOutput.orMissing(study.neutral().accuracyBefore()),
                        RoutingOutput.orMissing(study.neutral().accuracyAfter()),
                        RoutingStudy.CAUTION);
            }
            study.notes().forEach(table::provenance);
        }
        return table.build();
    }

    /// The tests of all groups of neurons and heads, one row for each of every comparison, each with the caution.
    public static Table dense(List<DenseStudy> studies) {
        Table.Builder table = Table.titled("Which neurons and heads differ between groups")
                .text("Probe set")
                .text("Attribute")
                .text("Group A")
                .text("Group B")
                .text("Neutral swap")
                .text("What")
                .number("Layer")
                .number("First")
                .number("End")
                .number("Value A")
                .number("Value B")
                .number("Difference")
                .number("Low")
                .number("High")
                .number("p on all templates (max-T)")
                .number("p on discovery templates (max-T)")
                .number("p on confirmation templates (in fixed order)")
                .text("Confirmed")
                .text("Caution");
        for (DenseStudy study : studies) {
            for (DenseStudy.Comparison one : study.comparisons()) {
                for (DenseStudy.UnitDifference unit : one.units()) {
                    table.row(
                            study.probes(),
                            one.attribute(),
                            one.groupA(),
                            one.groupB(),
                            one.control() ? "yes" : "no",
                            unit.kind().name().toLowerCase(Locale.ROOT),
                            unit.layer(),
                            unit.first(),
                            unit.end(),
                            unit.valueA(),
                            unit.valueB(),
                            unit.difference(),
                            RoutingOutput.end(unit.interval(), 0),
                            RoutingOutput.end(unit.interval(), 1),
                            RoutingOutput.orMissing(unit.correctedP()),
                            RoutingOutput.orMissing(unit.discoveryP()),
                            RoutingOutput.orMissing(unit.confirmationP()),
                            unit.confirmed() ? "yes" : "no",
                            DenseStudy.CAUTION);
                }
            }
            study.notes().forEach(table::provenance);
        }
        return table.build();
    }
}
