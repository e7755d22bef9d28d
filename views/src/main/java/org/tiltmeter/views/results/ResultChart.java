package org.tiltmeter.views.results;

/// What the chart of a result can show.
public enum ResultChart {
    /// Every comparison of the same unit, with its neutral swaps.
    OVERVIEW,
    /// The words of the comparison, or its templates.
    WORDS,
    /// How the values of the two groups are distributed.
    GROUPS,
    /// The model's share of each word against its real share.
    REAL_SHARES,
    /// The result beside a reference.
    COMPARED
}
