package org.tiltmeter.session;

import java.time.Instant;
import java.util.Optional;

/// What is known of a saved result before its document is read.
///
/// @param id its number in the session
/// @param kind what computed it: `audit`, `concepts`, `routing` or another word
/// @param name what the user calls it
/// @param createdAt when it was saved
/// @param modelFingerprint of the model that was measured, if there was one
/// @param settingsJson what it was computed with
/// @param provenanceJson where and by what it was computed
/// @param bytes size of the document as JSON
public record SavedResult(
        long id,
        String kind,
        String name,
        Instant createdAt,
        Optional<String> modelFingerprint,
        String settingsJson,
        String provenanceJson,
        long bytes) {}
