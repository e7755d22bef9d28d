package org.tiltmeter.probe;

import java.util.List;

/// A pair with everything that is asked about it.
///
/// @param pair the two texts
/// @param kind what is asked
/// @param relative whether both texts show both groups in opposite order, so that an answer is a
///     choice
///     between them
/// @param a the questions of text A
/// @param b the questions of text B
public record AskedPair(CounterfactualPair pair, QuestionKind kind, boolean relative, Side a, Side b) {

    /// The questions of one text.
    ///
    /// @param prompts the text in every polarity and order of options; the first is the pair's
    ///     own text
    /// @param targets the answers, their places filled
    public record Side(List<Prompt> prompts, List<Target> targets) {

        /// Copies the lists.
        public Side {
            prompts = List.copyOf(prompts);
            targets = List.copyOf(targets);
        }
    }

    /// One text to ask.
    ///
    /// @param text what the model reads
    /// @param negated whether it asks the opposite
    /// @param order positions of the targets as the text lists them; empty where it lists none
    /// @param letters whether the answers are the letters before the options
    public record Prompt(String text, boolean negated, List<Integer> order, boolean letters) {

        /// Copies the list.
        public Prompt {
            order = List.copyOf(order);
        }

        /// The letter before an option.
        ///
        /// @param target position of the target
        public String letter(int target) {
            return String.valueOf((char) ('A' + order.indexOf(target)));
        }
    }
}
