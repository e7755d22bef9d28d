package org.tiltmeter.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a saved trace before its arrays are read.
///
/// @param id its number in the session
/// @param name what the user calls it
/// @param createdAt when it was saved
/// @param modelFingerprint of the model that was traced, if known
/// @param resultId the result it belongs to, if any
/// @param metadataJson tokens, positions and whatever else explains the arrays
/// @param arrays name and shape of each array
public record SavedTrace(
        long id,
        String name,
        Instant createdAt,
        Optional<String> modelFingerprint,
        Optional<Long> resultId,
        String metadataJson,
        List<Heading> arrays) {

    /// Copies the list.
    public SavedTrace {
        arrays = List.copyOf(arrays);
    }

    /// An array's name and shape, outermost dimension first.
    public record Heading(String name, List<Integer> shape) {

        /// Copies the list.
        public Heading {
            shape = List.copyOf(shape);
        }
    }
}
