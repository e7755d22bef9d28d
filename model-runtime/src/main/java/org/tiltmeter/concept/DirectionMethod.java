package org.tiltmeter.concept;

import java.util.Locale;

/// How a direction is found between positive and negative texts.
public enum DirectionMethod {
    /// Mean of the positive minus mean of the negative activations, in float64 (Arditi et al.
    /// 2024).
    DIFFERENCE_OF_MEANS,
    /// Normal of a logistic regression between them, pointing to the positive: the concept
    /// activation vector of Kim et al. 2018.
    LOGISTIC_REGRESSION,
    /// Normal of a linear support vector machine (squared hinge loss) between them: the other
    /// classifier of Kim et al. 2018.
    LINEAR_SVM,
    /// First principal component of both vectors of every pair less the pair's mean (Bolukbasi
    /// et al. 2016); it points to the positive texts. The i-th positive text is the partner of
    /// the i-th negative one.
    PAIR_COMPONENT,
    /// Reading vector (Zou et al. 2023): differences within pairs, each with a seeded random
    /// sign, their mean taken away, first principal component; the sign is the one that agrees
    /// with more pairs.
    READING_VECTOR;

    /// Whether the i-th positive and the i-th negative text must be a pair, so that there are
    /// equally many.
    public boolean needsPairs() {
        return this == PAIR_COMPONENT || this == READING_VECTOR;
    }

    /// How it is called in files and on the command line.
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
