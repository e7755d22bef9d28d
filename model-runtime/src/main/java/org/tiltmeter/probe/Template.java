package org.tiltmeter.probe;

/// A text with places to fill: `{attribute.form}` and `{slot}`; `{{` and `}}` stand for the
/// braces themselves.
/// `{attribute.form|other}` is the other group of the pair, for two profiles in one text;
/// `{options}` and
/// `{options.letters}` in a choice list the options, in every order.
///
/// @param id unique within its probe set
/// @param text what is filled
/// @param question what is asked of the model
/// @param answering what the question needs beside its text
public record Template(String id, String text, QuestionKind question, Answering answering) {

    /// A template that needs nothing beside its text.
    public Template(String id, String text, QuestionKind question) {
        this(id, text, question, Answering.NONE);
    }

    /// The same with another id.
    public Template withId(String other) {
        return new Template(other, text, question, answering);
    }

    /// The same with another text.
    public Template withText(String other) {
        return new Template(id, other, question, answering);
    }

    /// The same asking something else.
    public Template asking(QuestionKind other, Answering otherAnswering) {
        return new Template(id, text, other, otherAnswering);
    }
}
