package org.tiltmeter.session;

import java.time.Instant;

/// A note of the user.
///
/// @param id its number in the session
/// @param subject what it is about: `session`, `result:12`, `report:purpose`, or another word of the caller's
/// @param text what the user wrote
/// @param createdAt when it was first saved
/// @param changedAt when it was last saved
public record SavedNote(long id, String subject, String text, Instant createdAt, Instant changedAt) {}
