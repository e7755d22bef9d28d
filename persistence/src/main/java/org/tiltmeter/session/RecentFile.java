package org.tiltmeter.session;

import java.nio.file.Path;
import java.time.Instant;

/// A model or session that was opened before.
///
/// @param kind which of the two
/// @param path where it lay then
/// @param name what it was called
/// @param openedAt when it was last opened
public record RecentFile(Kind kind, Path path, String name, Instant openedAt) {

    /// What was opened.
    public enum Kind {
        /// a model folder
        MODEL,
        /// a session file
        SESSION
    }
}
