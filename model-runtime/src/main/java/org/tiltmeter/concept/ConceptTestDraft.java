package org.tiltmeter.concept;

import java.util.List;

/// What is being asked in association tests, of sensitivities and of moral directions, finished or not.
///
/// @param words the lists of an association test
/// @param sensitivity what answers are asked for
/// @param actions what a moral direction is asked of
public record ConceptTestDraft(WordSets words, Answers sensitivity, ConceptQuestions.Actions actions) {

    /// Nothing yet.
    public static final ConceptTestDraft EMPTY = new ConceptTestDraft(
            new WordSets("", none(), none(), none(), none(), List.of()),
            new Answers(List.of(), List.of(), List.of()),
            new ConceptQuestions.Actions("", List.of(), List.of(), List.of()));

    /// What a sensitivity is asked of.
    ///
    /// @param texts after which answers are asked for
    /// @param answerA words that count as plus
    /// @param answerB words that count as minus
    public record Answers(List<String> texts, List<String> answerA, List<String> answerB) {

        /// Copies the lists.
        public Answers {
            texts = List.copyOf(texts);
            answerA = List.copyOf(answerA);
            answerB = List.copyOf(answerB);
        }
    }

    private static WordSets.Words none() {
        return new WordSets.Words("", List.of());
    }

    /// The same with other word lists.
    public ConceptTestDraft withWords(WordSets other) {
        return new ConceptTestDraft(other, sensitivity, actions);
    }

    /// The same with other answers.
    public ConceptTestDraft withSensitivity(Answers other) {
        return new ConceptTestDraft(words, other, actions);
    }

    /// The same with other actions.
    public ConceptTestDraft withActions(ConceptQuestions.Actions other) {
        return new ConceptTestDraft(words, sensitivity, other);
    }
}
