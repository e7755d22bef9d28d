package org.tiltmeter.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.sentencepiece.SpTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.testing.SharedFiles;
import org.tiltmeter.tokenizer.SentencePieceModel.PieceType;
import org.tiltmeter.work.BadInputException;

class SentencePieceTest {

    private static final int UNIGRAM = 1;
    private static final int PAIRS = 2;

    @TempDir
    Path folder;

    /// Writes messages of protocol buffers.
    private static final class Message extends ByteArrayOutputStream {

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message block(int field, byte[] bytes) {
            varint(((long) field << 3) | 2);
            varint(bytes.length);
            writeBytes(bytes);
            return this;
        }

        Message piece(String text, float score, PieceType type) {
            Message piece = new Message().block(1, text.getBytes(StandardCharsets.UTF_8));
            piece.write((2 << 3) | 5);
            piece.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(score)
                    .array());
            piece.number(3, SentencePieceModel.TYPES.indexOf(type) + 1L);
            return block(1, piece.toByteArray());
        }

        private void varint(long value) {
            long rest = value;
            while (rest > 0x7F) {
                write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            write((int) rest);
        }
    }

    /// @param collapses whether extra spaces are removed
    private static byte[] model(List<SentencePieceModel.Piece> pieces, int kind, boolean collapses, boolean prefix) {
        Message model = new Message();
        pieces.forEach(piece -> model.piece(piece.text(), piece.score(), piece.type()));
        boolean bytes = pieces.stream().anyMatch(piece -> piece.type() == PieceType.BYTE);
        Message trainer = new Message()
                .number(3, kind)
                .number(35, bytes ? 1 : 0)
                .number(40, 0)
                .number(41, 1)
                .number(42, 2);
        Message normalizer = new Message().number(3, prefix ? 1 : 0).number(4, collapses ? 1 : 0);
        normalizer.block(1, "identity".getBytes(StandardCharsets.UTF_8));
        model.block(2, trainer.toByteArray());
        model.block(3, normalizer.toByteArray());
        return model.toByteArray();
    }

    private static SentencePieceModel.Piece piece(String text, double score, PieceType type) {
        return new SentencePieceModel.Piece(text, (float) score, type);
    }

    private static List<SentencePieceModel.Piece> frame(boolean bytes) {
        List<SentencePieceModel.Piece> pieces = new ArrayList<>(List.of(
                piece("<unk>", 0, PieceType.UNKNOWN),
                piece("<s>", 0, PieceType.CONTROL),
                piece("</s>", 0, PieceType.CONTROL)));
        for (int i = 0; bytes && i < 256; i++) {
            pieces.add(piece("<0x%02X>".formatted(i), 0, PieceType.BYTE));
        }
        return pieces;
    }

    /// Pieces of a published vocabulary, by rank.
    private static List<SentencePieceModel.Piece> stories() {
        JsonNode vocabulary = JsonFiles.read(SharedFiles.of("data/models/stories260K-hf/tokenizer.json"))
                .path("model")
                .path("vocab");
        TreeMap<Integer, String> byId = new TreeMap<>();
        vocabulary.properties().forEach(entry -> byId.put(entry.getValue().asInt(), entry.getKey()));
        List<SentencePieceModel.Piece> pieces = frame(true);
        for (Map.Entry<Integer, String> entry : byId.entrySet()) {
            if (entry.getKey() >= 259) {
                pieces.add(piece(entry.getValue(), 259 - entry.getKey(), PieceType.NORMAL));
            }
        }
        return pieces;
    }

