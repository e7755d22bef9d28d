package org.tiltmeter.probe;

/// A text with places to fill: `{attribute.form}` and `{slot}`; `{{` and `}}` stand for the braces themselves.
///
/// @param id unique within its probe set
/// @param text what is filled
/// @param question what is asked of the model
public record Template(String id, String text, QuestionKind question) {}
