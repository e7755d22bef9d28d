package org.tiltmeter.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.measure.benchmark.BenchmarkItem;
import org.tiltmeter.measure.benchmark.BenchmarkResult;

/// An audit as JSON: results.json. Any thread.
///
/// Top level: `format`, `title`, `date`, `program` and what it ran on, `model` with its files'
/// fingerprints, `settings`, `measures` (one object per measure and comparison: id, group, value,
/// interval, n, p, p_adjusted, effect, noise_floor), `results` (the same with summaries per
/// template
/// and word), `items` (every pair with its log-probabilities), `findings` of the pair check,
/// `groups`
/// (shares of answers), `crossings` of two attributes, `excluded` pairs, `benchmarks` (file and
/// notes
/// of each). Each entry of the lists names its probe set in `probes`, or its benchmark and file in
/// `benchmark` and `source`.
public final class ResultsJson {

    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ResultsJson() {}

    /// Writes an audit to a stream and leaves the stream open.
    public static void write(AuditRun run, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("format", "tiltmeter-audit-1");
            json.writeStringField("title", run.title());
            json.writeStringField("date", run.date().toString());
            json.writeObjectField("runtime", run.runtime());
            json.writeObjectField("model", model(run));
            json.writeArrayFieldStart("settings");
            for (AuditRun.Part part : run.parts()) {
                json.writeTree(labelled(part, part.result().settings()));
            }
            for (AuditRun.BenchmarkPart part : run.benchmarks()) {
                json.writeTree(labelled(part, part.result().settings()));
            }
            json.writeEndArray();
            Function<BenchmarkResult, List<?>> none = result -> List.of();
            list(json, "measures", run, AuditResult::measures, BenchmarkResult::measures);
            list(json, "results", run, AuditResult::results, none);
            list(json, "groups", run, AuditResult::groups, none);
            list(json, "crossings", run, AuditResult::crossings, none);
            list(json, "excluded", run, AuditResult::excluded, none);
            list(json, "findings", run, AuditResult::findings, none);
            json.writeArrayFieldStart("items");
            for (AuditRun.Part part : run.parts()) {
                for (ScoredPair item : part.result().items()) {
                    json.writeTree(labelled(part, item));
                }
            }
            for (AuditRun.BenchmarkPart part : run.benchmarks()) {
                for (BenchmarkItem item : part.result().items()) {
                    json.writeTree(labelled(part, item));
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("benchmarks");
            for (AuditRun.BenchmarkPart part : run.benchmarks()) {
                json.writeTree(benchmark(part));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /// One result as JSON, as a session keeps it.
    public static String of(AuditResult result) {
        return text(result);
    }

    /// A result back from JSON.
    ///
    /// @throws org.tiltmeter.work.BadInputException if the text is no result of an audit
    public static AuditResult read(String json) {
        try {
            return JSON.readValue(json, AuditResult.class);
        } catch (JsonProcessingException failure) {
            throw new org.tiltmeter.work.BadInputException(
                    "The saved result is not the result of an audit that this version can read.", failure);
        }
    }

    /// What a benchmark found, back from JSON.
    ///
    /// @throws org.tiltmeter.work.BadInputException if the text is no result of a benchmark
    public static BenchmarkResult readBenchmark(String json) {
        try {
            return JSON.readValue(json, BenchmarkResult.class);
        } catch (JsonProcessingException failure) {
            throw new org.tiltmeter.work.BadInputException(
                    "The saved result is not the result of a benchmark that this version can read.", failure);
        }
    }

    /// A value as JSON for people to read.
    static String pretty(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a result that cannot be written as JSON", impossible);
        }
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a record is not written as JSON", failure);
        }
    }

    private static ObjectNode model(AuditRun run) {
        ObjectNode node = ModelJson.node(run.model());
        if (!run.fingerprints().isEmpty()) {
            node.put("fingerprint", org.tiltmeter.checkpoint.Fingerprints.combined(run.fingerprints()));
            node.set("sha256", JSON.valueToTree(run.fingerprints()));
        }
        return node;
    }

    private static void list(
            JsonGenerator json,
            String name,
            AuditRun run,
            Function<AuditResult, List<?>> entries,
            Function<BenchmarkResult, List<?>> benchmarkEntries)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (AuditRun.Part part : run.parts()) {
            for (Object entry : entries.apply(part.result())) {
                json.writeTree(labelled(part, entry));
            }
        }
        for (AuditRun.BenchmarkPart part : run.benchmarks()) {
            for (Object entry : benchmarkEntries.apply(part.result())) {
                json.writeTree(labelled(part, entry));
            }
        }
        json.writeEndArray();
    }

    private static ObjectNode benchmark(AuditRun.BenchmarkPart part) {
        ObjectNode node = JSON.createObjectNode()
                .put("benchmark", part.result().benchmark())
                .put("source", part.result().source());
        node.set("file", JSON.valueToTree(part.source()));
        node.set("notes", JSON.valueToTree(part.result().notes()));
        return node.put("finding", BenchmarkTables.finding(part.result())).put("floor", BenchmarkTables.NOISE_FLOOR);
    }

    private static ObjectNode labelled(AuditRun.BenchmarkPart part, Object entry) {
        ObjectNode node = JSON.createObjectNode()
                .put("benchmark", part.result().benchmark())
                .put("source", part.result().source());
        node.setAll((ObjectNode) JSON.valueToTree(entry));
        return node;
    }

    private static ObjectNode labelled(AuditRun.Part part, Object entry) {
        ObjectNode node = JSON.createObjectNode().put("probes", part.probes().name());
        node.setAll((ObjectNode) JSON.valueToTree(entry));
        return node;
    }
}
