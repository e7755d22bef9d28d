package org.tiltmeter.measure.benchmark;

import java.util.List;
import java.util.Map;

/// One item of a benchmark and what the model made of it.
///
/// @param id what the benchmark calls it, or its row
/// @param fields what the benchmark says about it (category, occupation …)
/// @param texts its texts with their log-probabilities
/// @param value the item's contribution, in the unit that the measure's notes name
public record BenchmarkItem(String id, Map<String, String> fields, List<ScoredText> texts, double value) {

    /// Copies the collections.
    public BenchmarkItem {
        fields = Map.copyOf(fields);
        texts = List.copyOf(texts);
    }

    /// One text of an item.
    ///
    /// @param role what it is in the benchmark, such as `sent_more`
    /// @param text the text, or the part of it that was scored
    /// @param logProbability nats, summed over the scored tokens
    /// @param tokens number of scored tokens, the first of a sequence not among them
    public record ScoredText(String role, String text, double logProbability, int tokens) {}
}
