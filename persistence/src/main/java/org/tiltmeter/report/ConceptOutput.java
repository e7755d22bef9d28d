package org.tiltmeter.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.checkpoint.SafetensorsWriter;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptFindings;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;

/// Writes what was found about concepts to a folder: results.json with everything but the
/// vectors, a CSV file for each kind of finding, and directions.safetensors with
/// `direction.<layer>.<method>.<concept>`, `centre.<layer>.<concept>` and `moral.<layer>.<name>`, each
/// `[hidden size]`;
/// cautions.txt says how not to read them. Any worker's thread.
public final class ConceptOutput {

    private ConceptOutput() {}

    /// Writes the files; those of an earlier run are replaced.
    ///
    /// @param folder made where it is missing
    /// @return the written files
    /// @throws org.tiltmeter.work.BadInputException in one sentence if the folder cannot be
    ///     written
    public static List<Path> write(Path folder, ConceptFindings findings) {
        Path place = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(place);
        } catch (IOException failure) {
            throw SafeFile.refusal(place, failure);
        }
        List<Path> written = new ArrayList<>();
        Path json = place.resolve("results.json");
        SafeFile.write(json, ResultsJson.pretty(node(findings)));
        written.add(json);
        csv(place, "directions.csv", ConceptTables.directions(findings.analysis()), written);
        csv(place, "similarities.csv", ConceptTables.similarities(findings.analysis()), written);
        csv(place, "stability.csv", ConceptTables.stability(findings), written);
        csv(place, "vocabulary.csv", ConceptTables.vocabulary(findings), written);
        csv(place, "asymmetries.csv", ConceptTables.asymmetries(findings.analysis(), findings.asymmetries()), written);
        csv(
                place,
                "associations.csv",
                ConceptTables.finished(ConceptTestTables.associations(findings.associations()), findings.analysis()),
                written);
        csv(place, "agreement.csv", ConceptTables.agreements(findings), written);
        csv(place, "map.csv", ConceptTables.maps(findings), written);
        csv(
                place,
                "sensitivities.csv",
                ConceptTables.finished(ConceptTestTables.sensitivities(findings.sensitivities()), findings.analysis()),
                written);
        csv(
                place,
                "moral.csv",
                ConceptTables.finished(ConceptTestTables.moral(findings.moral()), findings.analysis()),
                written);
        Path directions = place.resolve("directions.safetensors");
        try {
            directions(findings).write(directions);
        } catch (IOException failure) {
            throw SafeFile.refusal(directions, failure);
        }
        written.add(directions);
        Path cautions = place.resolve("cautions.txt");
        SafeFile.write(cautions, String.join("\n", ConceptFindings.CAUTIONS) + "\n");
        written.add(cautions);
        return written;
    }

    /// A kind of finding that was not asked for gets no file.
    private static void csv(Path folder, String name, Table table, List<Path> written) {
        if (!table.rows().isEmpty()) {
            Path file = folder.resolve(name);
            CsvExport.write(table, file);
            written.add(file);
        }
    }

    private static SafetensorsWriter directions(ConceptFindings findings) {
        SafetensorsWriter file = new SafetensorsWriter();
        @Nullable ConceptDirection before = null;
        for (ConceptDirection one : findings.analysis().directions()) {
            if (before == null
                    || before.layer() != one.layer()
                    || !before.concept().equals(one.concept())) {
                file.floats("centre." + one.layer() + "." + one.concept(), one.centre(), one.centre().length);
            }
            file.floats(
                    "direction." + one.layer() + "." + one.method().fileName() + "." + one.concept(),
                    one.direction(),
                    one.direction().length);
            before = one;
        }
        for (ConceptFindings.MoralFinding one : findings.moral()) {
            float[] axis = one.direction().axis();
            file.floats("moral." + one.direction().layer() + "." + one.name(), axis, axis.length);
        }
        return file;
    }

    private static ObjectNode node(ConceptFindings findings) {
        ObjectNode root = ResultsJson.JSON.createObjectNode();
        root.put("format", "tiltmeter-concept-findings-1");
        root.put("model", findings.analysis().model());
        root.put("layers", findings.analysis().layers());
        root.set("settings", ResultsJson.JSON.valueToTree(findings.analysis().settings()));
        root.set("cautions", ResultsJson.JSON.valueToTree(ConceptFindings.CAUTIONS));
        root.set("concepts", ResultsJson.JSON.valueToTree(findings.analysis().set()));
        ArrayNode directions = root.putArray("directions");
        for (ConceptDirection one : findings.analysis().directions()) {
            ObjectNode direction = ResultsJson.JSON.valueToTree(one);
            direction.remove(List.of("direction", "centre"));
            directions.add(direction.put("reliable", one.isReliable()));
        }
        root.set("stability", ResultsJson.JSON.valueToTree(findings.stability()));
        root.set("vocabulary", ResultsJson.JSON.valueToTree(findings.vocabulary()));
        root.set("asymmetries", ResultsJson.JSON.valueToTree(findings.asymmetries()));
        root.set("associations", ResultsJson.JSON.valueToTree(findings.associations()));
        root.set("agreement", ResultsJson.JSON.valueToTree(findings.agreements()));
        root.set("maps", ResultsJson.JSON.valueToTree(findings.maps()));
        root.set("sensitivities", ResultsJson.JSON.valueToTree(findings.sensitivities()));
        ArrayNode moral = root.putArray("moral");
        for (ConceptFindings.MoralFinding one : findings.moral()) {
            ObjectNode direction = ResultsJson.JSON.valueToTree(one.direction());
            direction.remove("axis");
            moral.add(direction.put("name", one.name()));
        }
        return root;
    }
}
