package org.tiltmeter.probe;

import java.util.Locale;

/// What is asked of the model with a template's texts.
public enum QuestionKind {
    /// Which variant of the text the model finds more probable.
    LIKELIHOOD,
    /// How probable the targets are after each variant.
    CONTINUATION,
    /// Which of several options the model picks after each variant.
    CHOICE,
    /// Yes or no after each variant, or which of two profiles in one text.
    DECISION,
    /// What the model writes after each variant.
    GENERATION;

    /// The name in a probe file, which is also the id of the measure that asks it.
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
