package org.tiltmeter.measure;

/// A pair that the probe set leaves out.
///
/// @param index its place in the expansion
/// @param template id of its template
/// @param textA text A
/// @param textB text B
/// @param reason why
public record ExcludedPair(long index, String template, String textA, String textB, String reason) {}
