package org.tiltmeter.probe.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.benchmark.DelimitedText;
import org.tiltmeter.work.BadInputException;

/// Templates, slot words and terms from a table: comma-separated text, or the tab-separated
/// text that a spreadsheet puts on the clipboard. The first row names the columns; which they
/// are says what the table holds. Cells are plain text whatever they hold; an apostrophe that
/// guards a formula (`'=cmd`) is taken off. For any thread.
public final class TableImport {

    /// Texts above this many characters are refused.
    public static final int MOST_CHARACTERS = 10_000_000;

    /// Rows above this many are refused.
    public static final int MOST_ROWS = 20_000;

    private static final int LONGEST_CELL = 20_000;
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private TableImport() {}

    /// Adds what a table holds:
    ///
    /// - columns of [ProbeTable#COLUMNS]: templates, slot words and terms, as [ProbeTable]
    /// writes them;
    /// - columns `id` and `text`, perhaps `question`, `targets` and `negated`: one template per
    /// row;
    /// - columns `slot` and `word`: one word per row;
    /// - columns `attribute`, `group`, `form` and `term`, perhaps `control`: one term per row;
    /// - no column names, but a place in braces in every row's first cell: one template per
    /// row.
    ///
    /// A template of the same id and an attribute of the same name are replaced; a slot keeps
    /// its words and gets those that it lacks.
    ///
    /// @param table the text
    /// @param name how it is called in messages
    /// @throws BadInputException in one sentence with the row
    public static ProbeSet add(ProbeSet probes, String table, String name) {
        requireSize(table, name);
        String header = table.lines().findFirst().orElse("");
        char delimiter = header.indexOf('\t') >= 0 ? '\t' : ',';
        List<String> columns =
                DelimitedText.parse(header + "\n", name, delimiter, true).columns();
        if (columns.containsAll(ProbeTable.COLUMNS)) {
            return parts(probes, parse(table, name, delimiter, ProbeTable.COLUMNS));
        }
        if (columns.contains("slot") && columns.contains("word")) {
            return words(probes, parse(table, name, delimiter, List.of("slot", "word")));
        }
        if (columns.contains("term") && columns.contains("attribute")) {
            return terms(probes, parse(table, name, delimiter, List.of("attribute", "group", "form", "term")));
        }
        if (columns.contains("text") || columns.contains("id")) {
            return templates(probes, parse(table, name, delimiter, List.of("id", "text")));
        }
        if (header.indexOf('{') >= 0) {
            return plainTexts(probes, table, name, delimiter);
        }
        throw new BadInputException(
                "%s: row 1 names no columns that are known; write id and text (templates), slot and word (words) or attribute, group, form and term (terms) above the columns."
                        .formatted(name));
    }

    private static void requireSize(String table, String name) {
        if (table.isBlank()) {
            throw new BadInputException(name + " is empty.");
        }
        if (table.length() > MOST_CHARACTERS) {
            throw new BadInputException("%s holds %,d characters, more than the %,d that a table may have."
                    .formatted(name, table.length(), MOST_CHARACTERS));
        }
    }

    private static DelimitedText parse(String table, String name, char delimiter, List<String> columns) {
        DelimitedText rows = DelimitedText.parse(table, name, delimiter, true, columns.toArray(String[]::new));
        if (rows.rows().size() > MOST_ROWS) {
            throw new BadInputException("%s: row %,d is one more than the %,d that a table may have; split the table."
                    .formatted(name, rows.rows().get(MOST_ROWS).number(), MOST_ROWS));
        }
        for (DelimitedText.Row row : rows.rows()) {
            row.cells().forEach((column, cell) -> check(name, row.number(), column, cell));
        }
        return rows;
    }

    private static void check(String name, int row, String column, String cell) {
        if (cell.length() > LONGEST_CELL) {
            throw new BadInputException("%s: row %d has %,d characters in the column \"%s\", more than %,d."
                    .formatted(name, row, cell.length(), column, LONGEST_CELL));
        }
        if (cell.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw new BadInputException(
                    "%s: row %d holds a character in the column \"%s\" that is no text; save the table as plain text."
                            .formatted(name, row, column));
        }
    }

