package org.tiltmeter.concept;

import java.util.List;
import org.tiltmeter.work.BadInputException;

/// What a sensitivity is asked of.
///
/// @param concept name of the concept
/// @param texts the texts after which answers are asked for
/// @param answerA words whose probability counts as plus; their first tokens are compared
/// @param answerB words whose probability counts as minus
/// @param method how vectors are found
/// @param runs random counterparts
/// @param seed of the random texts
public record SensitivityRequest(
        String concept,
        List<String> texts,
        List<String> answerA,
        List<String> answerB,
        DirectionMethod method,
        int runs,
        long seed) {

    /// @throws BadInputException if something is missing
    public SensitivityRequest {
        texts = List.copyOf(texts);
        answerA = List.copyOf(answerA);
        answerB = List.copyOf(answerB);
        if (texts.isEmpty() || answerA.isEmpty() || answerB.isEmpty()) {
            throw new BadInputException("A sensitivity needs at least one text and a word for each of two answers.");
        }
        if (runs < 2 || runs > 1_000) {
            throw new BadInputException(
                    "The number of random counterparts must lie between 2 and 1,000, not " + runs + ".");
        }
        if (method.needsPairs()) {
            throw new BadInputException(
                    "Random texts are no pairs; choose a method for sensitivities that needs none.");
        }
    }
}
