package org.tiltmeter.concept.causal;

import org.tiltmeter.statistics.Interval;

/// What one dose does.
///
/// @param dose how far the residual stream was moved, in distances between the concept's positive and negative texts
/// @param measure mean over templates of the mean difference of their pairs, first group less second, in the unit of
///     the measure
/// @param interval of the measure, by resampling templates and pairs within
/// @param perplexity of the neutral texts
/// @param divergence of the predictions on neutral texts from those without a change, nats per token
public record SteeringDose(double dose, double measure, Interval interval, double perplexity, double divergence) {}
