package org.tiltmeter.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

class JsonTokenizerTest {

    private static final String WORDS = """
        {"version": "1.0", "truncation": null, "padding": null,
         "added_tokens": [{"id": 0, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false,
                           "normalized": false, "special": true}],
         "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
         "post_processor": {"type": "TemplateProcessing",
           "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
           "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
           "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]}}},
         "decoder": null,
         "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"<s>": 0, "?": 1, "the": 2, "nurse": 3, "😀": 4}}}
        """;

    @TempDir
    Path folder;

    private static List<String> covered(Tokenization tokenization) {
        return tokenization.tokens().stream()
                .map(token -> tokenization.text().substring(token.start(), token.end()))
                .toList();
    }

    @Test
    void countsCharactersAsJavaDoes() throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), WORDS);
        try (Tokenizer tokenizer = JsonTokenizer.open(file, 5)) {
            Tokenization found = tokenizer.encode("the 😀 nurse é the");
            assertThat(found.ids()).containsExactly(0, 2, 4, 3, 1, 2);
            assertThat(covered(found)).containsExactly("", "the", "😀", "nurse", "é", "the");
            assertThat(found.tokens())
                    .extracting(token -> token.special())
                    .containsExactly(true, false, false, false, false, false);
            assertThat(tokenizer.encodeBare("the nurse").ids()).containsExactly(2, 3);
            assertThat(tokenizer.encodeBare("").tokens()).isEmpty();
            assertThat(tokenizer.decode(new int[] {0, 2, 3})).isEqualTo("the nurse");
            assertThat(tokenizer.piece(3)).isEqualTo("nurse");
            assertThat(tokenizer.piece(99)).isEmpty();
            assertThat(tokenizer.size()).isEqualTo(5);
            assertThat(tokenizer.encode("the \uD83D nurse").ids()).containsExactly(0, 2, 1, 3);
        }
    }

    @Test
    void refusesWhatIsNoTokenizer() throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), WORDS);
        assertThatThrownBy(() -> JsonTokenizer.open(file, 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("up to the id 4 but the model only those below 4");
        Files.writeString(file, "{\"model\":{\"type\":\"Spiral\",\"vocab\":{\"a\":0}}}");
        assertThatThrownBy(() -> JsonTokenizer.open(file, 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot be used as a tokenizer");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> JsonTokenizer.open(file, 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no vocabulary");
    }

    @Test
    void readsTheTokenizersOfPublishedModels() {
        Path models = Path.of(System.getProperty("tiltmeter.shared", "shared"), "data", "models");
        assumeTrue(Files.isDirectory(models), "the published models are not there: set tiltmeter.shared");
        String text = "Héllo 😀 wörld, the nurse\n  said ok";
        try (Tokenizer tokenizer = JsonTokenizer.open(models.resolve("gpt2-tokenizer/tokenizer.json"), 50257)) {
            Tokenization found = tokenizer.encode(text);
            assertThat(String.join("", covered(found)).replace("😀😀", "😀")).isEqualTo(text);
            assertThat(tokenizer.decode(found.ids())).isEqualTo(text);
        }
        try (Tokenizer tokenizer = JsonTokenizer.open(models.resolve("TinyStories-656K/tokenizer.json"), 2048)) {
            Tokenization found = tokenizer.encode("the nurse 😀 said");
            assertThat(found.tokens().getFirst().special()).isTrue();
            assertThat(String.join("", covered(found))).isEqualTo("the nurse 😀 said");
            assertThat(tokenizer.decode(tokenizer.encode("the nurse said").ids()))
                    .isEqualTo("the nurse said");
        }
    }
}
