package org.tiltmeter.session;

import java.time.Instant;

/// What a session is.
///
/// @param identity a number of its own that its copies share
/// @param title what the user calls it
/// @param createdAt when it began
/// @param programVersion the version of the program that began it
public record SessionHeading(String identity, String title, Instant createdAt, String programVersion) {}
