package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Sampling;
import org.tiltmeter.probe.Scoring;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.WordList;

/// Edits of what templates ask; each can be taken back. UI thread.
public final class QuestionEdits {

    private static final String OPTIONS = "{options}";
    private static final String LETTERED = "{options.letters}";
    private static final Sampling FIRST_SAMPLING = new Sampling(20, 20, List.of());

    private final ProbesViewModel owner;

    QuestionEdits(ProbesViewModel owner) {
        this.owner = owner;
    }

    /// How a choice shows its options.
    public enum Listing {
        /// Only the answers are compared.
        NONE,
        /// By their words.
        WORDS,
        /// By letters before their words.
        LETTERS
    }

    /// Asks another kind of question; what the new kind cannot use is left out, what it needs is begun.
    ///
    /// @param labels of the first two targets, where a kind needs targets and there are none
    public void ask(int template, QuestionKind kind, List<String> labels) {
        change(template, "kind " + kind, old -> {
            Answering had = old.answering();
            List<Target> begun = had.targets().isEmpty()
                    ? labels.stream().map(label -> new Target(label, List.of())).toList()
                    : had.targets();
            Answering next =
                    switch (kind) {
                        case LIKELIHOOD -> Answering.NONE;
                        case CONTINUATION -> new Answering(begun, "", had.neutral(), null);
                        case CHOICE -> new Answering(begun, had.negated(), had.neutral(), null);
                        case DECISION ->
                            new Answering(
                                    had.targets().size() == 2 ? had.targets() : List.of(),
                                    had.negated(),
                                    had.neutral(),
                                    null);
                        case GENERATION -> Answering.NONE.withSampling(firstSampling());
                    };
            Template plain = kind == QuestionKind.CHOICE ? old : old.withText(listed(old.text(), Listing.NONE));
            return plain.asking(kind, next);
        });
    }

    private Sampling firstSampling() {
        return owner.probes().lists().stream()
                .map(WordList::name)
                .findFirst()
                .map(list -> new Sampling(
                        FIRST_SAMPLING.samples(),
                        FIRST_SAMPLING.tokens(),
                        List.of(new Scoring(Scoring.Kind.RATE, list))))
                .orElse(FIRST_SAMPLING);
    }

    /// Adds a target without words.
    public void addTarget(int template, String label) {
        targets(template, "target+ " + targets(template).size(), list -> {
            List<String> taken = list.stream().map(Target::label).toList();
            return ProbeEdits.with(list, new Target(ProbeEdits.free(label, taken), List.of()));
        });
    }

    /// Calls a target otherwise.
    public void renameTarget(int template, int target, String label) {
        target(template, target, "label", old -> new Target(label, old.words(), old.wordsFor()));
    }

    /// Changes a target's words.
    ///
    /// @param text words, separated by commas
    public void setTargetWords(int template, int target, String text) {
        target(template, target, "words", old -> new Target(old.label(), ProbeEdits.words(text), old.wordsFor()));
    }

    /// Removes a target; a notice offers to take that back.
    public void removeTarget(int template, int target) {
        String label = targets(template).get(target).label();
        targets(template, "target- " + label, list -> ProbeEdits.without(list, target));
        owner.tellRemoved(label);
    }

    /// Gives a target other words for texts in which a slot holds a certain word.
    public void addWordsFor(int template, int target, String slotWord) {
        wordsFor(template, target, "for+ " + slotWord, map -> {
            map.put(ProbeEdits.free(slotWord, map.keySet()), List.of());
            return map;
        });
    }

    /// Names another slot word; one that has words already changes nothing.
    public void renameWordsFor(int template, int target, String slotWord, String other) {
        if (!targets(template).get(target).wordsFor().containsKey(other)) {
            wordsFor(template, target, "for name", map -> ProbeEdits.renamed(map, slotWord, other));
        }
    }

    /// Changes the words for a slot word.
    public void setWordsFor(int template, int target, String slotWord, String text) {
        wordsFor(template, target, "for " + slotWord, map -> {
            map.put(slotWord, ProbeEdits.words(text));
            return map;
        });
    }

    /// Removes the words for a slot word; a notice offers to take that back.
    public void removeWordsFor(int template, int target, String slotWord) {
        wordsFor(template, target, "for- " + slotWord, map -> {
            map.remove(slotWord);
            return map;
        });
        owner.tellRemoved(slotWord);
    }

    private void wordsFor(int template, int target, String where, UnaryOperator<Map<String, List<String>>> change) {
        target(
                template,
                target,
                where,
                old -> new Target(old.label(), old.words(), change.apply(new LinkedHashMap<>(old.wordsFor()))));
    }

