package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;

/// Edits of a probe set, each giving a new set. For any thread.
final class ProbeEdits {

    private ProbeEdits() {}

    /// Words as a user writes them: separated by commas, tabs or line breaks; blanks are
    /// nothing. A word that holds a comma stands in quotation marks, doubled where it holds
    /// such marks itself.
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            boolean end = i == text.length();
            if (quoted && !end) {
                if (c != '"') {
                    word.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    word.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && !wasQuoted && word.toString().isBlank()) {
                word.setLength(0);
                quoted = true;
                wasQuoted = true;
            } else if (c == ',' || c == '\n' || c == '\t') {
                String found = word.toString().strip();
                if (!found.isEmpty()) {
                    words.add(found);
                }
                word.setLength(0);
                wasQuoted = false;
            } else {
                word.append(c);
            }
        }
        return List.copyOf(words);
    }

    /// Words as they are shown for editing.
    static String text(List<String> words) {
        return words.stream().map(ProbeEdits::written).collect(Collectors.joining(", "));
    }

    private static String written(String word) {
        return word.indexOf(',') >= 0 || word.indexOf('\n') >= 0 || word.startsWith("\"")
                ? '"' + word.replace("\"", "\"\"") + '"'
                : word;
    }

    static ProbeSet named(ProbeSet set, String name) {
        return set.withName(name);
    }

    static ProbeSet templates(ProbeSet set, UnaryOperator<List<Template>> change) {
        return set.withTemplates(changed(set.templates(), change));
    }

    static ProbeSet attributes(ProbeSet set, UnaryOperator<List<Attribute>> change) {
        return set.withAttributes(changed(set.attributes(), change));
    }

    static ProbeSet slots(ProbeSet set, UnaryOperator<Map<String, List<String>>> change) {
        return set.withSlots(change.apply(new LinkedHashMap<>(set.slots())));
    }

    private static <T> List<T> changed(List<T> list, UnaryOperator<List<T>> change) {
        return change.apply(new ArrayList<>(list));
    }

    static <T> List<T> replaced(List<T> list, int index, UnaryOperator<T> change) {
        list.set(index, change.apply(list.get(index)));
        return list;
    }

    static <T> List<T> without(List<T> list, int index) {
        list.remove(index);
        return list;
    }

    static <T> List<T> with(List<T> list, T more) {
        list.add(more);
        return list;
    }

    static ProbeSet template(ProbeSet set, int index, UnaryOperator<Template> change) {
        return templates(set, list -> replaced(list, index, change));
    }

    static ProbeSet attribute(ProbeSet set, int index, UnaryOperator<Attribute> change) {
        return attributes(set, list -> replaced(list, index, change));
    }

    static Attribute groups(Attribute attribute, UnaryOperator<List<Group>> change) {
        return new Attribute(attribute.name(), attribute.control(), changed(attribute.groups(), change));
    }

    static Group forms(Group group, UnaryOperator<Map<String, List<String>>> change) {
        return new Group(group.name(), change.apply(new LinkedHashMap<>(group.forms())));
    }

    /// The map with one key called otherwise, in the same place.
    static <T> Map<String, T> renamed(Map<String, T> map, String from, String to) {
        Map<String, T> renamed = new LinkedHashMap<>();
        map.forEach((key, value) -> renamed.put(key.equals(from) ? to : key, value));
        return renamed;
    }

    /// The set with a piece of every template's text replaced.
    static ProbeSet inTemplates(ProbeSet set, String from, String to) {
        return templates(set, list -> {
            list.replaceAll(template -> template.withText(template.text().replace(from, to)));
            return list;
        });
    }

    /// The first of `base`, `base 2`, `base 3` … that is not taken.
    static String free(String base, java.util.Collection<String> taken) {
        String name = base;
        for (int i = 2; taken.contains(name); i++) {
            name = base + " " + i;
        }
        return name;
    }

    /// A new template that shows how places are written, with what the set already has.
    static Template template(ProbeSet set, String opening) {
        StringBuilder text = new StringBuilder(opening);
        set.slots().keySet().stream()
                .findFirst()
                .ifPresent(slot -> text.append(" {").append(slot).append('}'));
        set.attributes().stream()
                .findFirst()
                .ifPresent(attribute -> attribute.groups().stream()
                        .flatMap(group -> group.forms().keySet().stream())
                        .findFirst()
                        .ifPresent(form -> text.append(" {")
                                .append(attribute.name())
                                .append('.')
                                .append(form)
                                .append('}')));
        List<String> ids = set.templates().stream().map(Template::id).toList();
        int number = set.templates().size() + 1;
        while (ids.contains("t" + number)) {
            number++;
        }
        return new Template("t" + number, text.toString(), QuestionKind.LIKELIHOOD);
    }
}
