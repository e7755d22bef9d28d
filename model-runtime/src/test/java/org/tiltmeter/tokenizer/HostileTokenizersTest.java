package org.tiltmeter.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.checkpoint.TokenizerFiles;
import org.tiltmeter.testing.Damage;
import org.tiltmeter.work.BadInputException;

/// Damages every file that a tokenizer comes with at random, by a seed: each time it is opened and used, or refused
/// with one sentence within a moment.
class HostileTokenizersTest {

    private static final int TIMES = 700;
    private static final int VOCABULARY = 300;
    private static final long LONGEST_NANOS = 10_000_000_000L;
    private static final String TEXT = "the nurse, the THE\u00e9 \ud83d\ude00 <s>t";

    private static final String COMPLETE = """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[{"id":0,"content":"<s>","single_word":false,
        "lstrip":false,"rstrip":false,"normalized":false,"special":true}],"normalizer":{"type":"Lowercase"},
        "pre_tokenizer":{"type":"Split","pattern":{"Regex":"[a-z]+|\\\\s"},"behavior":"Isolated","invert":false},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},
        {"Sequence":{"id":"A","type_id":0}}],"pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B",
        "type_id":0}}],"special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]}}},"decoder":{"type":"Fuse"},
        "model":{"type":"BPE","dropout":null,"unk_token":"?","fuse_unk":true,"vocab":{"<s>":0,"?":1,"t":2,"h":3,"e":4,
        "th":5,"the":6},"merges":["t h","th e"]}}
        """;
    private static final String PAIRS =
            "{\"<s>\":0,\"</s>\":1,\"<unk>\":2,\"t\":3,\"h\":4,\"e\":5,\"Ġ\":6,\"th\":7,\"the\":8,\"Ġthe\":9}";
    private static final String SETTINGS = """
        {"tokenizer_class":"%s","add_prefix_space":true,"add_bos_token":true,"do_lower_case":true,"unk_token":"<unk>",
        "bos_token":{"content":"<s>","lstrip":false},"eos_token":"</s>","model_max_length":512,
        "added_tokens_decoder":{"20":{"content":"<x>","special":true,"normalized":false}}}
        """;

    @TempDir
    Path folder;

    /// A folder of each form.
    private static Map<String, byte[]> files(String form) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        switch (form) {
            case "complete" -> files.put("tokenizer.json", COMPLETE.getBytes(UTF_8));
            case "pairs" -> {
                files.put("vocab.json", PAIRS.getBytes(UTF_8));
                files.put("merges.txt", "#version: 0.2\nt h\nth e\nĠ the\n".getBytes(UTF_8));
                files.put(
                        "tokenizer_config.json",
                        SETTINGS.formatted("GPT2Tokenizer").getBytes(UTF_8));
            }
            case "pieces" -> {
                files.put("tokenizer.model", pieces());
                files.put(
                        "tokenizer_config.json",
                        SETTINGS.formatted("LlamaTokenizer").getBytes(UTF_8));
            }
            default -> {
                files.put("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nnurse\n##s\n,\n".getBytes(UTF_8));
                files.put(
                        "tokenizer_config.json",
                        "{\"tokenizer_class\":\"BertTokenizer\",\"do_lower_case\":true}".getBytes(UTF_8));
            }
        }
        if (!form.equals("complete")) {
            files.put(
                    "special_tokens_map.json",
                    "{\"bos_token\":\"<s>\",\"additional_special_tokens\":[\"<x>\"]}".getBytes(UTF_8));
            files.put("added_tokens.json", "{\"<y>\":21}".getBytes(UTF_8));
        }
        files.put("config.json", "{\"model_type\":\"llama\"}".getBytes(UTF_8));
        return files;
    }

    /// A small SentencePiece model: unknown and control pieces, words, a normalizer without a map.
    private static byte[] pieces() {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        List<String> texts = List.of("<unk>", "<s>", "</s>", "▁", "t", "h", "e", "th", "the", "▁the");
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i).getBytes(UTF_8);
            byte[] score = ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(-i)
                    .array();
            int type = i == 0 ? 2 : i < 3 ? 3 : 1;
            model.writeBytes(new byte[] {10, (byte) (text.length + 9), 10, (byte) text.length});
            model.writeBytes(text);
            model.write(0x15);
            model.writeBytes(score);
            model.writeBytes(new byte[] {24, (byte) type});
        }
        model.writeBytes(new byte[] {18, 2, 24, 2, 26, 4, 24, 1, 32, 0});
        return model.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "complete, tokenizer.json",
        "pairs, vocab.json",
        "pairs, merges.txt",
        "pairs, tokenizer_config.json",
        "pairs, special_tokens_map.json",
        "pairs, added_tokens.json",
        "pieces, tokenizer.model",
        "pieces, tokenizer_config.json",
        "words, vocab.txt",
        "words, tokenizer_config.json"
    })
    void opensOrRefuses(String form, String damaged) throws IOException {
        Map<String, byte[]> files = files(form);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        assertThat(opens()).as("undamaged").isTrue();
        byte[] sound = files.getOrDefault(damaged, new byte[0]);
        Random random = new Random(damaged.hashCode());
        int refused = 0;
        for (int i = 0; i < TIMES; i++) {
            Files.write(folder.resolve(damaged), Damage.of(sound, random));
            refused += opens() ? 0 : 1;
        }
        assertThat(refused).isBetween(1, TIMES - 1);
    }

    private boolean opens() {
        long started = System.nanoTime();
        Path file = TokenizerFiles.find(folder).orElseThrow();
        try (Tokenizer tokenizer = JsonTokenizer.open(file, VOCABULARY)) {
            Tokenization tokens = tokenizer.encode(TEXT);
            assertThat(tokenizer.decode(tokens.ids())).isNotNull();
            return true;
        } catch (BadInputException refusal) {
            assertThat(refusal.getMessage()).isNotBlank().doesNotContain("\n").endsWith(".");
            return false;
        } finally {
            assertThat(System.nanoTime() - started).isLessThan(LONGEST_NANOS);
        }
    }
}
