package org.tiltmeter.session;

import java.util.Optional;

/// A result to be saved.
///
/// @param kind what computed it: `audit`, `concepts`, `routing` or another word
/// @param name what the user calls it
/// @param modelFingerprint of the model that was measured, if there was one
/// @param settingsJson what it was computed with, a JSON object
/// @param provenanceJson where and by what it was computed, a JSON object
/// @param json the result itself, JSON
public record NewResult(
        String kind,
        String name,
        Optional<String> modelFingerprint,
        String settingsJson,
        String provenanceJson,
        String json) {}
