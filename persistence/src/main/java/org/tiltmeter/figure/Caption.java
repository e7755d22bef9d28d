package org.tiltmeter.figure;

import java.util.ArrayList;
import java.util.List;

/// The words around a figure.
///
/// @param title what is shown, without a full stop
/// @param finding one sentence with size, interval and n; empty where there is none
/// @param alternativeText what someone who cannot see the figure must know
/// @param howToRead how the figure is read, shown on demand; empty where it needs none
/// @param footer provenance and cautions, one line each, printed under the figure wherever it goes
public record Caption(String title, String finding, String alternativeText, String howToRead, List<String> footer) {

    /// Copies the list.
    public Caption {
        footer = List.copyOf(footer);
    }

    /// A caption with a title and nothing else; the title serves as alternative text.
    public static Caption of(String title) {
        return new Caption(title, "", title, "", List.of());
    }

    /// The same with another finding.
    public Caption withFinding(String sentence) {
        return new Caption(title, sentence, alternativeText, howToRead, footer);
    }

    /// The same with another alternative text.
    public Caption withAlternativeText(String text) {
        return new Caption(title, finding, text, howToRead, footer);
    }

    /// The same with another explanation of how to read the figure.
    public Caption withHowToRead(String text) {
        return new Caption(title, finding, alternativeText, text, footer);
    }

    /// The same with one more footer line; an empty line adds nothing.
    public Caption withFooter(String line) {
        if (line.isEmpty()) {
            return this;
        }
        List<String> lines = new ArrayList<>(footer);
        lines.add(line);
        return new Caption(title, finding, alternativeText, howToRead, lines);
    }
}
