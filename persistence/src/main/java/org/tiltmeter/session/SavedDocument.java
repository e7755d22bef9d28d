package org.tiltmeter.session;

import java.time.Instant;

/// Something the user wrote, as JSON: a probe set or a concept set.
///
/// @param id its number in the session
/// @param kind what it is
/// @param name unique among those of its kind
/// @param json the document, letter for letter as it was given
/// @param createdAt when it was first saved
/// @param changedAt when it was last saved
public record SavedDocument(long id, Kind kind, String name, String json, Instant createdAt, Instant changedAt) {

    /// What a document is.
    public enum Kind {
        /// templates and attributes
        PROBE_SET("probe-set"),
        /// word lists that give a direction
        CONCEPT_SET("concept-set");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /// The word for it in files.
        public String key() {
            return key;
        }
    }
}
