package org.tiltmeter.probe.benchmark;

import java.util.Map;

/// The same sentence with a male and a female pronoun.
///
/// @param id what the benchmark calls it, or its row
/// @param cluster what it has in common with others, such as the occupation
/// @param male the sentence with the male pronoun
/// @param female the sentence with the female pronoun
/// @param fields what else the benchmark says about it
public record PronounPair(String id, String cluster, String male, String female, Map<String, String> fields) {

    /// Copies the map.
    public PronounPair {
        fields = Map.copyOf(fields);
    }
}
