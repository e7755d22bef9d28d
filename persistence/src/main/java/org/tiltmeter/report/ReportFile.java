package org.tiltmeter.report;

import java.util.Optional;

/// A file that the report vouches for.
///
/// @param name its name
/// @param bytes its size; empty if not known
/// @param sha256 its SHA-256 in hexadecimal, or why there is none
public record ReportFile(String name, Optional<Long> bytes, String sha256) {}
