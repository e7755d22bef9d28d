package org.tiltmeter.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.checkpoint.TokenizerFiles;
import org.tiltmeter.testing.SharedFiles;
import org.tiltmeter.work.BadInputException;

class OtherFormsTest {

    private static final String VOCABULARY = """
        {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "t": 4, "h": 5, "e": 6, "Ġ": 7, "th": 8, "the": 9, "Ġthe": 10,
         "<mask>": 11}
        """;
    private static final String MERGES = "#version: 0.2\nt h\nth e\nĠ the\n";

    @TempDir
    Path folder;

    private Tokenizer open(int vocabulary) {
        return JsonTokenizer.open(TokenizerFiles.find(folder).orElseThrow(), vocabulary);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void bothFormsOfGpt2AreTheSame() throws IOException {
        Path both = SharedFiles.of("data/models/gpt2-tokenizer");
        for (String name : new String[] {"encoder.json", "vocab.bpe", "tokenizer_config.json"}) {
            Files.copy(both.resolve(name), folder.resolve(name));
        }
        try (Tokenizer complete = JsonTokenizer.open(both.resolve("tokenizer.json"), 50257);
                Tokenizer assembled = open(50257)) {
            for (String text : VariedTexts.of(4000, 7)) {
                assertThat(assembled.encode(text)).isEqualTo(complete.encode(text));
                assertThat(assembled.encodeBare(text)).isEqualTo(complete.encodeBare(text));
            }
            String marked = "One.<|endoftext|>Two.";
            assertThat(assembled.encode(marked)).isEqualTo(complete.encode(marked));
            int[] ids = complete.encode(marked).ids();
            assertThat(assembled.decode(ids)).isEqualTo(complete.decode(ids));
            assertThat(assembled.size()).isEqualTo(50257);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void knowsTheOneSpecialTokenOfGpt2() throws IOException {
        write("vocab.json", VOCABULARY.replace("<mask>", "<|endoftext|>"));
        write("merges.txt", MERGES);
        try (Tokenizer tokenizer = open(12)) {
            assertThat(tokenizer.encode("the<|endoftext|>the").ids()).containsExactly(9, 11, 9);
            assertThat(tokenizer.decode(new int[] {9, 11, 10})).isEqualTo("the the");
        }
        write("tokenizer_config.json", """
            {"tokenizer_class": "GPT2Tokenizer", "bos_token": "</s>", "eos_token": "</s>", "unk_token": "<unk>"}
            """);
        try (Tokenizer tokenizer = open(12)) {
            assertThat(tokenizer.encode("<|endoftext|>").ids()).doesNotContain(11);
        }
    }

    @Test
    void mergesBytesAndHonoursSettings() throws IOException {
        write("vocab.json", VOCABULARY);
        write("merges.txt", MERGES);
        try (Tokenizer tokenizer = open(12)) {
            assertThat(tokenizer.encode("the the").ids()).containsExactly(9, 10);
        }
        write("tokenizer_config.json", """
            {"tokenizer_class": "GPT2Tokenizer", "add_prefix_space": true, "add_bos_token": true,
             "bos_token": {"content": "</s>"}, "unk_token": "<unk>"}
            """);
        try (Tokenizer tokenizer = open(12)) {
            Tokenization found = tokenizer.encode("the the");
            assertThat(found.ids()).containsExactly(2, 10, 10);
            assertThat(found.tokens().getFirst().special()).isTrue();
            assertThat(tokenizer.encodeBare("thex").ids()).containsExactly(10, 3);
        }
        write("tokenizer_config.json", "{\"tokenizer_class\": \"RobertaTokenizer\"}");
        write("added_tokens.json", "{\"<new>\": 12}");
        try (Tokenizer tokenizer = open(13)) {
            Tokenization found = tokenizer.encode("the <mask><new>");
            assertThat(found.ids()).containsExactly(0, 9, 11, 12, 2);
            assertThat(tokenizer.decode(found.ids())).startsWith("the");
        }
        assertThat(FrameTokens.read(folder.resolve("vocab.json")).mask()).isEqualTo(11);
    }

    @Test
    void refusesVocabulariesAndMergesThatDoNotFit() throws IOException {
        write("vocab.json", VOCABULARY);
        write("merges.txt", "t h\nth x\n");
        assertThatThrownBy(() -> open(12))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("do not belong together");
        write("merges.txt", "t h e\n");
        assertThatThrownBy(() -> open(12)).isInstanceOf(BadInputException.class).hasMessageContaining("line 1");
        write("merges.txt", MERGES);
        write("tokenizer_config.json", "{\"tokenizer_class\": \"WhisperTokenizer\"}");
        assertThatThrownBy(() -> open(12))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("WhisperTokenizer");
        write("tokenizer_config.json", "{}");
        write("vocab.json", "{\"a\": -1}");
        assertThatThrownBy(() -> open(12)).isInstanceOf(BadInputException.class).hasMessageContaining("-1");
        assertThatThrownBy(() -> TextLines.read(folder.resolve("absent"))).isInstanceOf(BadInputException.class);
    }

    @Test
    void readsWordPieces() throws IOException {
        write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nnurse\n##s\n,\n漢\ne\n");
        try (Tokenizer tokenizer = open(11)) {
            Tokenization found = tokenizer.encode("The nurses, 漢é [MASK] xyz");
            assertThat(found.ids()).containsExactly(2, 5, 6, 7, 8, 9, 10, 4, 1, 3);
            assertThat(tokenizer.decode(new int[] {2, 5, 6, 7, 3})).isEqualTo("the nurses");
        }
        assertThat(FrameTokens.read(folder.resolve("vocab.txt")).special()).containsExactlyInAnyOrder(0, 2, 3, 4);
        write("tokenizer_config.json", "{\"do_lower_case\": false, \"tokenizer_class\": \"BertTokenizer\"}");
        try (Tokenizer tokenizer = open(11)) {
            assertThat(tokenizer.encode("The the").ids()).containsExactly(2, 1, 5, 3);
        }
        write("tokenizer_config.json", "{}");
        write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nThe\n");
        try (Tokenizer tokenizer = open(7)) {
            assertThat(tokenizer.encodeBare("The the").ids()).containsExactly(6, 5);
        }
        write("vocab.txt", "the\nthe\n");
        assertThatThrownBy(() -> open(7)).isInstanceOf(BadInputException.class).hasMessageContaining("line 2");
        write("vocab.txt", "the\n");
        assertThatThrownBy(() -> open(7)).isInstanceOf(BadInputException.class).hasMessageContaining("[UNK]");
    }
}
