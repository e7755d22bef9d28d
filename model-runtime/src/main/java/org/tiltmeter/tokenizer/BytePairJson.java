package org.tiltmeter.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.work.BadInputException;

/// vocab.json and merges.txt as published with GPT-2 and its relatives: pair encoding over bytes, each byte written
/// as one visible character.
final class BytePairJson {

    private static final Set<String> PLAIN =
            Set.of("", "GPT2", "OPT", "GPTNeoX", "CodeGen", "GPTNeo", "GPTJ", "PreTrained");
    private static final Set<String> FRAMED = Set.of("Roberta", "Bart", "Longformer", "LED");
    private static final String USUAL = "<|endoftext|>";
    private static final String QWEN = "Qwen2";
    private static final Set<String> FRAMED_TYPES = Set.of("roberta", "bart", "longformer", "led");

    /// How Qwen cuts a text before pairs are merged: contractions, words, single digits, signs, line ends, spaces.
    private static final String QWEN_CUTS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}|"
            + " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private final Path file;
    private final TokenizerSettings settings;
    private final TokenizerJson json;
    private final Map<String, Integer> vocabulary;

    private BytePairJson(Path file, TokenizerSettings settings, Map<String, Integer> vocabulary) {
        this.file = file;
        this.settings = settings;
        this.vocabulary = vocabulary;
        this.json = new TokenizerJson(vocabulary);
    }

    static ObjectNode of(Path file, Path merges, TokenizerSettings settings) {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : JsonFiles.read(file).properties()) {
            vocabulary.put(entry.getKey(), Vocabulary.id(file, entry.getValue()));
        }
        if (vocabulary.isEmpty()) {
            throw new BadInputException(file + " holds no token; get the file again.");
        }
        return new BytePairJson(file, settings, vocabulary).build(merges);
    }

    private ObjectNode build(Path merges) {
        String named = settings.tokenizerClass();
        boolean framed = FRAMED.contains(named) || (named.isEmpty() && FRAMED_TYPES.contains(settings.modelType()));
        boolean qwen = named.equals(QWEN);
        if (!framed && !qwen && !PLAIN.contains(named)) {
            throw new BadInputException("tokenizer_config.json beside %s names the class %sTokenizer, which is not read"
                            .formatted(file, named)
                    + " from a vocabulary and merges; put the model's tokenizer.json there.");
        }
        boolean spaceBefore = settings.flag("add_prefix_space").orElse(false);
        json.set("model", model(merges));
        json.set("decoder", byteLevel(true, true, true));
        if (framed) {
            frame(spaceBefore);
        } else {
            addUsual();
            json.addFrom(settings);
            json.set("post_processor", byteLevel(true, false, true));
            addBeginning();
        }
        if (qwen) {
            json.set("normalizer", TokenizerJson.part("NFC"));
            ObjectNode cuts = TokenizerJson.part("Split").put("behavior", "Isolated");
            cuts.put("invert", false).putObject("pattern").put("Regex", QWEN_CUTS);
            json.set(
                    "pre_tokenizer",
                    TokenizerJson.sequence("pretokenizers", List.of(cuts, byteLevel(spaceBefore, false, false))));
            json.set("post_processor", byteLevel(false, false, false));
        } else {
            json.set("pre_tokenizer", byteLevel(spaceBefore, true, true));
        }
        return json.build();
    }

    private ObjectNode model(Path mergesFile) {
        ObjectNode model = TokenizerJson.part("BPE");
        model.putNull("dropout");
        String unknown = settings.token("unk_token").orElse("");
        if (vocabulary.containsKey(unknown) && !holdsEveryByte()) {
            model.put("unk_token", unknown);
        } else {
            model.putNull("unk_token");
        }
        model.put("continuing_subword_prefix", "");
        model.put("end_of_word_suffix", "");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        ObjectNode pieces = model.putObject("vocab");
        vocabulary.forEach(pieces::put);
        ArrayNode merges = model.putArray("merges");
        List<String> lines = TextLines.read(mergesFile);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || (i == 0 && line.startsWith("#version"))) {
                continue;
            }
            String[] pair = line.split(" ", -1);
            if (pair.length != 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
                throw new BadInputException("%s does not hold two pieces and a space in line %d; get the file again."
                        .formatted(mergesFile, i + 1));
            }
            if (!vocabulary.containsKey(pair[0])
                    || !vocabulary.containsKey(pair[1])
                    || !vocabulary.containsKey(pair[0] + pair[1])) {
                throw new BadInputException(
                        "%s merges \"%s\" in line %d, which %s does not hold; the two files do not belong together."
                                .formatted(mergesFile, line, i + 1, file.getFileName()));
            }
            merges.add(line);
        }
        return model;
    }

    /// Whether each of the 256 bytes has its character in the vocabulary: printable ones stand for themselves, the
    /// others for the characters from U+0100 on.
    private boolean holdsEveryByte() {
        int next = 0x100;
        for (int value = 0; value < 0x100; value++) {
            boolean visible = (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
            if (!vocabulary.containsKey(Character.toString(visible ? value : next++))) {
                return false;
            }
        }
        return true;
    }

    private void frame(boolean spaceBefore) {
        String first = settings.token("cls_token")
                .or(() -> settings.token("bos_token"))
                .orElse("<s>");
        String last = settings.token("sep_token")
                .or(() -> settings.token("eos_token"))
                .orElse("</s>");
        String mask = settings.token("mask_token").orElse("<mask>");
        for (String token : List.of(first, last)) {
            if (json.id(token).isEmpty()) {
                throw new BadInputException(
                        "%s does not hold the token %s that frames a text; get the file again.".formatted(file, token));
            }
        }
        for (String token : List.of(
                first,
                last,
                settings.token("pad_token").orElse("<pad>"),
                settings.token("unk_token").orElse("<unk>"))) {
            json.id(token).ifPresent(id -> json.add(id, token, true, true, false, false));
        }
        json.id(mask).ifPresent(id -> json.add(id, mask, true, false, true, false));
        json.addFrom(settings);
        ObjectNode frame = TokenizerJson.part("RobertaProcessing");
        frame.putArray("sep").add(last).add(json.id(last).orElseThrow());
        frame.putArray("cls").add(first).add(json.id(first).orElseThrow());
        frame.put("trim_offsets", true);
        frame.put("add_prefix_space", spaceBefore);
        json.set("post_processor", frame);
    }

    /// GPT-2's one special token stands for each of these that the files do not name.
    private void addUsual() {
        boolean named = Stream.of("bos_token", "eos_token", "unk_token")
                .allMatch(role -> settings.token(role).isPresent());
        if (!named) {
            json.id(USUAL).ifPresent(id -> json.add(id, USUAL, true, true, false, false));
        }
    }

    private void addBeginning() {
        if (settings.flag("add_bos_token").orElse(false)) {
            String first = settings.token("bos_token")
                    .orElseThrow(() -> new BadInputException("tokenizer_config.json beside " + file
                            + " asks for a token that begins a text but names none; get the model's own file."));
            json.frame(List.of(first), List.of());
        }
    }

    private static ObjectNode byteLevel(boolean spaceBefore, boolean trim, boolean cut) {
        return TokenizerJson.part("ByteLevel")
                .put("add_prefix_space", spaceBefore)
                .put("trim_offsets", trim)
                .put("use_regex", cut);
    }
}
