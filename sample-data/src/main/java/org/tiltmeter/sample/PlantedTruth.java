package org.tiltmeter.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.sample.grammar.Dependence;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.work.BadInputException;

/// What was planted in a sample model: the probabilities of the texts it was trained on. A measurement of the model
/// should find these, and nothing for the controls.
///
/// @param source where the figures come from
/// @param year the year they describe
/// @param associations what depends on what
/// @param controls variables that nothing depends on and that depend on nothing
public record PlantedTruth(String source, int year, List<Association> associations, List<String> controls) {

    private static final String FORMAT = "tiltmeter-truth";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Copies the lists.
    public PlantedTruth {
        associations = List.copyOf(associations);
        controls = List.copyOf(controls);
    }

    /// One planted association of two groups with words.
    ///
    /// @param name what it is about
    /// @param attribute what is exchanged between the texts of a pair
    /// @param group the group whose probability is given
    /// @param other the other group; its probability is 1 minus that
    /// @param slot whose words it depends on
    /// @param shares by word, the probability of `group`; the expected difference of the log-probabilities of two
    ///     texts that differ in the group is its logit
    public record Association(
            String name, String attribute, String group, String other, String slot, Map<String, Double> shares) {

        /// Copies the map, keeping its order.
        public Association {
            shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        }
    }

    /// What a grammar plants: its planted dependences of a variable with two values on one other variable.
    public static PlantedTruth of(Grammar grammar) {
        List<Association> associations = new ArrayList<>();
        for (Dependence dependence : grammar.dependences()) {
            List<String> groups = grammar.variable(dependence.of()).values();
            if (dependence.planted() && dependence.given().size() == 1 && groups.size() == 2) {
                String slot = dependence.given().getFirst();
                Map<String, Double> shares = new LinkedHashMap<>();
                for (String word : grammar.variable(slot).values()) {
                    shares.put(word, dependence.row(List.of(word)).getOrDefault(groups.getFirst(), 0.0));
                }
                associations.add(new Association(
                        dependence.name(), dependence.of(), groups.getFirst(), groups.getLast(), slot, shares));
            }
        }
        return new PlantedTruth(
                grammar.source().publisher() + ", " + grammar.source().table(),
                grammar.source().year(),
                associations,
                grammar.controls());
    }

    /// Reads a truth file.
    ///
    /// @throws BadInputException if it is none
    public static PlantedTruth parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new BadInputException(
                    "The truth file is not valid JSON: " + failure.getOriginalMessage() + ".", failure);
        }
        if (!root.path("format").asText().equals(FORMAT)) {
            throw new BadInputException("The truth file's field \"format\" must say " + FORMAT + ".");
        }
        List<Association> associations = new ArrayList<>();
        for (JsonNode node : root.path("associations")) {
            Map<String, Double> shares = new LinkedHashMap<>();
            node.path("shares")
                    .properties()
                    .forEach(
                            share -> shares.put(share.getKey(), share.getValue().asDouble()));
            associations.add(new Association(
                    node.path("name").asText(),
                    node.path("attribute").asText(),
                    node.path("group").asText(),
                    node.path("other").asText(),
                    node.path("slot").asText(),
                    shares));
        }
        List<String> controls = new ArrayList<>();
        root.path("controls").forEach(control -> controls.add(control.asText()));
        return new PlantedTruth(root.path("source").asText(), root.path("year").asInt(), associations, controls);
    }

    /// The truth as a file's text.
    public String toJson() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("version", 1);
        root.put("source", source).put("year", year);
        ArrayNode list = root.putArray("associations");
        for (Association association : associations) {
            ObjectNode node = list.addObject()
                    .put("name", association.name())
                    .put("attribute", association.attribute())
                    .put("group", association.group())
                    .put("other", association.other())
                    .put("slot", association.slot());
            ObjectNode shares = node.putObject("shares");
            association.shares().forEach(shares::put);
        }
        ArrayNode names = root.putArray("controls");
        controls.forEach(names::add);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a tree of texts and numbers cannot be written as JSON", failure);
        }
    }
}
