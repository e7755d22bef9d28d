package org.tiltmeter.statistics;

/// What a permutation test found.
///
/// @param statistic the observed value of the test statistic
/// @param p two-sided probability of a statistic at least as extreme if there were no effect
/// @param permutations number of rearrangements looked at
/// @param exact whether these were all that exist, so that p has no sampling error
public record TestResult(double statistic, double p, long permutations, boolean exact) {}