    /// Compares two profiles in one text, or asks for yes or no.
    ///
    /// @param labels of the two profiles
    public void setProfiles(int template, boolean profiles, List<String> labels) {
        targets(
                template,
                "profiles " + profiles,
                list -> profiles
                        ? labels.stream()
                                .map(label -> new Target(label, List.of()))
                                .toList()
                        : List.of());
    }

    /// Changes the twin with the opposite meaning; blank for none.
    public void setNegated(int template, String text) {
        answering(template, "negated", old -> old.withNegated(text));
    }

    /// Changes the content-free texts.
    ///
    /// @param text one on each line
    public void setNeutral(int template, String text) {
        answering(
                template,
                "neutral",
                old -> old.withNeutral(Stream.of(text.split("\n"))
                        .filter(line -> !line.isBlank())
                        .toList()));
    }

    /// Changes how a choice shows its options, by the place in its text and in the text's twin.
    public void list(int template, Listing listing) {
        change(template, "listing " + listing, old -> {
            String negated = old.answering().negated();
            return new Template(
                    old.id(),
                    listed(old.text(), listing),
                    old.question(),
                    negated.isBlank() ? old.answering() : old.answering().withNegated(listed(negated, listing)));
        });
    }

    /// How a text shows its options.
    public static Listing listing(String text) {
        return text.contains(LETTERED) ? Listing.LETTERS : text.contains(OPTIONS) ? Listing.WORDS : Listing.NONE;
    }

    private static String listed(String text, Listing listing) {
        String place =
                switch (listing) {
                    case NONE -> "";
                    case WORDS -> OPTIONS;
                    case LETTERS -> LETTERED;
                };
        if (listing(text) != Listing.NONE) {
            String changed = text.replace(LETTERED, place).replace(OPTIONS, place);
            return listing == Listing.NONE ? changed.replace("  ", " ").strip() : changed;
        }
        return listing == Listing.NONE ? text : text.stripTrailing() + " " + place;
    }

    /// Changes how many continuations are drawn of each text.
    public void setSamples(int template, int samples) {
        sampling(template, "samples", old -> new Sampling(samples, old.tokens(), old.scorings()));
    }

    /// Changes the most tokens of a continuation.
    public void setTokens(int template, int tokens) {
        sampling(template, "tokens", old -> new Sampling(old.samples(), tokens, old.scorings()));
    }

    /// Adds a scoring with a word list.
    public void addScoring(int template, String list) {
        int number = sampling(template).scorings().size();
        scorings(template, "scoring+ " + number, all -> ProbeEdits.with(all, new Scoring(Scoring.Kind.RATE, list)));
    }

    /// Changes a scoring.
    public void setScoring(int template, int scoring, Scoring next) {
        scorings(template, "scoring " + scoring + next, all -> ProbeEdits.replaced(all, scoring, old -> next));
    }

    /// Removes a scoring; a notice offers to take that back.
    public void removeScoring(int template, int scoring) {
        scorings(
                template,
                "scoring- " + scoring + " of " + sampling(template).scorings().size(),
                all -> ProbeEdits.without(all, scoring));
        owner.offerUndo("question.scoringRemoved", scoring + 1);
    }

    private void scorings(int template, String where, UnaryOperator<List<Scoring>> change) {
        sampling(
                template,
                where,
                old -> new Sampling(old.samples(), old.tokens(), change.apply(new ArrayList<>(old.scorings()))));
    }

    private Sampling sampling(int template) {
        Sampling sampling = owner.probes().templates().get(template).answering().sampling();
        return sampling == null ? FIRST_SAMPLING : sampling;
    }

    private void sampling(int template, String where, UnaryOperator<Sampling> change) {
        answering(template, where, old -> old.withSampling(change.apply(sampling(template))));
    }

    private List<Target> targets(int template) {
        return owner.probes().templates().get(template).answering().targets();
    }

    private void targets(int template, String where, UnaryOperator<List<Target>> change) {
        answering(template, where, old -> old.withTargets(change.apply(new ArrayList<>(old.targets()))));
    }

    private void target(int template, int target, String where, UnaryOperator<Target> change) {
        targets(template, "target " + target + " " + where, list -> ProbeEdits.replaced(list, target, change));
    }

    private void answering(int template, String where, UnaryOperator<Answering> change) {
        change(template, where, old -> old.asking(old.question(), change.apply(old.answering())));
    }

    private void change(int template, String where, UnaryOperator<Template> change) {
        owner.edit("question " + template + " " + where, set -> ProbeEdits.template(set, template, change));
    }
}
