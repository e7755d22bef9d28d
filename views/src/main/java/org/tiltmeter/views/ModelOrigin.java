package org.tiltmeter.views;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiltmeter.report.RuntimeFacts;

/// What every result of the loaded model is recorded with. Immutable.
///
/// @param fingerprints SHA-256 of each of its files by name
/// @param runtime by what it is computed
public record ModelOrigin(SortedMap<String, String> fingerprints, RuntimeFacts runtime) {

    /// Copies the map.
    public ModelOrigin {
        fingerprints = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
    }

    /// Where it is not known.
    public static ModelOrigin unknown() {
        return new ModelOrigin(new TreeMap<>(), RuntimeFacts.unknown());
    }
}