    /// Pieces of a made-up unigram model: letters and chunks of words with random scores.
    private static List<SentencePieceModel.Piece> chunks(boolean bytes) {
        Random random = new Random(11);
        List<SentencePieceModel.Piece> pieces = frame(bytes);
        List<String> texts = new ArrayList<>(List.of("▁"));
        for (String word :
                List.of("▁the", "▁nurse", "▁said", "▁little", "▁girl", "▁named", "naïve", "漢字", "zzzz", "aaaa")) {
            for (int from = 0; from < word.length(); from++) {
                for (int to = from + 1; to <= word.length(); to++) {
                    texts.add(word.substring(from, to));
                }
            }
        }
        texts.stream()
                .distinct()
                .forEach(text -> pieces.add(piece(text, -2 - 6 * random.nextDouble(), PieceType.NORMAL)));
        return pieces;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("tokenizer.model"), bytes);
    }

    private void requireTheLibrarysIds(byte[] bytes, int size, Predicate<String> asked) throws IOException {
        Path file = write(bytes);
        try (Tokenizer ours = JsonTokenizer.open(file, size);
                SpTokenizer theirs = new SpTokenizer(file)) {
            for (String text : VariedTexts.of(3000, 5).stream().filter(asked).toList()) {
                assertThat(ours.encodeBare(text).ids())
                        .as("\"%s\"", text)
                        .containsExactly(theirs.getProcessor().encode(text));
            }
        }
    }

    @Test
    void mergesPairsAsTheLibraryDoes() throws IOException {
        List<SentencePieceModel.Piece> pieces = stories();
        requireTheLibrarysIds(model(pieces, PAIRS, false, true), pieces.size(), text -> true);
        requireTheLibrarysIds(model(pieces, PAIRS, false, false), pieces.size(), text -> true);
    }

    @Test
    void readsAPublishedModelLikeItsOtherForm() throws IOException {
        List<SentencePieceModel.Piece> pieces = stories();
        Path complete = SharedFiles.of("data/models/stories260K-hf/tokenizer.json");
        try (Tokenizer ours = JsonTokenizer.open(write(model(pieces, PAIRS, false, true)), 512);
                Tokenizer published = JsonTokenizer.open(complete, 512)) {
            for (String text : VariedTexts.of(2000, 6)) {
                assertThat(ours.encode(text)).isEqualTo(published.encode(text));
                int[] ids = published.encode(text).ids();
                assertThat(ours.decode(ids)).isEqualTo(published.decode(ids));
            }
        }
    }

    @Test
    void cutsUnigramsAsTheLibraryDoes() throws IOException {
        for (boolean collapses : new boolean[] {true, false}) {
            List<SentencePieceModel.Piece> pieces = chunks(false);
            // Runs of one letter can be cut in several ways of the same score, and a text that begins with U+2581
            // itself
            // gets no further space in the tokenizers library.
            Predicate<String> asked = text -> !text.contains("aaa") && !text.contains("zzz") && !text.contains("▁");
            requireTheLibrarysIds(model(pieces, UNIGRAM, collapses, collapses), pieces.size(), asked);
        }
    }

    @Test
    void framesTextsAsTheModelAsks() throws IOException {
        List<SentencePieceModel.Piece> pieces = chunks(true);
        pieces.add(piece("<sep>", 0, PieceType.USER_DEFINED));
        Path file = write(model(pieces, PAIRS, false, true));
        int separator = pieces.size() - 1;
        try (Tokenizer tokenizer = JsonTokenizer.open(file, pieces.size())) {
            Tokenization found = tokenizer.encode("the<sep>é");
            assertThat(found.ids()).startsWith(1).contains(separator).doesNotContain(0);
            assertThat(found.tokens().getFirst().special()).isTrue();
            assertThat(tokenizer.decode(found.ids())).contains("<sep>").contains("é");
        }
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"T5Tokenizer\"}");
        try (Tokenizer tokenizer = JsonTokenizer.open(file, pieces.size() + 100)) {
            int[] ids = tokenizer.encode("the <extra_id_0>").ids();
            assertThat(ids).endsWith(pieces.size() + 99, 2).doesNotContain(1);
        }
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"XLNetTokenizer\"}");
        assertThatThrownBy(() -> JsonTokenizer.open(file, 9999))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("XLNetTokenizer");
    }

    @Test
    void refusesDamagedAndUnknownModels() throws IOException {
        byte[] whole = model(chunks(true), UNIGRAM, true, true);
        for (int length = 0; length < whole.length; length += 97) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            try {
                SentencePieceModel.parse(part, "it");
            } catch (BadInputException refused) {
                assertThat(refused).hasMessageContaining("it is no SentencePiece model");
            }
        }
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 4; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(SentencePieceModel.parse(damaged, "it").pieces()).isNotEmpty();
            } catch (BadInputException refused) {
                assertThat(refused).hasMessageStartingWith("it ");
            }
        }
        Path file = write(model(chunks(true), 3, true, true));
        assertThatThrownBy(() -> JsonTokenizer.open(file, 9999))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cuts texts into words");
        write(new byte[] {'v', 'e', 'r', 's', 'i', 'o', 'n'});
        assertThatThrownBy(() -> JsonTokenizer.open(file, 9999))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no SentencePiece model");
    }
}
