package org.tiltmeter.concept;

/// Turns hidden states of one layer into features, as a sparse autoencoder's encoder does. Pure,
/// and safe for several threads.
public interface FeatureEncoder {

    /// What the encoder is called in results.
    String name();

    /// Which hidden state it reads: 0 is the embedding, the last is after the final norm.
    int layer();

    /// Number of features.
    int features();

    /// Features of hidden states.
    ///
    /// @param activations `[rows][hidden size]`
    /// @return `[rows][features]`
    float[][] encode(float[][] activations);
}
