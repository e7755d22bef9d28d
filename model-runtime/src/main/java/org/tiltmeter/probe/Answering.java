package org.tiltmeter.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a question other than likelihood needs beside its text.
///
/// @param targets the answers that are compared; empty for a yes-or-no decision means yes and no
/// @param negated the same question with the opposite meaning, places included; empty if there is
///     none
/// @param neutral content-free texts after which the answers' prior is measured; `{words}` in one
///     stands for
///     random words
///     of the probe set
/// @param sampling what is generated; null for every other kind
public record Answering(
        List<Target> targets,
        String negated,
        List<String> neutral,
        @Nullable Sampling sampling) {

    /// Nothing, as for a likelihood question.
    public static final Answering NONE = new Answering(List.of(), "", List.of(), null);

    /// Copies the lists.
    public Answering {
        targets = List.copyOf(targets);
        neutral = List.copyOf(neutral);
    }

    /// With these targets only.
    public static Answering of(Target... targets) {
        return new Answering(List.of(targets), "", List.of(), null);
    }

    /// With other targets.
    public Answering withTargets(List<Target> others) {
        return new Answering(others, negated, neutral, sampling);
    }

    /// With a negated twin.
    public Answering withNegated(String other) {
        return new Answering(targets, other, neutral, sampling);
    }

    /// With content-free texts.
    public Answering withNeutral(List<String> others) {
        return new Answering(targets, negated, others, sampling);
    }

    /// With other sampling.
    public Answering withSampling(@Nullable Sampling other) {
        return new Answering(targets, negated, neutral, other);
    }
}
