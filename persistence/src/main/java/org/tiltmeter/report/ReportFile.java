package org.tiltmeter.report;

/// A file that the report vouches for.
///
/// @param name its name
/// @param bytes its size
/// @param sha256 its SHA-256 in hexadecimal, or why there is none
public record ReportFile(String name, long bytes, String sha256) {}
