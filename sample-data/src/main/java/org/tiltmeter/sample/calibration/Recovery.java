package org.tiltmeter.sample.calibration;

import org.tiltmeter.statistics.Estimate;

/// How one planted association came out over repeated subsamples.
///
/// @param association what was planted
/// @param first first group
/// @param second the other group
/// @param words words of graded strength
/// @param audits audits in all
/// @param covered share of the audits whose interval contains the planted difference
/// @param coveredModel share of the audits whose interval contains the model's own difference
///     over all sentences and
///     words
/// @param slope regression slope of measured on planted difference over words; not a number
///     where all are equal
/// @param meanError mean absolute difference of the model's own and the planted difference
///     over words, nats
/// @param halfWidth mean half width of the intervals, nats
public record Recovery(
        String association,
        String first,
        String second,
        int words,
        int audits,
        Estimate covered,
        Estimate coveredModel,
        double slope,
        double meanError,
        double halfWidth) {}
