package org.tiltmeter.sample.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A byte-level byte-pair vocabulary: three special tokens, the 256 bytes, then one token per merge. For one thread.
///
/// Sennrich, Haddow and Birch 2016 (byte pairs), Radford et al. 2019 (on bytes, within pieces of a text).
public final class Vocabulary {

    /// Stands before every text.
    static final String START = "<|startoftext|>";

    /// Ends every text.
    static final String END = "<|endoftext|>";

    /// Fills rows up.
    static final String PADDING = "<|padding|>";

    private static final List<String> SPECIAL = List.of(START, END, PADDING);

    /// Words with the space before them, numbers, signs, and white space.
    private static final Pattern PIECE = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final List<Pair> merges;
    private final Map<Pair, Integer> ranks = new HashMap<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, int[]> encoded = new HashMap<>();

    private Vocabulary(List<Pair> merges) {
        this.merges = List.copyOf(merges);
        SPECIAL.forEach(token -> ids.put(token, ids.size()));
        for (int value = 0; value < 256; value++) {
            ids.put(String.valueOf(ByteAlphabet.character(value)), ids.size());
        }
        for (Pair merge : merges) {
            ranks.put(merge, ranks.size());
            ids.putIfAbsent(merge.joined(), ids.size());
        }
    }

    /// Two neighbouring tokens.
    private record Pair(String left, String right) implements Comparable<Pair> {

        String joined() {
            return left + right;
        }

        @Override
        public int compareTo(Pair other) {
            int byLeft = left.compareTo(other.left);
            return byLeft != 0 ? byLeft : right.compareTo(other.right);
        }
    }

    /// Learns a vocabulary: joins the most frequent pair of neighbouring tokens, again and again, until every
    /// piece of the texts is one token or the vocabulary is full. Between equally frequent pairs the first in
    /// the alphabet wins, so the same texts give the same vocabulary.
    ///
    /// @param size most tokens the vocabulary may hold
    static Vocabulary learn(Iterable<String> texts, int size) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> pieces(text).forEach(piece -> counts.merge(ByteAlphabet.spell(piece), 1, Integer::sum)));
        Map<String, List<String>> words = new HashMap<>();
        counts.keySet().forEach(word -> words.put(word, List.of(word.split(""))));
        List<Pair> merges = new ArrayList<>();
        while (merges.size() < size - 256 - SPECIAL.size()) {
            Optional<Pair> best = mostFrequent(words, counts);
            if (best.isEmpty()) {
                break;
            }
            merges.add(best.get());
            words.replaceAll((word, tokens) -> joined(tokens, best.get()));
        }
        return new Vocabulary(merges);
    }

    private static Optional<Pair> mostFrequent(Map<String, List<String>> words, Map<String, Integer> counts) {
        Map<Pair, Integer> pairs = new HashMap<>();
        words.forEach((word, tokens) -> {
            int count = counts.getOrDefault(word, 0);
            for (int i = 1; i < tokens.size(); i++) {
                pairs.merge(new Pair(tokens.get(i - 1), tokens.get(i)), count, Integer::sum);
            }
        });
        return pairs.entrySet().stream()
                .min(Map.Entry.<Pair, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static List<String> joined(List<String> tokens, Pair pair) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (i + 1 < tokens.size()
                    && tokens.get(i).equals(pair.left())
                    && tokens.get(i + 1).equals(pair.right())) {
                result.add(pair.joined());
                i++;
            } else {
                result.add(tokens.get(i));
            }
        }
        return result;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    /// Number of tokens.
    int size() {
        return ids.size();
    }

    /// The id of a special token.
    int special(String token) {
        return SPECIAL.indexOf(token);
    }

    /// A text's token ids, without special tokens.
    int[] encode(String text) {
        return pieces(text).stream()
                .map(piece -> encoded.computeIfAbsent(piece, this::encodePiece))
                .flatMapToInt(Arrays::stream)
                .toArray();
    }

    private int[] encodePiece(String piece) {
        List<String> tokens = List.of(ByteAlphabet.spell(piece).split(""));
        while (true) {
            Pair first = null;
            int rank = Integer.MAX_VALUE;
            for (int i = 1; i < tokens.size(); i++) {
                Pair pair = new Pair(tokens.get(i - 1), tokens.get(i));
                int found = ranks.getOrDefault(pair, Integer.MAX_VALUE);
                if (found < rank) {
                    first = pair;
                    rank = found;
                }
            }
            if (first == null) {
                return tokens.stream()
                        .mapToInt(token -> ids.getOrDefault(token, -1))
                        .toArray();
            }
            tokens = joined(tokens, first);
        }
    }

    /// The vocabulary as a `tokenizer.json` of Hugging Face tokenizers.
    String tokenizerJson() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation").putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (String token : SPECIAL) {
            added.addObject()
                    .put("id", special(token))
                    .put("content", token)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putNull("normalizer");
        byteLevel(root.putObject("pre_tokenizer"));
        ObjectNode template = root.putObject("post_processor").put("type", "TemplateProcessing");
        specialInTemplate(template.putArray("single"));
        sequenceInTemplate(template.withArray("single"), "A", 0);
        specialInTemplate(template.putArray("pair"));
        sequenceInTemplate(template.withArray("pair"), "A", 0);
        sequenceInTemplate(template.withArray("pair"), "B", 1);
        ObjectNode start = template.putObject("special_tokens").putObject(START).put("id", START);
        start.putArray("ids").add(special(START));
        start.putArray("tokens").add(START);
        byteLevel(root.putObject("decoder"));
        ObjectNode model = root.putObject("model").put("type", "BPE");
        model.putNull("dropout").putNull("unk_token");
        model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        ids.forEach(vocabulary::put);
        ArrayNode list = model.putArray("merges");
        merges.forEach(merge -> list.add(merge.left() + " " + merge.right()));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a tree of texts and numbers cannot be written as JSON", failure);
        }
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false)
                .put("use_regex", true);
    }

    private static void specialInTemplate(ArrayNode template) {
        template.addObject().putObject("SpecialToken").put("id", START).put("type_id", 0);
    }

    private static void sequenceInTemplate(ArrayNode template, String sequence, int type) {
        template.addObject().putObject("Sequence").put("id", sequence).put("type_id", type);
    }
}
