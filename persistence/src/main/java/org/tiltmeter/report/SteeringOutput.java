package org.tiltmeter.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.concept.causal.Erasure;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.concept.causal.SteeringCurve;
import org.tiltmeter.concept.causal.SteeringDose;
import org.tiltmeter.concept.causal.SteeringStudy;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;

/// Writes what steering along concepts and projecting them out did: steering.json and steering.csv with the
/// dose-response curve of each concept and of its random directions, erasure.json and erasure.csv with every
/// comparison before and after. Any worker's thread.
public final class SteeringOutput {

    private static final String CAUTION = "A response says what a direction can move in this model, not that the model"
            + " uses it so by itself (our reconstruction).";

    private SteeringOutput() {}

    /// Writes the files; a kind of study that was not made gets none.
    ///
    /// @param folder made where it is missing
    /// @return the written files
    /// @throws org.tiltmeter.work.BadInputException in one sentence if the folder cannot be written
    public static List<Path> write(Path folder, List<SteeringStudy> studies, List<Erasure> erasures) {
        Path place = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(place);
        } catch (IOException failure) {
            throw SafeFile.refusal(place, failure);
        }
        List<Path> written = new ArrayList<>();
        if (!studies.isEmpty()) {
            ObjectNode root = root("tiltmeter-steering-1");
            ArrayNode list = root.putArray("studies");
            studies.forEach(study -> list.add(node(study)));
            json(place.resolve("steering.json"), root, written);
            csv(place.resolve("steering.csv"), curves(studies), written);
        }
        if (!erasures.isEmpty()) {
            ObjectNode root = root("tiltmeter-erasure-1");
            root.set("erasures", ResultsJson.JSON.valueToTree(erasures));
            json(place.resolve("erasure.json"), root, written);
            csv(place.resolve("erasure.csv"), rows(erasures), written);
        }
        return written;
    }

    private static ObjectNode root(String format) {
        return ResultsJson.JSON.createObjectNode().put("format", format).put("caution", CAUTION);
    }

    private static ObjectNode node(SteeringStudy study) {
        ObjectNode node = ResultsJson.JSON.valueToTree(study);
        return node.put("slope", study.curve().slope())
                .put("trend", study.curve().trend())
                .put("monotone", study.curve().isMonotone())
                .put("monotone_beyond_chance", study.isMonotoneBeyondChance())
                .put("random_monotone", study.randomMonotone())
                .put("steering", study.isSteering())
                .put("random_as_steep", study.randomAsSteep());
    }

    private static void json(Path file, ObjectNode root, List<Path> written) {
        SafeFile.write(file, ResultsJson.pretty(root));
        written.add(file);
    }

    private static void csv(Path file, Table table, List<Path> written) {
        CsvExport.write(table, file);
        written.add(file);
    }

    private static Table curves(List<SteeringStudy> studies) {
        Table.Builder table = Table.titled("Dose-response curves")
                .text("Concept")
                .number("Layer")
                .text("Probe set")
                .text("Comparison")
                .text("Unit")
                .text("Direction")
                .number("Dose")
                .number("Mean difference")
                .number("Low")
                .number("High")
                .number("Perplexity of neutral texts")
                .number("Divergence on neutral texts")
                .number("Slope");
        for (SteeringStudy study : studies) {
            curve(table, study, "concept", study.curve());
            for (int i = 0; i < study.random().size(); i++) {
                curve(table, study, "random " + (i + 1), study.random().get(i));
            }
            table.provenance(
                    "Model %s, concept %s, seed %d, %d pairs of %d templates, %d neutral texts; doses in distances"
                                    .formatted(
                                            study.model(),
                                            study.concept(),
                                            study.settings().seed(),
                                            study.questions().pairs(),
                                            study.questions().templates(),
                                            study.neutral())
                            + " between the concept's positive and negative texts.");
        }
        return table.provenance(CAUTION).build();
    }

    private static void curve(Table.Builder table, SteeringStudy study, String direction, SteeringCurve curve) {
        for (SteeringDose dose : curve.doses()) {
            table.row(
                    study.concept(),
                    study.layer(),
                    study.probes(),
                    comparison(study.questions()),
                    study.questions().outcome().unit(),
                    direction,
                    dose.dose(),
                    dose.measure(),
                    dose.interval().low(),
                    dose.interval().high(),
                    dose.perplexity(),
                    dose.divergence(),
                    curve.slope());
        }
    }

    private static String comparison(Questions.Comparison questions) {
        return "%s: %s less %s".formatted(questions.attribute(), questions.groupA(), questions.groupB());
    }

    private static Table rows(List<Erasure> erasures) {
        Table.Builder table = Table.titled("Before and after directions are projected out")
                .text("Concept")
                .number("Layer")
                .text("Comparison")
                .text("Control")
                .text("Unit")
                .number("Pairs")
                .number("Templates")
                .number("Mean difference before")
                .number("Mean difference after")
                .number("Mean distance before")
                .number("Mean distance after")
                .number("Change of the distance")
                .number("Low")
                .number("High")
                .number("p")
                .number("Lowest of random directions")
                .number("Highest of random directions")
                .text("Beyond random directions")
                .number("Perplexity before")
                .number("Perplexity after");
        for (Erasure erasure : erasures) {
            for (Erasure.Row row : erasure.rows()) {
                table.row(
                        erasure.concept(),
                        erasure.layer(),
                        comparison(row.questions()),
                        yes(row.questions().control()),
                        row.questions().outcome().unit(),
                        row.questions().pairs(),
                        row.questions().templates(),
                        row.before(),
                        row.after(),
                        row.sizeBefore(),
                        row.sizeAfter(),
                        row.change(),
                        row.interval().low(),
                        row.interval().high(),
                        row.test().p(),
                        row.randomLow(),
                        row.randomHigh(),
                        yes(row.isBeyondRandom()),
                        erasure.perplexityBefore(),
                        erasure.perplexityAfter());
            }
            table.provenance(
                    "Model %s, concept %s, seed %d; distance: mean over templates of a pair's distance from zero."
                            .formatted(
                                    erasure.model(),
                                    erasure.concept(),
                                    erasure.settings().seed()));
        }
        return table.provenance(CAUTION).build();
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}
