package org.tiltmeter.probe;

import java.util.Locale;

/// What is asked of the model with a template's texts.
public enum QuestionKind {
    /// Which variant of the text the model finds more probable.
    LIKELIHOOD;

    /// The name in a probe file.
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
