package org.tiltmeter.sample.calibration;

import org.tiltmeter.statistics.Estimate;

/// How often a test finds a difference where there is none.
///
/// @param what which tests
/// @param tests number of tests
/// @param alarms share with p of at most 0.05, before correction
/// @param excluded share whose 95 % interval excludes zero
/// @param typical mean absolute difference, nats
public record FalseAlarms(String what, int tests, Estimate alarms, Estimate excluded, double typical) {}
