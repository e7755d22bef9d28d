package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Word;
import org.tiltmeter.probe.WordList;

/// Edits of word lists; each can be taken back. UI thread.
public final class WordListEdits {

    private final ProbesViewModel owner;

    WordListEdits(ProbesViewModel owner) {
        this.owner = owner;
    }

    /// What a list can be about that has none yet: slots and groups.
    public List<String> subjects() {
        ProbeSet set = owner.probes();
        Set<String> taken =
                new TreeSet<>(set.lists().stream().map(WordList::name).toList());
        return Stream.concat(
                        set.slots().keySet().stream(),
                        set.attributes().stream()
                                .flatMap(attribute -> attribute.groups().stream()
                                        .map(group -> WordList.nameOf(attribute.name(), group.name()))))
                .filter(name -> !taken.contains(name))
                .toList();
    }

    /// The words that a list of this name is about: a slot's, a group's terms, or none.
    static List<String> subjectWords(ProbeSet set, String name) {
        List<String> slot = set.slots().get(name);
        if (slot != null) {
            return slot;
        }
        for (Attribute attribute : set.attributes()) {
            for (Group group : attribute.groups()) {
                if (name.equals(WordList.nameOf(attribute.name(), group.name()))) {
                    return group.forms().values().stream()
                            .flatMap(List::stream)
                            .distinct()
                            .toList();
                }
            }
        }
        return List.of();
    }

    /// Adds a list; one about a slot or group begins with its words.
    public void add(String name) {
        lists("list+ " + owner.probes().lists().size(), all -> {
            String free = ProbeEdits.free(name, all.stream().map(WordList::name).toList());
            return ProbeEdits.with(
                    all,
                    new WordList(
                            free,
                            "",
                            subjectWords(owner.probes(), free).stream()
                                    .map(Word::new)
                                    .toList()));
        });
    }

    /// Calls a list otherwise.
    public void rename(int list, String name) {
        list(list, "name", old -> new WordList(name, old.source(), old.words()));
    }

    /// Adds a copy after a list.
    public void duplicate(int list) {
        lists("list* " + list + " " + owner.probes().lists().size(), all -> {
            WordList copied = all.get(list);
            String free = ProbeEdits.free(
                    copied.name(), all.stream().map(WordList::name).toList());
            all.add(list + 1, new WordList(free, copied.source(), copied.words()));
            return all;
        });
    }

    /// Says where a list comes from.
    public void setSource(int list, String source) {
        list(list, "source", old -> new WordList(old.name(), source, old.words()));
    }

    /// Removes a list; a notice offers to take that back.
    public void remove(int list) {
        String name = owner.probes().lists().get(list).name();
        lists("list- " + name, all -> ProbeEdits.without(all, list));
        owner.tellRemoved(name);
    }

    /// Adds words of which nothing is known yet.
    ///
    /// @param text words, separated by commas
    public void addWords(int list, String text) {
        int size = owner.probes().lists().get(list).words().size();
        words(list, "words+ " + size, all -> {
            ProbeEdits.words(text).stream().map(Word::new).forEach(all::add);
            return all;
        });
    }

    /// Removes a word; a notice offers to take that back.
    public void removeWord(int list, int word) {
        List<Word> before = owner.probes().lists().get(list).words();
        words(list, "word- " + word + " of " + before.size(), all -> ProbeEdits.without(all, word));
        owner.tellRemoved(before.get(word).text());
    }

    /// Writes a word otherwise; a blank changes nothing.
    public void setWord(int list, int word, String text) {
        if (!text.isBlank()) {
            word(list, word, "text", old -> new Word(text.strip(), old.flags(), old.count(), old.weight()));
        }
    }

    /// Flags a word or takes the flag off.
    public void setFlag(int list, int word, Word.Flag flag, boolean set) {
        word(list, word, flag + " " + set, old -> {
            Set<Word.Flag> flags = EnumSet.noneOf(Word.Flag.class);
            flags.addAll(old.flags());
            if (set) {
                flags.add(flag);
            } else {
                flags.remove(flag);
            }
            return new Word(old.text(), flags, old.count(), old.weight());
        });
    }

    /// Says how often a word occurs; blank for unknown.
    ///
    /// @return what is wrong with the text; empty if nothing
    public Optional<String> setCount(int list, int word, String text) {
        String digits = text.strip().replace(",", "");
        try {
            Long count = digits.isEmpty() ? null : Long.valueOf(digits);
            if (count != null && count < 0) {
                return Optional.of(text);
            }
            word(list, word, "count", old -> new Word(old.text(), old.flags(), count, old.weight()));
            return Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.of(text);
        }
    }

    /// Gives a word its value in a lexicon; blank for none.
    ///
    /// @return what is wrong with the text; empty if nothing
    public Optional<String> setWeight(int list, int word, String text) {
        try {
            Double weight = text.isBlank() ? null : Double.valueOf(text.strip());
            if (weight != null && !Double.isFinite(weight)) {
                return Optional.of(text);
            }
            word(list, word, "weight", old -> new Word(old.text(), old.flags(), old.count(), weight));
            return Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.of(text);
        }
    }

    private void word(int list, int word, String where, UnaryOperator<Word> change) {
        words(list, "word " + word + " " + where, all -> ProbeEdits.replaced(all, word, change));
    }

    private void words(int list, String where, UnaryOperator<List<Word>> change) {
        list(list, where, old -> new WordList(old.name(), old.source(), change.apply(new ArrayList<>(old.words()))));
    }

    private void list(int list, String where, UnaryOperator<WordList> change) {
        lists("list " + list + " " + where, all -> ProbeEdits.replaced(all, list, change));
    }

    private void lists(String where, UnaryOperator<List<WordList>> change) {
        owner.edit(where, set -> set.withLists(change.apply(new ArrayList<>(set.lists()))));
    }
}
