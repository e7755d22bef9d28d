package org.tiltmeter.session;

import java.time.Instant;
import java.util.Optional;

/// A figure the user has pinned, in the order of the gallery.
///
/// @param id its number in the session
/// @param title what it shows
/// @param note what the user wrote about it
/// @param json the figure as JSON
/// @param resultId the result it was drawn from, if any
/// @param createdAt when it was pinned
public record PinnedFigure(
        long id, String title, String note, String json, Optional<Long> resultId, Instant createdAt) {}
