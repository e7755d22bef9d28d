package org.tiltmeter.sample.training;

import java.util.Arrays;
import org.tiltmeter.model.Tensor;
import org.tiltmeter.sample.grammar.TextSampler;

/// An endless stream of training batches: texts one after the other in rows, each between a start and an end token. A
/// text that reaches the end of its row is cut there. For one thread.
final class Batches {

    /// What the loss leaves out.
    private static final long NO_TARGET = -100;

    private final Vocabulary vocabulary;
    private final TextSampler texts;
    private final int rows;
    private final int tokens;

    /// @param rows rows in a batch
    /// @param tokens tokens in a row
    Batches(Vocabulary vocabulary, TextSampler texts, int rows, int tokens) {
        this.vocabulary = vocabulary;
        this.texts = texts;
        this.rows = rows;
        this.tokens = tokens;
    }

    /// One batch, each part `[rows, tokens]`.
    ///
    /// @param ids the tokens
    /// @param texts which text of its row a token belongs to: tokens of different texts do not see each other
    /// @param targets the token that follows, −100 after the end of a text
    record Batch(Tensor ids, Tensor texts, Tensor targets) {}

    /// The next batch.
    Batch next() {
        long[] ids = new long[rows * tokens];
        long[] owners = new long[rows * tokens];
        long[] targets = new long[rows * tokens];
        Arrays.fill(targets, NO_TARGET);
        for (int row = 0; row < rows; row++) {
            int at = 0;
            for (int owner = 0; at < tokens; owner++) {
                int[] text = text();
                for (int i = 0; i < text.length && at < tokens; i++, at++) {
                    ids[row * tokens + at] = text[i];
                    owners[row * tokens + at] = owner;
                    if (i + 1 < text.length) {
                        targets[row * tokens + at] = text[i + 1];
                    }
                }
            }
        }
        return new Batch(
                Tensor.of(ids, rows, tokens), Tensor.of(owners, rows, tokens), Tensor.of(targets, rows, tokens));
    }

    private int[] text() {
        int[] inside = vocabulary.encode(texts.next());
        int[] text = new int[inside.length + 2];
        text[0] = vocabulary.special(Vocabulary.START);
        System.arraycopy(inside, 0, text, 1, inside.length);
        text[text.length - 1] = vocabulary.special(Vocabulary.END);
        return text;
    }
}