    private static ProbeSet templates(ProbeSet probes, DelimitedText rows) {
        Map<String, Template> templates = byId(probes);
        Set<String> seen = new HashSet<>();
        for (DelimitedText.Row row : rows.rows()) {
            put(templates, seen, rows, row, "id");
        }
        return probes.withTemplates(List.copyOf(templates.values()));
    }

    private static Map<String, Template> byId(ProbeSet probes) {
        Map<String, Template> templates = new LinkedHashMap<>();
        probes.templates().forEach(template -> templates.put(template.id(), template));
        return templates;
    }

    private static void put(
            Map<String, Template> templates,
            Set<String> seen,
            DelimitedText rows,
            DelimitedText.Row row,
            String idColumn) {
        String id = plain(rows.filled(row, idColumn));
        if (!seen.add(id)) {
            throw new BadInputException("%s: row %d has the id \"%s\" of an earlier row; give each its own."
                    .formatted(rows.file(), row.number(), id));
        }
        QuestionKind kind = kind(row, rows.file());
        Template before = templates.get(id);
        // What a table cannot hold stays as it was where the kind of question is the same.
        Answering kept = before == null || before.question() != kind ? Answering.NONE : before.answering();
        templates.put(
                id,
                new Template(
                        id,
                        plain(rows.filled(row, "text")),
                        kind,
                        kept.withTargets(targets(row, rows.file(), kept.targets()))
                                .withNegated(plain(row.get("negated")))));
    }

    private static ProbeSet plainTexts(ProbeSet probes, String table, String name, char delimiter) {
        DelimitedText rows = parse("text" + tail(table, delimiter) + "\n" + table, name, delimiter, List.of("text"));
        Map<String, Template> templates = byId(probes);
        int number = templates.size();
        for (DelimitedText.Row row : rows.rows()) {
            String text = plain(row.get("text"));
            if (text.indexOf('{') < 0) {
                throw new BadInputException(
                        "%s: row %d has no place in braces, such as {gender.subject}; write one, or name the columns in the first row."
                                .formatted(name, row.number() - 1));
            }
            do {
                number++;
            } while (templates.containsKey("t" + number));
            templates.put("t" + number, new Template("t" + number, text, QuestionKind.LIKELIHOOD));
        }
        return probes.withTemplates(List.copyOf(templates.values()));
    }

