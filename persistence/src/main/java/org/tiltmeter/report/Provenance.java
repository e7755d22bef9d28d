package org.tiltmeter.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;

/// Where a result comes from: everything needed to compute it again a year later, kept with the
/// result. Immutable.
///
/// @param at when it was computed
/// @param model what the model was; empty fields where that was not recorded
/// @param fingerprints SHA-256 of each of the model's files by name; empty if not recorded
/// @param runtime by what it was computed; empty if not recorded
/// @param libraries the libraries of the program, with their versions
/// @param probes what was asked; empty if not recorded
/// @param benchmark the file of a published benchmark; empty for a probe set
public record Provenance(
        Optional<Instant> at,
        Optional<ModelSummary> model,
        SortedMap<String, String> fingerprints,
        Optional<RuntimeFacts> runtime,
        List<String> libraries,
        Optional<ProbeSet> probes,
        Optional<BenchmarkSource> benchmark) {

    /// Copies the collections.
    public Provenance {
        fingerprints = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
        libraries = List.copyOf(libraries);
    }

    /// The provenance of one part of an audit.
    public static Provenance of(AuditRun run, AuditRun.Part part) {
        return new Provenance(
                Optional.of(run.date()),
                Optional.of(run.model()),
                run.fingerprints(),
                Optional.of(run.runtime()),
                Libraries.onClassPath(),
                Optional.of(part.probes()),
                Optional.empty());
    }

    /// The provenance of one benchmark of an audit.
    public static Provenance of(AuditRun run, AuditRun.BenchmarkPart part) {
        return new Provenance(
                Optional.of(run.date()),
                Optional.of(run.model()),
                run.fingerprints(),
                Optional.of(run.runtime()),
                Libraries.onClassPath(),
                Optional.empty(),
                Optional.of(part.source()));
    }

    /// As a JSON object.
    public String toJson() {
        ObjectNode node = ResultsJson.JSON.createObjectNode();
        at.ifPresent(time -> node.put("at", time.toString()));
        model.ifPresent(summary -> node.set("model", ModelJson.node(summary)));
        node.set("sha256", ResultsJson.JSON.valueToTree(fingerprints));
        runtime.ifPresent(facts -> node.set("runtime", ResultsJson.JSON.valueToTree(facts)));
        node.set("libraries", ResultsJson.JSON.valueToTree(libraries));
        probes.ifPresent(set -> node.set("probes", tree(ProbeFile.toJson(set))));
        benchmark.ifPresent(source -> node.set("benchmark", ResultsJson.JSON.valueToTree(source)));
        return node.toString();
    }

    /// From JSON; what it does not say stays empty.
    ///
    /// @throws BadInputException if the text is not JSON, or a part of it is not what it should be
    public static Provenance read(String json) {
        JsonNode node = tree(json);
        try {
            SortedMap<String, String> fingerprints = new TreeMap<>();
            node.path("sha256")
                    .properties()
                    .forEach(file ->
                            fingerprints.put(file.getKey(), file.getValue().asText()));
            List<String> libraries = new ArrayList<>();
            node.path("libraries").forEach(library -> libraries.add(library.asText()));
            JsonNode model = node.path("model");
            return new Provenance(
                    node.has("at") ? Optional.of(Instant.parse(node.path("at").asText())) : Optional.empty(),
                    model.isObject() ? Optional.of(ModelJson.read(model.toString())) : Optional.empty(),
                    fingerprints,
                    node.path("runtime").isObject()
                            ? Optional.of(ResultsJson.JSON.treeToValue(node.path("runtime"), RuntimeFacts.class))
                            : Optional.empty(),
                    libraries,
                    node.path("probes").isObject()
                            ? Optional.of(ProbeFile.parse(node.path("probes").toString(), "the saved probe set"))
                            : Optional.empty(),
                    node.path("benchmark").isObject()
                            ? Optional.of(ResultsJson.JSON.treeToValue(node.path("benchmark"), BenchmarkSource.class))
                            : Optional.empty());
        } catch (JsonProcessingException | DateTimeParseException failure) {
            throw new BadInputException("What the session says of where a result comes from is damaged.", failure);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return ResultsJson.JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new BadInputException("What the session says of where a result comes from is not JSON.", failure);
        }
    }
}
