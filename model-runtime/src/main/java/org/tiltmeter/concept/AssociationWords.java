package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.BadInputException;

/// The words of an association test that can be compared, and those that cannot.
///
/// @param used word sets without what was left out
/// @param leftOut the other words, in the order of the lists
public record AssociationWords(WordSets used, List<LeftOut> leftOut) {

    private static final int FEWEST = 2;
    private static final Set<String> UNKNOWN = Set.of("<unk>", "[UNK]", "<|unk|>", "<unknown>");

    /// Copies the list.
    public AssociationWords {
        leftOut = List.copyOf(leftOut);
    }

    /// Why a word cannot be compared.
    public enum Reason {
        /// It stands in its list already.
        REPEATED,
        /// It stands in both lists of targets, or in both of attributes.
        IN_BOTH,
        /// It is a target and an attribute, so that it would be compared with itself; as a target it is left out.
        TARGET_AND_ATTRIBUTE,
        /// The model has no token for it.
        UNKNOWN
    }

    /// A word that was left out.
    ///
    /// @param list name of its list
    public record LeftOut(String word, String list, Reason reason) {}

    /// Sorts out the words of a test.
    ///
    /// @throws BadInputException if a list has fewer than two words left, or no context holds the word's place
    public static AssociationWords of(WordSets sets, Tokenizer tokenizer) {
        if (sets.contexts().isEmpty() || sets.contexts().stream().anyMatch(one -> !one.contains(WordSets.WORD))) {
            throw new BadInputException("Each context of the test \"%s\" must hold %s; give at least %s itself."
                    .formatted(sets.name(), WordSets.WORD, WordSets.WORD));
        }
        List<LeftOut> leftOut = new ArrayList<>();
        Predicate<String> known = word -> isKnown(word, tokenizer);
        Set<String> attributes = new HashSet<>(sets.a().words());
        attributes.addAll(sets.b().words());
        WordSets used = new WordSets(
                sets.name(),
                kept(sets.x(), sets.y(), attributes, known, leftOut),
                kept(sets.y(), sets.x(), attributes, known, leftOut),
                kept(sets.a(), sets.b(), Set.of(), known, leftOut),
                kept(sets.b(), sets.a(), Set.of(), known, leftOut),
                sets.contexts());
        for (WordSets.Words list : List.of(used.x(), used.y(), used.a(), used.b())) {
            if (list.words().size() < FEWEST) {
                throw new BadInputException("The list \"%s\" has %d words that can be compared; give at least two."
                        .formatted(list.name(), list.words().size()));
            }
        }
        return new AssociationWords(used, leftOut);
    }

    private static WordSets.Words kept(
            WordSets.Words list,
            WordSets.Words other,
            Set<String> attributes,
            Predicate<String> known,
            List<LeftOut> leftOut) {
        Set<String> kept = new LinkedHashSet<>();
        for (String word : list.words()) {
            if (kept.contains(word)) {
                leftOut.add(new LeftOut(word, list.name(), Reason.REPEATED));
            } else if (other.words().contains(word)) {
                leftOut.add(new LeftOut(word, list.name(), Reason.IN_BOTH));
            } else if (attributes.contains(word)) {
                leftOut.add(new LeftOut(word, list.name(), Reason.TARGET_AND_ATTRIBUTE));
            } else if (!known.test(word)) {
                leftOut.add(new LeftOut(word, list.name(), Reason.UNKNOWN));
            } else {
                kept.add(word);
            }
        }
        return new WordSets.Words(list.name(), List.copyOf(kept));
    }

    private static boolean isKnown(String word, Tokenizer tokenizer) {
        List<Tokenization.Token> tokens = tokenizer.encodeBare(word).tokens();
        return !tokens.isEmpty() && tokens.stream().noneMatch(token -> UNKNOWN.contains(token.piece()));
    }
}
