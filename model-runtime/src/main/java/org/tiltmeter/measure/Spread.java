package org.tiltmeter.measure;

/// Where the differences of one comparison come from, as shares of their mean square, and how far
/// the result hangs
/// on single templates. Our own decomposition: Σ d² = n·mean² + Σ between templates + Σ between
/// words of the groups +
/// Σ between slot words + rest, each term the squared deviation of that factor's means from the
/// overall mean; shares
/// are of the sum of the parts where these overlap.
///
/// @param attribute share of the exchange itself: what all pairs have in common
/// @param template share of the templates
/// @param term share of the words that stand for the groups, such as names
/// @param slotWord share of the words that fill the slots, such as occupations
/// @param rest what none of these explains
/// @param signAgreement share of templates whose mean has the sign of the overall mean
/// @param leaveOneOutLow smallest mean when one template is left out; NaN with fewer than two
///     templates
/// @param leaveOneOutHigh largest mean when one template is left out
public record Spread(
        double attribute,
        double template,
        double term,
        double slotWord,
        double rest,
        double signAgreement,
        double leaveOneOutLow,
        double leaveOneOutHigh) {}
