package org.tiltmeter.concept.sparse;

import org.tiltmeter.work.BadInputException;

/// How a small sparse autoencoder is trained.
///
/// @param seed of the beginning and of the order of the hidden states
/// @param features number of features
/// @param active how many may be on
/// @param steps number of steps
/// @param batch hidden states per step
/// @param rate step length of Adam
public record SparseTraining(long seed, int features, int active, int steps, int batch, double rate) {

    /// @throws BadInputException if a number is out of range
    public SparseTraining {
        if (features < 2 || features > 1 << 20) {
            throw new BadInputException(
                    "The number of features must lie between 2 and 1,048,576, not %d.".formatted(features));
        }
        if (active < 1 || active > features) {
            throw new BadInputException(
                    "The number of active features must lie between 1 and %d, not %d.".formatted(features, active));
        }
        if (steps < 1 || batch < 1 || !(rate > 0 && rate < 1)) {
            throw new BadInputException(
                    "Training needs at least one step and one hidden state each, and a rate between 0 and 1.");
        }
    }

    /// Seed 42, 512 features of which 16 may be on, 1,500 steps of 64 states at 0.002.
    public static SparseTraining defaults() {
        return new SparseTraining(42, 512, 16, 1_500, 64, 0.002);
    }
}
