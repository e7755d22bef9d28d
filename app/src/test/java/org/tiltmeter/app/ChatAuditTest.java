package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// An audit whose texts are asked through the model's chat template, on the sample model with a template of its own.
final class ChatAuditTest {

    private static final String TEMPLATE =
            "{{ bos_token }}{% for m in messages %}The {{ m.role }} said: {{ m.content }}\n{% endfor %}";

    @TempDir
    private Path folder;

    private UserFolders folders = UserFolders.of(Map.of(), Path.of("."), "Linux");
    private Path model = Path.of("");
    private String out = "";
    private String err = "";

    @BeforeEach
    void givesTheSampleModelATemplate() throws IOException {
        folders = Run.foldersIn(folder);
        Path source = new Models(folders).folder(Models.SAMPLE);
        model = Files.createDirectories(folder.resolve("chatty"));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, model.resolve(String.valueOf(file.getFileName())));
            }
        }
        Files.writeString(model.resolve("chat_template.jinja"), TEMPLATE);
    }

    private int tiltmeter(String... arguments) {
        Run run = Run.of(folders, arguments);
        out = run.out();
        err = run.err();
        return run.code();
    }

    private int audit(String... more) {
        return tiltmeter(Stream.concat(
                        Stream.of(
                                "audit",
                                model.toString(),
                                "--probes",
                                "sample",
                                "--resamples",
                                "100",
                                "--out",
                                folder.resolve("results").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void measuresTheTextsOwnTokensAndRepeats() throws IOException {
        assertThat(audit("--chat", "--system", "be kind")).as(err).isZero();
        JsonNode results = new ObjectMapper()
                .readTree(folder.resolve("results/results.json").toFile());
        JsonNode chat = results.findValue("chat");
        assertThat(chat.path("system").asText()).isEqualTo("be kind");
        assertThat(chat.path("template").asText()).hasSize(64);
        JsonNode item = results.findValue("items").get(0);
        String text = item.findValue("textA").asText();
        assertThat(item.findValue("logProbabilityA").asDouble()).isCloseTo(expected(text), within(1e-4));
        Path session;
        try (Stream<Path> files = Files.list(folder.resolve("results"))) {
            session = files.filter(file -> file.toString().endsWith(".tilt"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(tiltmeter("verify", session.toString())).as(out + err).isZero();
        Files.writeString(model.resolve("chat_template.jinja"), TEMPLATE.replace("said", "wrote"));
        assertThat(tiltmeter("verify", session.toString())).isEqualTo(2);
        assertThat(err).contains("chat template").contains(chat.path("template").asText());
    }

    /// The same by hand: the whole conversation, of which only the text's own tokens are summed.
    private double expected(String text) {
        String before = "<|startoftext|>The system said: be kind\nThe user said: ";
        try (LanguageModel opened =
                LanguageModels.open(model, OpenSettings.AUTOMATIC, Progress.none(), new Cancellation())) {
            Tokenization tokens = opened.tokenizer().encodeBare(before + text + "\n");
            SequenceScore score = opened.score(List.of(tokens.ids()), Progress.none(), new Cancellation())
                    .getFirst();
            double sum = 0;
            for (int i = 0; i < score.ids().length; i++) {
                Tokenization.Token token = tokens.tokens().get(i);
                if (token.end() > before.length() && token.start() < before.length() + text.length()) {
                    sum += score.logProbabilities()[i];
                }
            }
            return sum;
        }
    }

    @Test
    void refusesWhatCannotBeAskedSo() throws IOException {
        assertThat(audit("--system", "be kind")).isEqualTo(2);
        assertThat(err).contains("--chat");
        Files.writeString(model.resolve("chat_template.jinja"), "{{ messages[-1].content | upper }}");
        assertThat(audit("--chat")).isEqualTo(2);
        assertThat(err).contains("does not show a message");
        Files.writeString(model.resolve("chat_template.jinja"), "say:{{ messages[-1].content }}");
        assertThat(audit("--chat")).as(err).isIn(0, 2);
        Files.delete(model.resolve("chat_template.jinja"));
        assertThat(audit("--chat")).isEqualTo(2);
        assertThat(err).contains("has no chat template");
    }
}
