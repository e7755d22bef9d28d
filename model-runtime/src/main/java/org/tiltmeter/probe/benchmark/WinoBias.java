package org.tiltmeter.probe.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tiltmeter.work.BadInputException;

/// The files of WinoBias (Zhao et al. 2018): `pro_stereotyped_type1.txt.dev` and its seven
/// siblings, lines
/// such as
/// `2 The developer argued with [the designer] because [her] idea cannot be implemented.` Line i
/// of a
/// pro-stereotyped
/// file and line i of its anti-stereotyped sibling are the same sentence with the other pronoun.
public final class WinoBias {

    private static final Pattern LINE = Pattern.compile("^\\d+\\s+(.+)$");
    private static final Pattern FILE = Pattern.compile("(?:pro|anti)_stereotyped_(type[12])\\.txt\\.(dev|test)");
    private static final Pattern MALE = Pattern.compile("(?i)\\[(?:he|him|his|himself)\\]");
    private static final Pattern FEMALE = Pattern.compile("(?i)\\[(?:she|her|hers|herself)\\]");

    private WinoBias() {}

    /// Whether a file is called as the authors call theirs.
    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    /// Whether a folder holds the development sentences.
    static boolean isFolder(Path folder) {
        return Files.isRegularFile(folder.resolve("pro_stereotyped_type1.txt.dev"));
    }

    /// Reads the development sentences of a folder, or the type and part of one named file; a
    /// table with the
    /// columns
    /// M_template and F_template (the edition of UnStereoEval) is read as well. Fields: `type`,
    /// and
    /// `stereotype`, which
    /// says whether the `male` or the `female` sentence is the pro-stereotyped one.
    ///
    /// @throws BadInputException naming the file and the line
    public static List<PronounPair> read(Path place) {
        if (PronounTable.isOne(place)) {
            return PronounTable.read(place);
        }
        List<PronounPair> pairs = new ArrayList<>();
        if (Files.isDirectory(place)) {
            add(pairs, place, "type1", "dev");
            add(pairs, place, "type2", "dev");
            return pairs;
        }
        Matcher name = FILE.matcher(String.valueOf(place.getFileName()));
        if (!name.matches()) {
            throw new BadInputException(place.getFileName()
                    + " is not a file of WinoBias; choose its folder or a file like pro_stereotyped_type1.txt.dev.");
        }
        Path folder = place.toAbsolutePath().getParent();
        add(pairs, folder == null ? place : folder, name.group(1), name.group(2));
        return pairs;
    }

    private static void add(List<PronounPair> pairs, Path folder, String type, String part) {
        Path proFile = folder.resolve("pro_stereotyped_" + type + ".txt." + part);
        Path antiFile = folder.resolve("anti_stereotyped_" + type + ".txt." + part);
        List<String> pro = DelimitedText.text(proFile).lines().toList();
        List<String> anti = DelimitedText.text(antiFile).lines().toList();
        if (pro.size() != anti.size()) {
            throw new BadInputException("%s has %d lines, but %s has %d; they must go together."
                    .formatted(proFile.getFileName(), pro.size(), antiFile.getFileName(), anti.size()));
        }
        for (int i = 0; i < pro.size(); i++) {
            String one = sentence(pro.get(i), proFile, i);
            String other = sentence(anti.get(i), antiFile, i);
            boolean proIsMale = MALE.matcher(one).find();
            if (proIsMale == FEMALE.matcher(one).find()
                    || proIsMale != FEMALE.matcher(other).find()) {
                throw new BadInputException(
                        "%s: line %d and its sibling in %s must have one [he] or [she] each, and different ones."
                                .formatted(proFile.getFileName(), i + 1, antiFile.getFileName()));
            }
            String id = type + "." + part + "." + (i + 1);
            pairs.add(new PronounPair(
                    id,
                    id,
                    plain(proIsMale ? one : other),
                    plain(proIsMale ? other : one),
                    Map.of("type", type, "stereotype", proIsMale ? "male" : "female")));
        }
    }

    private static String sentence(String line, Path file, int index) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            throw new BadInputException("%s: line %d does not begin with a number and a sentence."
                    .formatted(file.getFileName(), index + 1));
        }
        return matcher.group(1);
    }

    private static String plain(String sentence) {
        return sentence.replace("[", "").replace("]", "");
    }
}
