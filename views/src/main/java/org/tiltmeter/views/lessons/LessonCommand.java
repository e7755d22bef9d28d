package org.tiltmeter.views.lessons;

/// Something a lesson has the program do, as if the class had clicked.
///
/// @param kind what
/// @param value with what; empty where nothing is needed
public record LessonCommand(Kind kind, String value) {

    /// What a lesson can have the program do.
    public enum Kind {
        /// Opens a sample model, by the name of its folder.
        MODEL("model"),
        /// Takes a sample probe set: `occupations`, with only some words `occupations: nurse, mason`, with the first
        /// three sentences only `occupations/3`.
        PROBES("probes"),
        /// Takes a sample concept set.
        CONCEPTS("concepts"),
        /// Goes to a screen, by its id.
        SCREEN("screen"),
        /// Runs the audit and waits for its result.
        RUN("run"),
        /// Selects the first pair whose texts hold all these words.
        PAIR("pair"),
        /// Selects a layer, from 0.
        LAYER("layer"),
        /// Selects an expert, from 0.
        EXPERT("expert"),
        /// Finds the directions of the concepts.
        DIRECTIONS("directions"),
        /// Presses a button or switch of the screen, by its id.
        PRESS("press"),
        /// Draws attention to a part of the screen, by its id.
        POINT("point"),
        /// Audits again with experts silenced one after the other: `1/5, 1/2` for experts 5 and 2 of layer 1.
        SILENCE("silence"),
        /// Shows the sliders with which a class trains a model of its own.
        TRAIN("train");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// How a lesson file calls it.
        public String word() {
            return word;
        }

        /// Whether it computes something that a recording can stand in for.
        boolean computes() {
            return this == RUN || this == DIRECTIONS || this == SILENCE;
        }

        /// Whether it needs a value.
        public boolean needsValue() {
            return this != RUN && this != TRAIN && this != DIRECTIONS;
        }
    }
}
