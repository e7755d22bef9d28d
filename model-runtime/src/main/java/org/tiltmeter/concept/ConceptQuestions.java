package org.tiltmeter.concept;

import java.util.List;

/// What is asked of a model about concepts beyond their directions.
///
/// @param words words that become targets, see [WordTargets]; none where nothing is asked of them
/// @param sentences that the words stand in, with `{word}`
/// @param sensitivities how answers respond to concepts
/// @param actions what moral directions are asked of
public record ConceptQuestions(
        List<String> words, List<String> sentences, List<SensitivityRequest> sensitivities, List<Actions> actions) {

    /// Nothing is asked.
    public static final ConceptQuestions NONE = new ConceptQuestions(List.of(), List.of(), List.of(), List.of());

    /// Copies the lists.
    public ConceptQuestions {
        words = List.copyOf(words);
        sentences = List.copyOf(sentences);
        sensitivities = List.copyOf(sensitivities);
        actions = List.copyOf(actions);
    }

    /// What a moral direction is asked of.
    ///
    /// @param name how the axis is called
    /// @param good actions given as good
    /// @param bad actions given as bad
    /// @param questions texts with `{action}`
    public record Actions(String name, List<String> good, List<String> bad, List<String> questions) {

        /// Copies the lists.
        public Actions {
            good = List.copyOf(good);
            bad = List.copyOf(bad);
            questions = List.copyOf(questions);
        }
    }
}
