package org.tiltmeter.routing;

import java.util.List;
import org.tiltmeter.work.BadInputException;

/// How experts are profiled; stored with the result so that it can be repeated.
///
/// @param seed of the draw of texts
/// @param mostTexts most texts that are run; of more, so many are taken evenly
/// @param minimumCount fewest tokens of an expert, of a marked stretch and of a vocabulary entry
///     for their association to be stated
/// @param masses for these shares of the router's probability the number of experts that reach
///     them is counted
/// @param examples number of tokens in their context that are kept for each expert
/// @param outputs whether what experts give out is measured as well (importance, norms, super
///     experts); it takes more memory and time
public record ProfileSettings(
        long seed, int mostTexts, int minimumCount, List<Double> masses, int examples, boolean outputs) {

    /// @throws BadInputException if a number is out of range
    public ProfileSettings {
        masses = List.copyOf(masses);
        if (mostTexts < 1 || minimumCount < 1 || examples < 0) {
            throw new BadInputException(
                    "The number of texts and the minimum count must be at least 1, and that of examples at least 0.");
        }
        for (double mass : masses) {
            if (!(mass > 0 && mass < 1)) {
                throw new BadInputException("A mass of probability must lie between 0 and 1, not " + mass + ".");
            }
        }
    }

    /// Seed 42, at most 2,000 texts, counts from 10 on, masses 0.4 and 0.9, 8 examples, outputs
    /// measured.
    public static ProfileSettings defaults() {
        return new ProfileSettings(42, 2_000, 10, List.of(0.4, 0.9), 8, true);
    }

    /// The same with another number of texts.
    public ProfileSettings withMostTexts(int other) {
        return new ProfileSettings(seed, other, minimumCount, masses, examples, outputs);
    }

    /// The same with another seed.
    public ProfileSettings withSeed(long other) {
        return new ProfileSettings(other, mostTexts, minimumCount, masses, examples, outputs);
    }
}
