package org.tiltmeter.statistics;

/// A value with its interval.
///
/// @param value the point estimate
/// @param interval how sure it is
/// @param units number of independent units it rests on
public record Estimate(double value, Interval interval, int units) {}
