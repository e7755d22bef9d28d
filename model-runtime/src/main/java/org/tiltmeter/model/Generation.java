package org.tiltmeter.model;

/// A continuation.
///
/// @param prompt the tokens it began with
/// @param ids the tokens that were added, an end-of-text token not included
/// @param ended whether the model ended the text itself
public record Generation(int[] prompt, int[] ids, boolean ended) {}
