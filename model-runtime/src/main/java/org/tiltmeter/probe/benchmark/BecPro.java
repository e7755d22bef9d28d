package org.tiltmeter.probe.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.work.BadInputException;

/// The file of BEC-Pro (Bartl, Nissim and Gatt 2020): `BEC-Pro_EN.tsv` with the columns
/// Sentence, Sent_TM, Sent_AM,
/// Sent_TAM, Template, Person, Gender, Profession and Prof_Gender; each mask is written [MASK].
public final class BecPro {

    /// A hidden word in the file.
    public static final String MASK = "[MASK]";

    private BecPro() {}

    /// One sentence about a person and a profession.
    ///
    /// @param row its position, from 0
    /// @param sentence the sentence
    /// @param professionHidden the same with the profession hidden
    /// @param targetStart where the word for the person begins
    /// @param targetEnd where it ends
    /// @param professionStart where the profession begins
    /// @param professionEnd where it ends
    /// @param template the sentence without both
    /// @param person the word for the person
    /// @param gender male or female
    /// @param profession the profession
    /// @param professionGender whose profession it is by labour statistics: male, female or
    ///     balanced
    public record Item(
            int row,
            String sentence,
            String professionHidden,
            int targetStart,
            int targetEnd,
            int professionStart,
            int professionEnd,
            String template,
            String person,
            String gender,
            String profession,
            String professionGender) {}

    /// Reads the file.
    ///
    /// @throws BadInputException naming the file and the row or column
    public static List<Item> read(Path file) {
        DelimitedText table = DelimitedText.tabSeparated(
                file,
                "Sentence",
                "Sent_TM",
                "Sent_AM",
                "Sent_TAM",
                "Template",
                "Person",
                "Gender",
                "Profession",
                "Prof_Gender");
        List<Item> items = new ArrayList<>();
        for (DelimitedText.Row row : table.rows()) {
            String gender = table.filled(row, "Gender");
            if (!gender.equals("male") && !gender.equals("female")) {
                throw new BadInputException("%s: row %d has \"%s\" in Gender, not male or female."
                        .formatted(table.file(), row.number(), gender));
            }
            String sentence = table.filled(row, "Sentence");
            String professionHidden = table.filled(row, "Sent_AM");
            int[] target = hidden(table, row, sentence, table.filled(row, "Sent_TM"));
            int[] profession = hidden(table, row, sentence, professionHidden);
            items.add(new Item(
                    items.size(),
                    sentence,
                    professionHidden,
                    target[0],
                    target[1],
                    profession[0],
                    profession[1],
                    table.filled(row, "Template"),
                    table.filled(row, "Person"),
                    gender,
                    table.filled(row, "Profession"),
                    table.filled(row, "Prof_Gender")));
        }
        if (items.isEmpty()) {
            throw new BadInputException(table.file() + " has a header but no rows.");
        }
        return items;
    }

    /// Where the words lie in a sentence that its masked form hides.
    private static int[] hidden(DelimitedText table, DelimitedText.Row row, String sentence, String masked) {
        int start = masked.indexOf(MASK);
        int last = masked.lastIndexOf(MASK) + MASK.length();
        int end = sentence.length() - (masked.length() - last);
        if (start < 0
                || end <= start
                || !sentence.startsWith(masked.substring(0, start))
                || !sentence.endsWith(masked.substring(last))) {
            throw new BadInputException("%s: row %d has a masked sentence that does not fit its sentence."
                    .formatted(table.file(), row.number()));
        }
        return new int[] {start, end};
    }
}
