package org.tiltmeter.measure;

/// The difference in differences of four texts: how much the first attribute's difference changes
/// with the second
/// attribute.
///
/// @param other name of the second attribute
/// @param otherA its group in the first pair
/// @param otherB its group in the second pair
/// @param first the pair that holds `otherA`
/// @param second the pair that holds `otherB`
/// @param difference first difference − second difference, in the unit of the outcome
public record ScoredCrossing(
        String other, String otherA, String otherB, ScoredPair first, ScoredPair second, double difference) {}
