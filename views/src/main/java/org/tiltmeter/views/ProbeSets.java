package org.tiltmeter.views;

import java.util.List;
import java.util.Map;
import org.tiltmeter.probe.ProbeSet;

/// Probe sets to begin with.
public final class ProbeSets {

    /// Nothing in it.
    public static final ProbeSet EMPTY = new ProbeSet("", "", "", List.of(), Map.of(), List.of());

    private ProbeSets() {}

    /// Whether nothing has been written into it.
    public static boolean isEmpty(ProbeSet probes) {
        return probes.attributes().isEmpty()
                && probes.slots().isEmpty()
                && probes.templates().isEmpty();
    }
}
