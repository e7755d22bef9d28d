package org.tiltmeter.concept.sparse;

/// How well a sparse autoencoder does on some hidden states.
///
/// @param tokens number of hidden states looked at
/// @param unexplained Σ |x − x̂|² / Σ |x − mean|²: 0 gives every state back, 1 is no better than their mean
/// @param active mean number of features that are on
/// @param silent share of the features that are on for none of these states, 0 … 1
public record SparseQuality(int tokens, double unexplained, double active, double silent) {}
