package org.tiltmeter.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tokenizer files that model folders come with, in the order in which they are preferred.
public final class TokenizerFiles {

    /// The complete description, which every other form is turned into.
    public static final String JSON = "tokenizer.json";

    /// Names under which SentencePiece models are published.
    private static final List<String> SENTENCE_PIECE =
            List.of("tokenizer.model", "spiece.model", "spm.model", "sentencepiece.model", "sentencepiece.bpe.model");

    /// Names of vocabulary and merges of byte-level pair encoding.
    private static final List<List<String>> BYTE_PAIRS =
            List.of(List.of("vocab.json", "merges.txt"), List.of("encoder.json", "vocab.bpe"));

    private static final String WORD_PIECE = "vocab.txt";

    private static final List<String> BESIDE =
            List.of("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json");

    private TokenizerFiles() {}

    /// How a tokenizer is written down.
    public enum Form {
        /// tokenizer.json
        COMPLETE,
        /// a SentencePiece model
        SENTENCE_PIECE,
        /// vocabulary and merges
        BYTE_PAIRS,
        /// one word piece a line
        WORD_PIECE
    }

    /// The file that describes a folder's tokenizer, if there is one.
    public static Optional<Path> find(Path folder) {
        List<String> names = new ArrayList<>(List.of(JSON));
        names.addAll(SENTENCE_PIECE);
        for (List<String> pair : BYTE_PAIRS) {
            if (pair.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)))) {
                names.add(pair.getFirst());
            }
        }
        names.add(WORD_PIECE);
        return names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /// Whether a file of this name can describe a tokenizer, alone or with the merges beside it.
    public static boolean describes(String name) {
        return name.equals(JSON)
                || SENTENCE_PIECE.contains(name)
                || BYTE_PAIRS.stream().anyMatch(pair -> pair.getFirst().equals(name))
                || name.equals(WORD_PIECE);
    }

    /// Whether a file of this name belongs to a tokenizer.
    public static boolean belong(String name) {
        return describes(name) || BESIDE.contains(name) || BYTE_PAIRS.stream().anyMatch(pair -> pair.contains(name));
    }

    /// The form of a tokenizer file, by its name; a name that says nothing is taken for a tokenizer.json.
    public static Form form(Path file) {
        String name = String.valueOf(file.getFileName());
        if (SENTENCE_PIECE.contains(name)) {
            return Form.SENTENCE_PIECE;
        }
        if (BYTE_PAIRS.stream().anyMatch(pair -> pair.getFirst().equals(name))) {
            return Form.BYTE_PAIRS;
        }
        return name.equals(WORD_PIECE) ? Form.WORD_PIECE : Form.COMPLETE;
    }

    /// The merges that belong to a vocabulary.
    public static Path merges(Path vocabulary) {
        String name = String.valueOf(vocabulary.getFileName());
        String merges = BYTE_PAIRS.stream()
                .filter(pair -> pair.getFirst().equals(name))
                .map(pair -> pair.get(1))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(vocabulary + " is no vocabulary with merges"));
        return vocabulary.resolveSibling(merges);
    }

    /// All files that decide how a text becomes tokens; tokenizer.json alone where there is one.
    static List<Path> deciding(Path file) {
        List<Path> files = new ArrayList<>(List.of(file));
        Form form = form(file);
        if (form == Form.BYTE_PAIRS) {
            files.add(merges(file));
        }
        if (form != Form.COMPLETE) {
            BESIDE.stream()
                    .map(file::resolveSibling)
                    .filter(Files::isRegularFile)
                    .forEach(files::add);
        }
        return files;
    }
}
