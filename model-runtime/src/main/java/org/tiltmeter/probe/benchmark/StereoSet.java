package org.tiltmeter.probe.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.work.BadInputException;

/// The files of StereoSet (Nadeem et al. 2021): `dev.json` with intrasentence and intersentence clusters, and
/// published
/// per-sentence scores.
public final class StereoSet {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StereoSet() {}

    /// One cluster: a context and three sentences.
    ///
    /// @param split `intrasentence` or `intersentence`
    /// @param id of the cluster
    /// @param target the term it is about; scores are averaged within it
    /// @param biasType gender, profession, race or religion
    /// @param context what comes before (intersentence), or the sentence with BLANK (intrasentence)
    /// @param stereotype the stereotypical sentence
    /// @param antiStereotype the anti-stereotypical one
    /// @param unrelated the meaningless one
    public record Cluster(
            String split,
            String id,
            String target,
            String biasType,
            String context,
            Sentence stereotype,
            Sentence antiStereotype,
            Sentence unrelated) {}

    /// One sentence.
    ///
    /// @param id of the sentence
    /// @param text the sentence
    public record Sentence(String id, String text) {}

    /// Reads the clusters.
    ///
    /// @throws BadInputException naming the file and the field
    public static List<Cluster> read(Path file) {
        String name = String.valueOf(file.getFileName());
        JsonNode data = json(file, name).path("data");
        List<Cluster> clusters = new ArrayList<>();
        for (String split : List.of("intrasentence", "intersentence")) {
            JsonNode list = data.path(split);
            if (!list.isArray()) {
                throw new BadInputException(name + " has no list data." + split + "; it is not a file of StereoSet.");
            }
            for (JsonNode node : list) {
                clusters.add(cluster(name, split, clusters.size(), node));
            }
        }
        return clusters;
    }

    private static Cluster cluster(String file, String split, int number, JsonNode node) {
        String where = file + ": " + split + " cluster " + node.path("id").asText("number " + number);
        Map<String, Sentence> byLabel = new LinkedHashMap<>();
        for (JsonNode sentence : node.path("sentences")) {
            byLabel.put(
                    text(sentence, "gold_label", where),
                    new Sentence(text(sentence, "id", where), text(sentence, "sentence", where)));
        }
        return new Cluster(
                split,
                text(node, "id", where),
                text(node, "target", where),
                text(node, "bias_type", where),
                text(node, "context", where),
                labelled(byLabel, "stereotype", where),
                labelled(byLabel, "anti-stereotype", where),
                labelled(byLabel, "unrelated", where));
    }

    private static Sentence labelled(Map<String, Sentence> byLabel, String label, String where) {
        return Optional.ofNullable(byLabel.get(label))
                .orElseThrow(() -> new BadInputException(where + " has no sentence with gold_label " + label + "."));
    }

    private static String text(JsonNode node, String field, String where) {
        if (!node.path(field).isTextual()) {
            throw new BadInputException(where + " has no text " + field + ".");
        }
        return node.path(field).textValue();
    }

    /// Reads published per-sentence scores, by sentence id.
    ///
    /// @throws BadInputException naming the file and the field
    public static Map<String, Double> readScores(Path file) {
        String name = String.valueOf(file.getFileName());
        Map<String, Double> scores = new LinkedHashMap<>();
        for (JsonNode split : json(file, name)) {
            for (JsonNode sentence : split) {
                if (!sentence.path("score").isNumber()) {
                    throw new BadInputException(
                            name + ": sentence " + sentence.path("id").asText("without id") + " has no number score.");
                }
                scores.put(text(sentence, "id", name), sentence.path("score").doubleValue());
            }
        }
        return scores;
    }

    private static JsonNode json(Path file, String name) {
        try {
            return MAPPER.readTree(DelimitedText.text(file));
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            throw new BadInputException(name + " is not valid JSON at line " + line + ".", broken);
        }
    }
}
