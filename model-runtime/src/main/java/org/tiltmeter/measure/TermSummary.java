package org.tiltmeter.measure;

import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.Estimate;

/// One word of a slot (an occupation): how the model leans where it stands.
///
/// @param slot name of the slot
/// @param term the word
/// @param templates number of templates it occurs in, the units of the interval
/// @param pairs number of pairs
/// @param difference mean over templates of log P(A) − log P(B), nats
/// @param shareA share of group A that the mean difference stands for, 1 / (1 +
///     exp(−difference)), with the
///     interval
///     carried over; NaN for other measures than likelihood
/// @param p sign-flip test over the word's templates; null with too few
/// @param adjustedP the same over all words of the slot: Westfall and Young's largest statistic
///     where every word
///     stands in every template, else Benjamini and Hochberg; null where there is no test
public record TermSummary(
        String slot,
        String term,
        int templates,
        int pairs,
        Estimate difference,
        Estimate shareA,
        @Nullable Double p,
        @Nullable Double adjustedP) {

    TermSummary withAdjustedP(double adjusted) {
        return new TermSummary(slot, term, templates, pairs, difference, shareA, p, adjusted);
    }
}
