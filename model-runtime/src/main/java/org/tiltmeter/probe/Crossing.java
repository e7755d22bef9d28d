package org.tiltmeter.probe;

/// Four texts over two attributes: the first attribute exchanged while the second shows one
/// group, and again
/// while it shows another.
///
/// @param other name of the second attribute
/// @param otherA its group in the first pair
/// @param otherB its group in the second pair
/// @param first the pair that holds `otherA`
/// @param second the pair that holds `otherB`
public record Crossing(String other, String otherA, String otherB, AskedPair first, AskedPair second) {}
