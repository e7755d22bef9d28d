package org.tiltmeter.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.tokenizer.Tokenizer;

/// Splits texts into words and marks, each new one getting the next id; id 0 is the start of text. Words longer than
/// twelve letters become two tokens.
public final class WordTokenizer implements Tokenizer {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}']{1,12}|[^\\s\\p{L}\\p{N}']");

    private final List<String> pieces = new ArrayList<>(List.of("<s>"));

    @Override
    public Tokenization encode(String text) {
        return encode(text, true);
    }

    @Override
    public Tokenization encodeBare(String text) {
        return encode(text, false);
    }

    private Tokenization encode(String text, boolean start) {
        List<Token> tokens = new ArrayList<>();
        if (start) {
            tokens.add(new Token(0, "<s>", 0, 0, true));
        }
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (!pieces.contains(word.group())) {
                pieces.add(word.group());
            }
            tokens.add(new Token(pieces.indexOf(word.group()), word.group(), word.start(), word.end(), false));
        }
        return new Tokenization(text, tokens);
    }

    @Override
    public String decode(int[] ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(id == 0 ? "" : piece(id) + " ");
        }
        return text.toString().strip();
    }

    @Override
    public String piece(int id) {
        return id < pieces.size() ? pieces.get(id) : "";
    }

    @Override
    public int size() {
        return pieces.size();
    }

    @Override
    public void close() {}
}
