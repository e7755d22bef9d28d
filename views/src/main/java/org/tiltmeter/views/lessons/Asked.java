package org.tiltmeter.views.lessons;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Texts;

/// What a step asks of a model, as a digest: a recording of another question is no recording of this one.
///
/// @param digest of all that decides the answer but model and seed
/// @param fingerprint of the model
/// @param seed of everything random
record Asked(String digest, String fingerprint, long seed) {

    static String audit(ProbeSet probes) {
        return Fingerprints.combined(Map.of(
                "probes",
                ProbeFile.toJson(probes),
                "settings",
                AuditSettings.defaults().withSeed(0).toString()));
    }

    static String silencing(ProbeSet probes, List<Silencing.Expert> experts) {
        return Fingerprints.combined(Map.of("audit", audit(probes), "experts", experts.toString()));
    }

    static String directions(ConceptSet concepts) {
        return Fingerprints.combined(Map.of(
                "concepts",
                ConceptFile.toJson(concepts),
                "settings",
                ConceptSettings.defaults().withSeed(0).toString()));
    }

    /// Why a recording is not of this question to this model; empty if it is.
    Optional<String> whyNot(RecordedStep.Origin origin) {
        if (!origin.fingerprint().equals(fingerprint)) {
            return Optional.of(
                    Texts.get("lessons.otherModel", shortened(origin.fingerprint()), shortened(fingerprint)));
        }
        if (origin.seed() != seed) {
            return Optional.of(Texts.get("lessons.otherSeed", Long.toString(origin.seed()), Long.toString(seed)));
        }
        return origin.asked().equals(digest) ? Optional.empty() : Optional.of(Texts.get("lessons.otherQuestion"));
    }

    /// The beginning of a fingerprint, as people compare it.
    static String shortened(String fingerprint) {
        return fingerprint.isEmpty()
                ? Texts.get("number.none")
                : fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }
}
