package org.tiltmeter.concept;

/// How a direction is found between positive and negative texts.
public enum DirectionMethod {
    /// Mean of the positive minus mean of the negative activations, in float64 (Arditi et al. 2024).
    DIFFERENCE_OF_MEANS,
    /// Normal of a logistic regression between them, pointing to the positive: the concept activation vector
    /// of Kim
    /// et al. 2018.
    LOGISTIC_REGRESSION
}
