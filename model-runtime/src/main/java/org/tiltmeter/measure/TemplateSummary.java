package org.tiltmeter.measure;

/// One template's pairs of one attribute and two of its groups.
///
/// @param template id of the template
/// @param pairs number of pairs
/// @param mean mean difference, nats
/// @param standardDeviation of the pairs' differences, divisor n − 1; NaN for one pair
public record TemplateSummary(String template, int pairs, double mean, double standardDeviation) {}
