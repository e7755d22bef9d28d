package org.tiltmeter.views.model;

import org.tiltmeter.architecture.ModelSummary;

/// A model that has been looked at and may be loaded.
///
/// @param summary what its files say
/// @param freeMemory bytes free when it was looked at
/// @param device what it would run on
public record Candidate(ModelSummary summary, long freeMemory, String device) {

    /// Whether it fits into memory.
    public MemoryFit fit() {
        return MemoryFit.of(summary.memoryBytes(), freeMemory);
    }
}
