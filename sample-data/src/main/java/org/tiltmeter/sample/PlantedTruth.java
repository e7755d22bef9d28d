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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.sample.grammar.Dependence;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.work.BadInputException;

/// What was planted in a sample model: the probabilities of the texts it was trained on. A
/// measurement of the model
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

    /// An expert, by layer and index from 0.
    public record Carrier(int layer, int expert) {}

    /// One planted association of two groups with words.
    ///
    /// @param name what it is about
    /// @param attribute what is exchanged between the texts of a pair
    /// @param group the group whose probability is given
    /// @param other the other group; its probability is 1 minus that
    /// @param slot whose words it depends on
    /// @param shares by word, the probability of `group`; the expected difference of the
    ///     log-probabilities of two
    ///     texts that differ in the group is its logit
    /// @param carrier the expert that the effect was routed through; null where it goes as it
    ///     will
    public record Association(
            String name,
            String attribute,
            String group,
            String other,
            String slot,
            Map<String, Double> shares,
            @Nullable Carrier carrier) {

        /// Copies the map, keeping its order.
        public Association {
            shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        }

        /// The planted difference of log-probabilities, first group less the other, given a word;
        /// nats.
        public double strength(String word) {
            double share = shares.getOrDefault(word, 0.5);
            return Math.log(share / (1 - share));
        }
    }

    /// What a grammar plants: its planted dependences of a variable with two values on one other
    /// variable.
    public static PlantedTruth of(Grammar grammar) {
        List<Association> associations = new ArrayList<>();
        for (Dependence dependence : grammar.dependences()) {
            if (!dependence.planted()) {
                continue;
            }
            if (dependence.given().stream()
                    .allMatch(given -> grammar.variable(given).groups().isEmpty())) {
                sharesOfValues(grammar, dependence).ifPresent(associations::add);
            } else {
                associations.addAll(sharesOfGroups(grammar, dependence));
                if (dependence.given().size() > 1) {
                    dependence.given().forEach(given -> associations.add(margin(grammar, dependence, given)));
                }
            }
        }
        return new PlantedTruth(
                grammar.source().publisher() + ", " + grammar.source().table(),
                grammar.source().year(),
                associations,
                grammar.controls());
    }

    /// A variable with two values that depends on another: the shares are those of its rows.
    private static Optional<Association> sharesOfValues(Grammar grammar, Dependence dependence) {
        List<String> groups = grammar.variable(dependence.of()).values();
        if (dependence.given().size() != 1 || groups.size() != 2) {
            return Optional.empty();
        }
        String slot = dependence.given().getFirst();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String word : grammar.variable(slot).values()) {
            shares.put(word, dependence.row(List.of(word)).getOrDefault(groups.getFirst(), 0.0));
        }
        return Optional.of(new Association(
                dependence.name(), dependence.of(), groups.getFirst(), groups.getLast(), slot, shares, null));
    }

    /// A variable that depends on groups of words: for every two groups the share of the first
    /// among the sentences with
    /// a word, both groups being as frequent (Bayes).
    private static List<Association> sharesOfGroups(Grammar grammar, Dependence dependence) {
        List<String> keys = List.copyOf(dependence.table().keySet());
        List<Association> associations = new ArrayList<>();
        for (int first = 0; first < keys.size(); first++) {
            for (int second = first + 1; second < keys.size(); second++) {
                Map<String, Double> shares = new LinkedHashMap<>();
                for (String word : grammar.variable(dependence.of()).values()) {
                    double one = dependence.row(List.of(keys.get(first))).getOrDefault(word, 0.0);
                    double two = dependence.row(List.of(keys.get(second))).getOrDefault(word, 0.0);
                    shares.put(word, one / (one + two));
                }
                associations.add(new Association(
                        dependence.name(),
                        String.join(" and ", dependence.given()),
                        keys.get(first),
                        keys.get(second),
                        dependence.of(),
                        shares,
                        dependence.carrier() == null
                                ? null
                                : new Carrier(
                                        dependence.carrier().layer(),
                                        dependence.carrier().expert())));
            }
        }
        return associations;
    }

    /// What an intersection leaves for one of its variables alone, the groups of the others being
    /// equally frequent.
    private static Association margin(Grammar grammar, Dependence dependence, String variable) {
        int position = dependence.given().indexOf(variable);
        List<String> groups = grammar.variable(variable).groupNames();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String word : grammar.variable(dependence.of()).values()) {
            double[] sums = new double[2];
            dependence.table().forEach((key, row) -> {
                String group = List.of(key.split(" \\| ")).get(position);
                sums[groups.indexOf(group)] += row.getOrDefault(word, 0.0);
            });
            shares.put(word, sums[0] / (sums[0] + sums[1]));
        }
        return new Association(
                dependence.name() + ": " + variable + " alone",
                variable,
                groups.getFirst(),
                groups.getLast(),
                dependence.of(),
                shares,
                null);
    }

    /// The same without naming experts, for a model that has none.
    public PlantedTruth withoutCarriers() {
        return new PlantedTruth(
                source,
                year,
                associations.stream()
                        .map(one -> new Association(
                                one.name(), one.attribute(), one.group(), one.other(), one.slot(), one.shares(), null))
                        .toList(),
                controls);
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
                    shares,
                    node.has("carrier")
                            ? new Carrier(
                                    node.path("carrier").path("layer").asInt(),
                                    node.path("carrier").path("expert").asInt())
                            : null));
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
            Carrier carrier = association.carrier();
            if (carrier != null) {
                node.putObject("carrier").put("layer", carrier.layer()).put("expert", carrier.expert());
            }
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
