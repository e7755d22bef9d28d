package org.tiltmeter.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.work.BadInputException;

/// What a model is, as JSON: how sessions, results and bundles keep it. Any thread.
public final class ModelJson {

    private ModelJson() {}

    /// What a model is, as a JSON object.
    public static String of(ModelSummary summary) {
        return node(summary).toString();
    }

    /// What a model is, from JSON; what the JSON does not say is 0 or empty.
    ///
    /// @throws BadInputException if the text is not JSON
    public static ModelSummary read(String json) {
        JsonNode node;
        try {
            node = ResultsJson.JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new BadInputException("What the session says of its model is not JSON.", failure);
        }
        JsonNode experts = node.path("experts");
        return new ModelSummary(
                node.path("name").asText(),
                Path.of(node.path("folder").asText()),
                node.path("family").asText(),
                node.path("layers").asInt(),
                node.path("hiddenSize").asInt(),
                node.path("attentionHeads").asInt(),
                node.path("vocabulary").asInt(),
                node.path("contextLength").asInt(),
                experts.isObject()
                        ? Optional.of(new ModelSummary.Experts(
                                experts.path("routed").asInt(),
                                experts.path("chosen").asInt(),
                                experts.path("layers").asInt()))
                        : Optional.empty(),
                node.path("parameters").asLong(),
                node.path("storedType").asText(),
                node.path("weightBytes").asLong(),
                node.path("memoryBytes").asLong(),
                Optional.empty(),
                kind(node.path("kind").asText()),
                unused(node.path("unusedTensors")));
    }

    private static ModelSummary.Unused unused(JsonNode node) {
        List<String> first = new ArrayList<>();
        node.path("first").forEach(name -> first.add(name.asText()));
        return new ModelSummary.Unused(node.path("number").asInt(), first);
    }

    private static ModelKind kind(String name) {
        return Arrays.stream(ModelKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(ModelKind.CAUSAL);
    }

    static ObjectNode node(ModelSummary summary) {
        ObjectNode node = ResultsJson.JSON
                .createObjectNode()
                .put("name", summary.name())
                .put("folder", summary.folder().toString())
                .put("family", summary.family())
                .put("layers", summary.layers())
                .put("hiddenSize", summary.hiddenSize())
                .put("attentionHeads", summary.attentionHeads())
                .put("vocabulary", summary.vocabulary())
                .put("contextLength", summary.contextLength())
                .put("parameters", summary.parameters())
                .put("storedType", summary.storedType())
                .put("weightBytes", summary.weightBytes())
                .put("memoryBytes", summary.memoryBytes())
                .put("kind", summary.kind().name());
        if (summary.unused().number() > 0) {
            ObjectNode unused = node.putObject("unusedTensors")
                    .put("number", summary.unused().number());
            summary.unused().first().forEach(unused.putArray("first")::add);
        }
        summary.experts()
                .ifPresent(experts -> node.putObject("experts")
                        .put("routed", experts.routed())
                        .put("chosen", experts.chosen())
                        .put("layers", experts.layers()));
        return node;
    }
}
