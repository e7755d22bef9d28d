package org.tiltmeter.model.bench;

import java.util.List;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.work.BadInputException;

/// What is measured, and how often.
///
/// @param open how the model is opened
/// @param shapes how many texts of which length are computed together
/// @param repetitions measured passes of each kind, after two that are not counted
/// @param generated tokens of the measured generation
/// @param seed of the token ids
public record BenchSettings(OpenSettings open, List<BenchShape> shapes, int repetitions, int generated, long seed) {

    /// @throws BadInputException if nothing would be measured
    public BenchSettings {
        shapes = List.copyOf(shapes);
        if (repetitions < 1) {
            throw new BadInputException("The number of repetitions must be at least 1, not " + repetitions + ".");
        }
        if (generated < 2) {
            throw new BadInputException(
                    "At least 2 tokens must be generated to measure their speed, not " + generated + ".");
        }
    }
}
