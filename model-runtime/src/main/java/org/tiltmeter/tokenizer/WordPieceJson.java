package org.tiltmeter.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.work.BadInputException;

/// vocab.txt as published with BERT and its relatives: one word piece a line, pieces within a word begin with `##`.
final class WordPieceJson {

    private static final Set<String> CLASSES = Set.of("", "Bert", "DistilBert", "Electra", "PreTrained");
    private static final int LONGEST_WORD = 100;

    private WordPieceJson() {}

    static ObjectNode of(Path file, TokenizerSettings settings) {
        if (!CLASSES.contains(settings.tokenizerClass())) {
            throw new BadInputException("tokenizer_config.json beside %s names the class %sTokenizer, which is not read"
                            .formatted(file, settings.tokenizerClass())
                    + " from vocab.txt; put the model's tokenizer.json there.");
        }
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        List<String> lines = TextLines.read(file);
        for (int id = 0; id < lines.size(); id++) {
            if (vocabulary.putIfAbsent(lines.get(id), id) != null) {
                throw new BadInputException("%s holds the piece \"%s\" twice, the second time in line %d;"
                                .formatted(file, lines.get(id), id + 1)
                        + " get the file again.");
            }
        }
        TokenizerJson json = new TokenizerJson(vocabulary);
        String unknown = settings.token("unk_token").orElse("[UNK]");
        String first = settings.token("cls_token").orElse("[CLS]");
        String last = settings.token("sep_token").orElse("[SEP]");
        for (String token : List.of(unknown, first, last)) {
            if (json.id(token).isEmpty()) {
                throw new BadInputException(
                        "%s does not hold the token %s, so it is no vocabulary of word pieces;".formatted(file, token)
                                + " get the file again.");
            }
        }
        for (String token : List.of(
                unknown,
                first,
                last,
                settings.token("pad_token").orElse("[PAD]"),
                settings.token("mask_token").orElse("[MASK]"))) {
            json.id(token).ifPresent(id -> json.add(id, token, true, false, false, false));
        }
        json.addFrom(settings);
        ObjectNode normalizer = TokenizerJson.part("BertNormalizer");
        normalizer.put("clean_text", true);
        normalizer.put(
                "handle_chinese_chars", settings.flag("tokenize_chinese_chars").orElse(true));
        settings.flag("strip_accents")
                .ifPresentOrElse(
                        strip -> normalizer.put("strip_accents", strip), () -> normalizer.putNull("strip_accents"));
        normalizer.put("lowercase", settings.flag("do_lower_case").orElseGet(() -> !hasCapitals(vocabulary)));
        ObjectNode model = TokenizerJson.part("WordPiece");
        model.put("unk_token", unknown);
        model.put("continuing_subword_prefix", "##");
        model.put("max_input_chars_per_word", LONGEST_WORD);
        ObjectNode pieces = model.putObject("vocab");
        vocabulary.forEach(pieces::put);
        return json.set("normalizer", normalizer)
                .set("pre_tokenizer", TokenizerJson.part("BertPreTokenizer"))
                .set(
                        "decoder",
                        TokenizerJson.part("WordPiece").put("prefix", "##").put("cleanup", true))
                .set("model", model)
                .frame(List.of(first), List.of(last))
                .build();
    }

    /// Where no file says whether capitals are kept, a vocabulary with words in capitals keeps them.
    private static boolean hasCapitals(Map<String, Integer> vocabulary) {
        return vocabulary.keySet().stream()
                .filter(piece -> !piece.startsWith("["))
                .anyMatch(piece -> piece.codePoints().anyMatch(Character::isUpperCase));
    }
}
