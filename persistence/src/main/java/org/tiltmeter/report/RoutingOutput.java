package org.tiltmeter.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tiltmeter.checkpoint.SafetensorsWriter;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.Comparison;
import org.tiltmeter.routing.RoutingStudy.DivergenceSummary;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;

/// Writes routing studies to a folder: routing.json with everything, divergences.csv, experts.csv, and
/// routing.safetensors with `activation_rates.<attribute>.<group>.<layer>`, `[experts]`, for each comparison
/// `<attribute>` as `name:groupA-groupB`. Any worker's thread.
public final class RoutingOutput {

    private RoutingOutput() {}

    /// Writes the four files; those of an earlier run are replaced.
    ///
    /// @param folder made where it is missing
    /// @return the written files
    /// @throws org.tiltmeter.work.BadInputException in one sentence if the folder cannot be written
    public static List<Path> write(Path folder, List<RoutingStudy> studies) {
        Path place = folder(folder);
        Path json = place.resolve("routing.json");
        Path divergences = place.resolve("divergences.csv");
        Path experts = place.resolve("experts.csv");
        SafeFile.write(json, ResultsJson.pretty(studies));
        CsvExport.write(divergences(studies), divergences);
        CsvExport.write(experts(studies), experts);
        Path rates = place.resolve("routing.safetensors");
        try {
            rates(studies).write(rates);
        } catch (IOException failure) {
            throw SafeFile.refusal(rates, failure);
        }
        return List.of(json, divergences, experts, rates);
    }

    /// Makes the folder where it is missing.
    ///
    /// @return its full path
    /// @throws org.tiltmeter.work.BadInputException in one sentence if it cannot be made
    public static Path folder(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(place);
        } catch (IOException failure) {
            throw SafeFile.refusal(place, failure);
        }
        return place;
    }

    private static SafetensorsWriter rates(List<RoutingStudy> studies) {
        SafetensorsWriter file = new SafetensorsWriter().note("caution", RoutingStudy.CAUTION);
        for (int number = 0; number < studies.size(); number++) {
            RoutingStudy study = studies.get(number);
            String begin = studies.size() == 1 ? "" : number + ".";
            for (Comparison one : study.comparisons()) {
                String pair = begin + "activation_rates." + one.attribute() + ":" + one.groupA() + "-" + one.groupB();
                for (int layer = 0; layer < study.layers().size(); layer++) {
                    float[] first = new float[study.experts().get(layer)];
                    float[] second = new float[first.length];
                    int index = study.layers().get(layer);
                    one.experts().stream()
                            .filter(expert -> expert.layer() == index)
                            .forEach(expert -> {
                                first[expert.expert()] = (float) expert.rateA();
                                second[expert.expert()] = (float) expert.rateB();
                            });
                    file.floats(pair + "." + one.groupA() + "." + index, first, first.length);
                    file.floats(pair + "." + one.groupB() + "." + index, second, second.length);
                }
            }
        }
        return file;
    }

    private static Table divergences(List<RoutingStudy> studies) {
        Table.Builder table = Table.titled("How far the routing of a pair's texts differs")
                .text("Probe set")
                .text("Attribute")
                .text("Group A")
                .text("Group B")
                .text("Neutral swap")
                .number("Layer")
                .text("Region")
                .number("Templates")
                .number("Jensen-Shannon divergence (bits)")
                .number("Low")
                .number("High")
                .number("Overlap of chosen experts")
                .number("Distance of applied weights")
                .number("Neutral swaps (bits)")
                .number("Ratio to neutral swaps")
                .number("Ratio low")
                .number("Ratio high")
                .text("Caution");
        for (RoutingStudy study : studies) {
            for (Comparison one : study.comparisons()) {
                for (DivergenceSummary row : one.divergences()) {
                    table.row(
                            study.probes(),
                            one.attribute(),
                            one.groupA(),
                            one.groupB(),
                            one.control() ? "yes" : "no",
                            row.layer(),
                            row.region().name().toLowerCase(java.util.Locale.ROOT),
                            row.templates(),
                            row.jensenShannon(),
                            end(row.interval(), 0),
                            end(row.interval(), 1),
                            row.overlap(),
                            row.weightDistance(),
                            orMissing(row.neutral()),
                            orMissing(row.ratio()),
                            end(row.ratioInterval(), 0),
                            end(row.ratioInterval(), 1),
                            RoutingStudy.CAUTION);
                }
            }
            study.notes().forEach(table::provenance);
        }
        return table.build();
    }

    /// The tests of all experts, one row for each of every comparison, each with the caution.
    public static Table experts(List<RoutingStudy> studies) {
        Table.Builder table = Table.titled("Which experts are chosen more often for one group")
                .text("Probe set")
                .text("Attribute")
                .text("Group A")
                .text("Group B")
                .text("Neutral swap")
                .number("Layer")
                .number("Expert")
                .number("Rate A")
                .number("Rate B")
                .number("Difference")
                .number("Low")
                .number("High")
                .number("p on all templates (max-T)")
                .number("p on discovery templates (max-T)")
                .number("p on confirmation templates (in fixed order)")
                .text("Confirmed")
                .text("Caution");
        for (RoutingStudy study : studies) {
            for (Comparison one : study.comparisons()) {
                for (ExpertDifference row : one.experts()) {
                    table.row(
                            study.probes(),
                            one.attribute(),
                            one.groupA(),
                            one.groupB(),
                            one.control() ? "yes" : "no",
                            row.layer(),
                            row.expert(),
                            row.rateA(),
                            row.rateB(),
                            row.difference(),
                            end(row.interval(), 0),
                            end(row.interval(), 1),
                            orMissing(row.correctedP()),
                            orMissing(row.discoveryP()),
                            orMissing(row.confirmationP()),
                            row.confirmed() ? "yes" : "no",
                            RoutingStudy.CAUTION);
                }
            }
            study.notes().forEach(table::provenance);
        }
        return table.build();
    }

    /// An end of an interval, 0 or 1; NaN where there is none.
    static double end(List<Double> interval, int index) {
        return interval.isEmpty() ? Double.NaN : interval.get(index);
    }

    /// A number for a table; NaN where there is none.
    static double orMissing(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
