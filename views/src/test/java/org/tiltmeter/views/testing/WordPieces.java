package org.tiltmeter.views.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenizer;

/// Words with the space before them as tokens, learned as they come; a start token before each text.
final class WordPieces implements Tokenizer {

    private static final String START = "<s>";

    private final List<String> pieces = new ArrayList<>(List.of(START));

    @Override
    public synchronized Tokenization encode(String text) {
        List<Tokenization.Token> tokens = new ArrayList<>();
        tokens.add(new Tokenization.Token(0, START, 0, 0, true));
        tokens.addAll(encodeBare(text).tokens());
        return new Tokenization(text, tokens);
    }

    @Override
    public synchronized Tokenization encodeBare(String text) {
        List<Tokenization.Token> tokens = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(' ', start + 1);
            end = end < 0 ? text.length() : end;
            String piece = text.substring(start, end);
            if (!pieces.contains(piece)) {
                pieces.add(piece);
            }
            tokens.add(new Tokenization.Token(pieces.indexOf(piece), piece, start, end, false));
            start = end;
        }
        return new Tokenization(text, tokens);
    }

    @Override
    public synchronized String decode(int[] ids) {
        return IntStream.of(ids).filter(id -> id != 0).mapToObj(this::piece).collect(Collectors.joining());
    }

    @Override
    public synchronized String piece(int id) {
        return id < pieces.size() ? pieces.get(id) : "";
    }

    @Override
    public synchronized int size() {
        return pieces.size();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
