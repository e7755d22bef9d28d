package org.tiltmeter.model;

/// How probable a model finds a sequence.
///
/// @param ids the tokens, `[tokens]`
/// @param logProbabilities natural logarithm of each token's probability given those before it, `[tokens]`; the first
///     is 0, because nothing precedes it, unless a decoder's start token does. Of a masked model: given all others, and
///     0 for the tokens that frame a text
public record SequenceScore(int[] ids, double[] logProbabilities) {

    /// Log-probability of the tokens `from` (inclusive) to `to` (exclusive), in nats.
    public double sum(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += logProbabilities[i];
        }
        return sum;
    }

    /// Log-probability of everything after the first token, in nats.
    public double total() {
        return sum(0, ids.length);
    }
}
