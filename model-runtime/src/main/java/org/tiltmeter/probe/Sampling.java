package org.tiltmeter.probe;

import java.util.List;

/// What a generation question asks for.
///
/// @param samples seeded continuations of each text
/// @param tokens most tokens of each
/// @param scorings what is counted in them
public record Sampling(int samples, int tokens, List<Scoring> scorings) {

    /// Most continuations of one text.
    public static final int MOST_SAMPLES = 1_000;

    /// Most tokens of one continuation.
    public static final int MOST_TOKENS = 2_000;

    /// Copies the list.
    public Sampling {
        scorings = List.copyOf(scorings);
    }
}
