package org.tiltmeter.concept.sparse;

/// How a sparse autoencoder decides which features are on, given what its encoder makes of a vector.
public enum SparseActivation {
    /// Whatever is above 0 (Bricken et al. 2023).
    RELU,
    /// Whatever is above the feature's own threshold, with its full value (Rajamanoharan et al. 2024).
    JUMP_RELU,
    /// The largest so many, as far as they are above 0 (Gao et al. 2024).
    TOP_K
}
