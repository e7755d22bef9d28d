package org.tiltmeter.report;

/// One thing that is known, by name.
///
/// @param name what it is, such as `Operating system`
/// @param value what it is worth, as text
public record Fact(String name, String value) {}
