package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line as a script uses it: what goes to standard output, what to standard error,
/// and the exit code.
final class CommandLineTest {

    @TempDir
    private Path folder;

    private UserFolders folders = UserFolders.of(Map.of(), Path.of("."), "Linux");

    @BeforeEach
    void keepsEverythingInTheTestFolder() {
        folders = Run.foldersIn(folder);
    }

    private Run tiltmeter(String... arguments) {
        return Run.of(folders, arguments);
    }

    private Path copyOfTheSample() throws IOException {
        Path source = new Models(folders).folder(Models.SAMPLE);
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
            }
        }
        return copy;
    }

    @Test
    void inspectPrintsWhatTheSampleModelIs() throws IOException {
        Run run = tiltmeter("inspect", "sample");
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("architecture").asText()).isEqualTo("olmoe");
        assertThat(json.get("experts").get("routed").asInt()).isPositive();
        assertThat(json.get("sha256").get("model.safetensors").asText()).hasSize(64);
        assertThat(json.get("memory_free_bytes").asLong()).isPositive();
    }

    @Test
    void benchMeasuresAModelThatRandomModelMade() throws IOException {
        Path config = copyOfTheSample().resolve("config.json");
        Path made = folder.resolve("made");
        Run making = tiltmeter("random-model", config.toString(), "--out", made.toString(), "--seed", "3");
        assertThat(making.code()).isZero();
        Run run = tiltmeter(
                "bench",
                made.toString(),
                "--tokens",
                "2x4",
                "--repetitions",
                "1",
                "--generate",
                "3",
                "--compute",
                "exact");
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("stored_type").asText()).isEqualTo("bfloat16");
        assertThat(json.get("compute").asText()).isEqualTo("exact");
        assertThat(json.get("passes")).hasSize(3);
        assertThat(json.at("/passes/0/seconds/median").asDouble()).isPositive();
        assertThat(json.at("/memory/peak_bytes").asLong()).isGreaterThan(100_000_000);
        assertThat(run.err()).contains("2x4", "best matrix rate");
        tiltmeter("bench", made.toString(), "--tokens", "many").isRefusedInOneLine("1x128");
        tiltmeter("random-model", config.toString(), "--out", made.toString()).isRefusedInOneLine("made");
    }

    @Test
    void generateContinuesAText() {
        Run run = tiltmeter("generate", "sample", "--text", "The nurse", "--tokens", "8", "--seed", "7");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("The nurse").hasSizeGreaterThan("The nurse".length() + 5);
        assertThat(tiltmeter("generate", "sample", "--text", "The nurse", "--tokens", "8", "--seed", "7")
                        .out())
                .isEqualTo(run.out());
    }

    @Test
    void traceWritesOneFile() {
        Path out = folder.resolve("trace.safetensors");
        Run run = tiltmeter("trace", "sample", "--ids", "1,2,3;4,5", "--out", out.toString(), "--hidden", "all");
        assertThat(run.code()).isZero();
        assertThat(out).exists();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesAFolderWithoutSettings() {
        tiltmeter("inspect", folder.toString()).isRefusedInOneLine("config.json");
        tiltmeter("inspect", folder.resolve("nowhere").toString()).isRefusedInOneLine("nowhere");
    }

    @Test
    void refusesAnUnsupportedFamily() throws IOException {
        Path copy = copyOfTheSample();
        Path settings = copy.resolve("config.json");
        Files.writeString(settings, Files.readString(settings).replace("\"olmoe\"", "\"perceptron9\""));
        tiltmeter("inspect", copy.toString()).isRefusedInOneLine("perceptron9", "olmoe");
    }

    @Test
    void refusesATruncatedWeightFile() throws IOException {
        Path copy = copyOfTheSample();
        Path weights = copy.resolve("model.safetensors");
        try (FileChannel channel = FileChannel.open(weights, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        tiltmeter("generate", copy.toString(), "--text", "The").isRefusedInOneLine("model.safetensors", "shorter");
    }

    @Test
    void refusesAMissingWeightFile() throws IOException {
        Path copy = copyOfTheSample();
        Files.delete(copy.resolve("model.safetensors"));
        tiltmeter("inspect", copy.toString()).isRefusedInOneLine("safetensors");
    }

    @Test
    void refusesAHeaderThatLies() throws IOException {
        Path copy = copyOfTheSample();
        try (FileChannel channel = FileChannel.open(copy.resolve("model.safetensors"), StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, -1, -1, -1, 127}), 0);
        }
        tiltmeter("inspect", copy.toString()).isRefusedInOneLine("model.safetensors");
    }

    @Test
    void refusesATokenizerThatDoesNotFit() throws IOException {
        Path copy = copyOfTheSample();
        Path settings = copy.resolve("config.json");
        Files.writeString(
                settings, Files.readString(settings).replaceAll("\"vocab_size\"\\s*:\\s*\\d+", "\"vocab_size\": 7"));
        tiltmeter("generate", copy.toString(), "--text", "The").isRefusedInOneLine("7");
    }

    @Test
    void refusesIdsOutsideTheVocabulary() {
        String out = folder.resolve("t.safetensors").toString();
        tiltmeter("trace", "sample", "--ids", "1,99999999", "--out", out).isRefusedInOneLine("99999999");
        assertThat(folder.resolve("t.safetensors")).doesNotExist();
    }

    @Test
    void refusesMoreThreadsThanAnyMachineHas() {
        tiltmeter("generate", "sample", "--text", "a", "--threads", "99999").isRefusedInOneLine("--threads", "99999");
    }

    @Test
    void refusesPlacesThatResultsCannotGo() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        tiltmeter("trace", "sample", "--ids", "1,2", "--out", empty.toString()).isRefusedInOneLine("is a folder");
        assertThat(empty).isEmptyDirectory();
        tiltmeter("audit", "sample", "--probes", "sample", "--out", "")
                .isRefusedInOneLine("--out", "the path is empty");
    }

    @Test
    void refusesAFileWithCodeUnlessItIsTrusted() throws IOException {
        Path file = Files.writeString(folder.resolve("model.pt"), "no zip");
        tiltmeter("generate", file.toString(), "--text", "a").isRefusedInOneLine("contains code", "--trust-code");
        tiltmeter("generate", file.toString(), "--text", "a", "--trust-code").isRefusedInOneLine("no TorchScript file");
        tiltmeter("inspect", file.toString()).isRefusedInOneLine("no TorchScript file");
    }

    @Test
    void refusesAnUnknownCommandAndOption() {
        tiltmeter("generate", "sample").isRefusedInOneLine("--text");
        tiltmeter("inspect", "sample", "--loud").isRefusedInOneLine("--loud");
        tiltmeter("--run").isRefusedInOneLine("--run", "tiltmeter sample --run");
    }

    @Test
    void auditWritesResultsReportAndSession() throws IOException {
        Path out = folder.resolve("audit");
        Run run = tiltmeter("audit", "sample", "--probes", "sample", "--out", out.toString(), "--seed", "42");
        assertThat(run.err()).as("progress at most").doesNotContain("tiltmeter:");
        assertThat(run.code()).isZero();
        JsonNode results =
                new ObjectMapper().readTree(out.resolve("results.json").toFile());
        JsonNode first = results.get("measures").get(0);
        assertThat(first.get("id").asText()).isEqualTo("likelihood");
        assertThat(first.get("interval")).hasSize(2);
        assertThat(first.get("noise_floor").isNumber()).isTrue();
        assertThat(results.get("items")).isNotEmpty();
        assertThat(Files.readString(out.resolve("report.html"))).contains("<svg", "noise floor", "Routing is not");
        assertThat(Files.readAllLines(out.resolve("results.csv"))).hasSizeGreaterThan(100);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(Path::toString)).anyMatch(name -> name.endsWith(".tilt"));
        }
    }

    @Test
    void auditRefusesBrokenProbes() throws IOException {
        Path out = folder.resolve("audit");
        Path probes = Files.writeString(folder.resolve("p.json"), "{\"format\": \"tiltmeter-probes\"");
        tiltmeter("audit", "sample", "--probes", probes.toString(), "--out", out.toString())
                .isRefusedInOneLine("p.json");
        Files.writeString(probes, """
            {"format": "tiltmeter-probes", "version": 1, "name": "n", "attributes": [
              {"name": "gender", "groups": [{"name": "women", "forms": {"subject": ["she"]}},
                                            {"name": "men", "forms": {"subject": ["he"]}}]}],
             "slots": {}, "templates": [{"id": "t", "text": "The {who} said {gender.subject}."}]}\
            """);
        tiltmeter("audit", "sample", "--probes", probes.toString(), "--out", out.toString())
                .isRefusedInOneLine("{who}", "t");
        Files.writeString(probes, """
            {"format": "tiltmeter-probes", "version": 1, "name": "n", "attributes": [
              {"name": "gender", "groups": [{"name": "women", "forms": {"subject": []}},
                                            {"name": "men", "forms": {"subject": ["he"]}}]}],
             "slots": {}, "templates": [{"id": "t", "text": "Then {gender.subject} left."}]}\
            """);
        tiltmeter("audit", "sample", "--probes", probes.toString(), "--out", out.toString())
                .isRefusedInOneLine("women");
        assertThat(out.resolve("results.json")).doesNotExist();
    }

    @Test
    void writesTheTextAsTheChatTemplateAsks() throws IOException {
        Path model = copyOfTheSample();
        String[] ask = {"generate", model.toString(), "--text", "The nurse", "--tokens", "3", "--greedy", "--chat"};
        tiltmeter(ask).isRefusedInOneLine("has no chat template");
        Files.writeString(model.resolve("chat_template.jinja"), "{{ messages[0].content }}");
        Run chat = tiltmeter(ask);
        assertThat(chat.code()).isZero();
        assertThat(chat.out()).isNotBlank().doesNotContain("The nurse");
        Files.writeString(model.resolve("chat_template.jinja"), "{{ raise_exception('not today') }}");
        tiltmeter(ask).isRefusedInOneLine("refuses this conversation: not today");
        tiltmeter("generate", model.toString(), "--text", "The", "--system", "Be kind.")
                .isRefusedInOneLine("give --chat with it");
        Run inspected = tiltmeter("inspect", model.toString(), "--no-fingerprints");
        JsonNode facts = new ObjectMapper().readTree(inspected.out());
        assertThat(facts.path("kind").asText()).isEqualTo("causal");
        assertThat(facts.path("chat_template_sha256").asText()).hasSize(64);
        assertThat(facts.has("unused_tensors")).isFalse();
    }

    @Test
    void refusesDecoderIdsWithoutADecoderOfItsOwn() {
        Path out = folder.resolve("t.safetensors");
        tiltmeter("trace", "sample", "--ids", "1,2", "--decoder-ids", "3", "--out", out.toString())
                .isRefusedInOneLine("has no encoder");
    }

    @Test
    void auditRunsAPublishedBenchmarkAndSaysWhichItIs() throws IOException {
        Path out = folder.resolve("benchmark");
        Path pairs = Files.writeString(folder.resolve("pairs.csv"), """
            sent_more,sent_less,stereo_antistereo,bias_type
            The nurse said that she was late.,The nurse said that he was late.,stereo,gender
            The doctor said that he was late.,The doctor said that she was late.,stereo,gender
            """);
        Run run = tiltmeter("audit", "sample", "--probes", pairs.toString(), "--out", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("for the benchmark crows-pairs");
        JsonNode results =
                new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertThat(results.get("measures").get(0).get("id").asText()).isEqualTo("crows-pairs");
        assertThat(results.get("items")).hasSize(2);
        assertThat(out.resolve("results.csv")).content().contains("log_probability", "sent_more");
        assertThat(out.resolve("report.html")).content().contains("crows-pairs");
        tiltmeter("audit", "sample", "--probes", pairs.toString(), "--measures", "bbq", "--out", out.toString())
                .isRefusedInOneLine("it fits crows-pairs");
    }
}
