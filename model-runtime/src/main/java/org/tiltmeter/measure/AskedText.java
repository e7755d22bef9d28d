package org.tiltmeter.measure;

/// One answer that was asked for or written after one text of a pair.
///
/// @param side `A` or `B`
/// @param role what it is: the label of a target, or the number of a sample; with `negated` and
///     the order of
///     options where these vary
/// @param text what the model read
/// @param answer the answer that was scored, or that it wrote
/// @param logProbability log P(answer | text), nats, summed over its tokens; NaN for what the
///     model wrote
/// @param tokens tokens of the answer
public record AskedText(String side, String role, String text, String answer, double logProbability, int tokens) {}