    /// Names for the further columns of a table that has none.
    private static String tail(String table, char delimiter) {
        int further = DelimitedText.parse(table.lines().findFirst().orElse("") + "\n", "", delimiter, true)
                        .columns()
                        .size()
                - 1;
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < further; i++) {
            names.append(delimiter).append("column ").append(i + 2);
        }
        return names.toString();
    }

    private static ProbeSet words(ProbeSet probes, DelimitedText rows) {
        Map<String, List<String>> slots = slots(probes);
        for (DelimitedText.Row row : rows.rows()) {
            addWord(slots, plain(rows.filled(row, "slot")), plain(rows.filled(row, "word")));
        }
        return probes.withSlots(slots);
    }

    private static Map<String, List<String>> slots(ProbeSet probes) {
        Map<String, List<String>> slots = new LinkedHashMap<>();
        probes.slots().forEach((slot, words) -> slots.put(slot, new ArrayList<>(words)));
        return slots;
    }

    private static void addWord(Map<String, List<String>> slots, String slot, String word) {
        List<String> words = slots.computeIfAbsent(slot, ignored -> new ArrayList<>());
        if (!words.contains(word)) {
            words.add(word);
        }
    }

    private static ProbeSet terms(ProbeSet probes, DelimitedText rows) {
        Terms terms = new Terms();
        for (DelimitedText.Row row : rows.rows()) {
            terms.add(rows, row, "attribute", "term");
        }
        return probes.withAttributes(terms.into(probes.attributes()));
    }

    private static ProbeSet parts(ProbeSet probes, DelimitedText rows) {
        Map<String, Template> templates = byId(probes);
        Map<String, List<String>> slots = slots(probes);
        Terms terms = new Terms();
        Set<String> seen = new HashSet<>();
        for (DelimitedText.Row row : rows.rows()) {
            switch (plain(row.get("part")).toLowerCase(Locale.ROOT)) {
                case ProbeTable.TEMPLATE -> put(templates, seen, rows, row, "name");
                case ProbeTable.WORD ->
                    addWord(slots, plain(rows.filled(row, "name")), plain(rows.filled(row, "text")));
                case ProbeTable.TERM -> terms.add(rows, row, "name", "text");
                default ->
                    throw new BadInputException(
                            "%s: row %d has the part \"%s\", which is unknown; write template, word or term."
                                    .formatted(rows.file(), row.number(), row.get("part")));
            }
        }
        return probes.withTemplates(List.copyOf(templates.values()))
                .withSlots(slots)
                .withAttributes(terms.into(probes.attributes()));
    }

    /// Terms by attribute, group and form.
    private static final class Terms {

        private final Map<String, Map<String, Map<String, List<String>>>> attributes = new LinkedHashMap<>();
        private final Set<String> controls = new HashSet<>();

        void add(DelimitedText rows, DelimitedText.Row row, String attributeColumn, String termColumn) {
            String attribute = plain(rows.filled(row, attributeColumn));
            attributes
                    .computeIfAbsent(attribute, ignored -> new LinkedHashMap<>())
                    .computeIfAbsent(plain(rows.filled(row, "group")), ignored -> new LinkedHashMap<>())
                    .computeIfAbsent(plain(rows.filled(row, "form")), ignored -> new ArrayList<>())
                    .add(plain(rows.filled(row, termColumn)));
            String control = row.get("control").strip().toLowerCase(Locale.ROOT);
            if (control.equals(ProbeTable.CONTROL) || control.equals("true") || control.equals("yes")) {
                controls.add(attribute);
            }
        }

        List<Attribute> into(List<Attribute> before) {
            Map<String, Attribute> all = new LinkedHashMap<>();
            before.forEach(attribute -> all.put(attribute.name(), attribute));
            attributes.forEach((name, groups) -> all.put(
                    name,
                    new Attribute(
                            name,
                            controls.contains(name),
                            groups.entrySet().stream()
                                    .map(group -> new Group(group.getKey(), group.getValue()))
                                    .toList())));
            return List.copyOf(all.values());
        }
    }

    private static String plain(String cell) {
        String text = cell.strip();
        return text.length() > 1 && text.charAt(0) == '\'' && FORMULA_STARTS.indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    private static QuestionKind kind(DelimitedText.Row row, String name) {
        String question = row.get("question").strip().toLowerCase(Locale.ROOT);
        if (question.isEmpty()) {
            return QuestionKind.LIKELIHOOD;
        }
        return Stream.of(QuestionKind.values())
                .filter(kind -> kind.fileName().equals(question))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "%s: row %d asks the question \"%s\", which is unknown; write likelihood, continuation, choice, decision or generation."
                                .formatted(name, row.number(), question)));
    }

    private static List<Target> targets(DelimitedText.Row row, String name, List<Target> before) {
        List<Target> targets = new ArrayList<>();
        for (String part : plain(row.get("targets")).split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int colon = part.indexOf(':');
            String label = colon < 0 ? part.strip() : part.substring(0, colon).strip();
            List<String> words = Stream.of(part.substring(colon + 1).split(",", -1))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (label.isEmpty() || words.isEmpty()) {
                throw new BadInputException(
                        "%s: row %d has a target without a label or words; write for instance family: home, children."
                                .formatted(name, row.number()));
            }
            Map<String, List<String>> wordsFor = before.stream()
                    .filter(target -> target.label().equals(label))
                    .findFirst()
                    .map(Target::wordsFor)
                    .orElse(Map.of());
            targets.add(new Target(label, words, wordsFor));
        }
        return targets;
    }
}
