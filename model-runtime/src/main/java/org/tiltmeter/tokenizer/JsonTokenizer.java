package org.tiltmeter.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.tiltmeter.checkpoint.TokenizerFiles;
import org.tiltmeter.work.BadInputException;

/// A tokenizer.json, or the files of another form put together as one, run by the tokenizers
/// library, without any network. Safe for several threads; the opener closes it.
public final class JsonTokenizer implements Tokenizer {

    private static final String SPACE = "▁";

    static {
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true");
        }
    }

    private final HuggingFaceTokenizer tokenizer;
    private final Vocabulary vocabulary;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private JsonTokenizer(HuggingFaceTokenizer tokenizer, Vocabulary vocabulary) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
    }

    /// Opens a tokenizer.
    ///
    /// @param file tokenizer.json, a SentencePiece model, the vocabulary of a byte-level pair
    /// encoding (its merges beside it), or a list of word pieces
    /// @param modelVocabulary number of token ids of the model it shall serve
    /// @throws BadInputException if the file cannot be used, or not with this model
    public static JsonTokenizer open(Path file, int modelVocabulary) {
        ObjectNode definition = TokenizerDefinition.read(file);
        Vocabulary vocabulary = Vocabulary.of(definition, file);
        vocabulary.requireFit(file, modelVocabulary);
        Map<String, String> options = Map.of("truncation", "false", "padding", "false");
        boolean complete = TokenizerFiles.form(file) == TokenizerFiles.Form.COMPLETE;
        try (InputStream json = complete
                ? Files.newInputStream(file)
                : new ByteArrayInputStream(definition.toString().getBytes(StandardCharsets.UTF_8))) {
            return new JsonTokenizer(HuggingFaceTokenizer.newInstance(json, options), vocabulary);
        } catch (IOException | RuntimeException failure) {
            throw new BadInputException(
                    file + " cannot be used as a tokenizer: " + failure.getMessage() + "; get the file again.",
                    failure);
        }
    }

    @Override
    public Tokenization encode(String text) {
        return encode(text, true);
    }

    @Override
    public Tokenization encodeBare(String text) {
        return encode(text, false);
    }

    private Tokenization encode(String text, boolean special) {
        // A lone surrogate is no character; the library would cut the text there.
        String sound = text.codePoints().allMatch(point -> point < 0xD800 || point > 0xDFFF)
                ? text
                : replaceLoneSurrogates(text);
        Encoding encoding = whileOpen(() -> tokenizer.encode(sound, special, false));
        long[] ids = encoding.getIds();
        String[] pieces = encoding.getTokens();
        CharSpan[] spans = encoding.getCharTokenSpans();
        long[] added = encoding.getSpecialTokenMask();
        int[] places = places(sound);
        List<Tokenization.Token> tokens = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < ids.length; i++) {
            CharSpan span = spans[i];
            boolean isAdded = added[i] != 0 || span == null;
            int start = isAdded ? last : places[Math.min(span.getStart(), places.length - 1)];
            int end = isAdded ? last : places[Math.min(span.getEnd(), places.length - 1)];
            if (!isAdded
                    && pieces[i].equals(SPACE)
                    && start == 0
                    && end > 0
                    && !Character.isWhitespace(sound.charAt(0))) {
                end = start; // the space that the tokenizer put before the text covers nothing of it
            }
            last = Math.max(last, end);
            tokens.add(new Tokenization.Token((int) ids[i], pieces[i], start, end, isAdded));
        }
        return new Tokenization(text, tokens);
    }

    /// The library's memory is given back by [#close()], which therefore waits for those who
    /// use it.
    private <T> T whileOpen(Supplier<T> use) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the tokenizer has been closed");
            }
            return use.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The library counts code points; the UTF-16 index of each of them and of the end.
    private static int[] places(String text) {
        int[] places = new int[text.codePointCount(0, text.length()) + 1];
        int index = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = index;
            if (index < text.length()) {
                index += Character.charCount(text.codePointAt(index));
            }
        }
        return places;
    }

    private static String replaceLoneSurrogates(String text) {
        StringBuilder sound = new StringBuilder(text.length());
        text.codePoints().forEach(point -> sound.appendCodePoint(point < 0xD800 || point > 0xDFFF ? point : 0xFFFD));
        return sound.toString();
    }

    @Override
    public String decode(int[] ids) {
        return whileOpen(
                () -> tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), true));
    }

    @Override
    public String piece(int id) {
        return vocabulary.pieces().getOrDefault(id, "");
    }

    @Override
    public int size() {
        return vocabulary.size();
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            tokenizer.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
