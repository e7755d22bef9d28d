package org.tiltmeter.hub;

/// A file of a model at a hub.
///
/// @param name a plain name, without a folder
/// @param bytes its size
/// @param checksum what its content must be
public record HubFile(String name, long bytes, Checksum checksum) {}
