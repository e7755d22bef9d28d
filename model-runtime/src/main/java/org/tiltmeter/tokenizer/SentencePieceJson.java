package org.tiltmeter.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.tokenizer.SentencePieceModel.Kind;
import org.tiltmeter.tokenizer.SentencePieceModel.Piece;
import org.tiltmeter.tokenizer.SentencePieceModel.PieceType;
import org.tiltmeter.work.BadInputException;

/// A SentencePiece model as a tokenizer.json. Pairs are merged in the order of the scores of what they become
/// (Kudo and Richardson 2018); the frame of a text is that of the tokenizer class which the model names.
final class SentencePieceJson {

    private static final String SPACE = "▁";
    private static final Set<String> BEGUN = Set.of("", "Llama", "CodeLlama", "Gemma", "Mistral", "PreTrained");
    private static final Set<String> ENDED = Set.of("T5", "MT5");
    private static final Set<String> ENDED_TYPES = Set.of("t5", "mt5", "umt5", "switch_transformers");
    private static final String ALBERT = "Albert";

    private final SentencePieceModel model;
    private final TokenizerSettings settings;
    private final Path file;
    private final Map<String, Integer> vocabulary = new LinkedHashMap<>();

    private SentencePieceJson(SentencePieceModel model, TokenizerSettings settings, Path file) {
        this.model = model;
        this.settings = settings;
        this.file = file;
    }

    static ObjectNode of(SentencePieceModel model, TokenizerSettings settings, Path file) {
        return new SentencePieceJson(model, settings, file).build();
    }

    private ObjectNode build() {
        refuseWhatIsNotKnown();
        for (int id = 0; id < model.pieces().size(); id++) {
            String text = model.pieces().get(id).text();
            if (vocabulary.putIfAbsent(text, id) != null) {
                throw new BadInputException(
                        "%s holds the piece \"%s\" twice; get the file again.".formatted(file, text));
            }
        }
        TokenizerJson json = new TokenizerJson(vocabulary);
        json.set("model", model.kind() == Kind.UNIGRAM ? unigram() : pairs());
        boolean prepends = addSpaces(json);
        for (int id = 0; id < model.pieces().size(); id++) {
            Piece piece = model.pieces().get(id);
            boolean special = piece.type() == PieceType.CONTROL || piece.type() == PieceType.UNKNOWN;
            // Spaces in a symbol are met as U+2581 where texts have been made ready, unless a prefix gets in the way.
            boolean spaced = piece.text().contains(SPACE);
            if (special || (piece.type() == PieceType.USER_DEFINED && !(spaced && prepends))) {
                json.add(id, piece.text(), special, spaced, false, false);
            }
        }
        json.addFrom(settings);
        frame(json);
        return json.build();
    }

    private void refuseWhatIsNotKnown() {
        if (model.kind() == Kind.WORDS || model.kind() == Kind.CHARACTERS) {
            throw refusal("cuts texts into " + (model.kind() == Kind.WORDS ? "words" : "characters")
                    + ", which is not known; known are unigram and pair encoding");
        }
        if (model.spaceAfter()) {
            throw refusal("writes spaces after words (treat_whitespace_as_suffix), which is not known");
        }
        if (!model.escapesSpaces()) {
            throw refusal("keeps spaces as they are (escape_whitespaces is off), which is not known");
        }
        if (!model.ids(PieceType.UNUSED).isEmpty()) {
            throw refusal("marks pieces as unused, which is not known");
        }
        if (model.ids(PieceType.UNKNOWN).size() != 1) {
            throw refusal("has " + model.ids(PieceType.UNKNOWN).size() + " pieces for what is unknown, not one");
        }
        String named = settings.tokenizerClass();
        if (!BEGUN.contains(named) && !ENDED.contains(named) && !named.equals(ALBERT)) {
            throw refusal("belongs to the class " + named + "Tokenizer, whose ids and frame are not known");
        }
    }

    private BadInputException refusal(String why) {
        return new BadInputException(file + " " + why + "; put the model's tokenizer.json there.");
    }

    private ObjectNode unigram() {
        ObjectNode unigram = TokenizerJson.part("Unigram");
        unigram.put("unk_id", model.ids(PieceType.UNKNOWN).getFirst());
        ArrayNode pieces = unigram.putArray("vocab");
        for (Piece piece : model.pieces()) {
            pieces.addArray().add(piece.text()).add((double) piece.score());
        }
        unigram.put("byte_fallback", model.byteFallback());
        return unigram;
    }

    private ObjectNode pairs() {
        ObjectNode pairs = TokenizerJson.part("BPE");
        pairs.putNull("dropout");
        pairs.put(
                "unk_token",
                model.pieces().get(model.ids(PieceType.UNKNOWN).getFirst()).text());
        pairs.putNull("continuing_subword_prefix");
        pairs.putNull("end_of_word_suffix");
        pairs.put("fuse_unk", true);
        pairs.put("byte_fallback", model.byteFallback());
        pairs.put("ignore_merges", false);
        ObjectNode pieces = pairs.putObject("vocab");
        vocabulary.forEach(pieces::put);
        ArrayNode merges = pairs.putArray("merges");
        merges().forEach(merge -> merges.addArray().add(merge.left()).add(merge.right()));
        return pairs;
    }

    /// Two pieces that become one of this score.
    private record Merge(String left, String right, float score) {}

    private List<Merge> merges() {
        List<Merge> merges = new ArrayList<>();
        for (Piece whole : model.pieces()) {
            String text = whole.text();
            boolean joins = whole.type() == PieceType.NORMAL
                    || (whole.type() == PieceType.USER_DEFINED && text.contains(SPACE));
            for (int cut = text.offsetByCodePoints(0, 1); joins && cut < text.length(); ) {
                String left = text.substring(0, cut);
                String right = text.substring(cut);
                if (isPart(left) && isPart(right)) {
                    merges.add(new Merge(left, right, whole.score()));
                }
                cut = text.offsetByCodePoints(cut, 1);
            }
        }
        merges.sort(Comparator.comparingDouble(merge -> -merge.score()));
        return merges;
    }

    private boolean isPart(String text) {
        return Optional.ofNullable(vocabulary.get(text))
                .map(id -> model.pieces().get(id).type())
                .filter(type -> type == PieceType.NORMAL || type == PieceType.USER_DEFINED)
                .isPresent();
    }

    /// Sets how spaces are handled before and after.
    ///
    /// @return whether a space is put before each text while it is made ready
    private boolean addSpaces(TokenizerJson json) {
        List<ObjectNode> normalizers = new ArrayList<>();
        if (model.charsMap().length > 0) {
            normalizers.add(TokenizerJson.part("Precompiled")
                    .put("precompiled_charsmap", Base64.getEncoder().encodeToString(model.charsMap())));
        }
        albertNormalizers(normalizers);
        if (model.removesExtraSpaces()) {
            normalizers.add(TokenizerJson.replaceFound("\\A +| +\\z", ""));
            normalizers.add(TokenizerJson.replaceFound(" {2,}", " "));
        }
        // Where the authors say that texts no longer get a space after each special token, only the first part does.
        boolean first = !settings.flag("legacy").orElse(true) || model.removesExtraSpaces();
        boolean prefix = settings.flag("add_prefix_space").orElse(true) && model.dummyPrefix();
        boolean prepends = prefix && !first;
        if (prepends) {
            normalizers.add(TokenizerJson.part("Prepend").put("prepend", SPACE));
        }
        normalizers.add(TokenizerJson.replace(" ", SPACE));
        json.set("normalizer", TokenizerJson.sequence("normalizers", normalizers));
        if (first && prefix) {
            boolean legacy = settings.flag("legacy").orElse(true);
            json.set(
                    "pre_tokenizer", spaces(legacy ? "always" : "first", model.kind() == Kind.UNIGRAM && wordsApart()));
        }
        List<ObjectNode> decoders = new ArrayList<>();
        decoders.add(TokenizerJson.replace(SPACE, " "));
        if (model.byteFallback()) {
            decoders.add(TokenizerJson.part("ByteFallback"));
        }
        decoders.add(TokenizerJson.part("Fuse"));
        if (prefix) {
            decoders.add(TokenizerJson.part("Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0));
        }
        json.set("decoder", TokenizerJson.sequence("decoders", decoders));
        return prepends;
    }

    /// ALBERT's own preparation, before that of the model: quotes, accents and case.
    private void albertNormalizers(List<ObjectNode> normalizers) {
        if (!isAlbert()) {
            return;
        }
        List<ObjectNode> own =
                new ArrayList<>(List.of(TokenizerJson.replace("``", "\""), TokenizerJson.replace("''", "\"")));
        if (!settings.flag("keep_accents").orElse(false)) {
            own.add(TokenizerJson.part("NFKD"));
            own.add(TokenizerJson.part("StripAccents"));
        }
        if (settings.flag("do_lower_case").orElse(true)) {
            own.add(TokenizerJson.part("Lowercase"));
        }
        normalizers.addAll(0, own);
    }

    private static JsonNode spaces(String when, boolean split) {
        return TokenizerJson.part("Metaspace")
                .put("replacement", SPACE)
                .put("prepend_scheme", when)
                .put("split", split);
    }

    /// Whether no piece goes on after a space within it.
    private boolean wordsApart() {
        return model.pieces().stream()
                .filter(piece -> piece.type() == PieceType.NORMAL)
                .noneMatch(piece -> piece.text().indexOf(SPACE, 1) > 0);
    }

    private boolean isAlbert() {
        String named = settings.tokenizerClass();
        return named.equals(ALBERT) || (named.isEmpty() && settings.modelType().equals("albert"));
    }

    private void frame(TokenizerJson json) {
        String named = settings.tokenizerClass();
        boolean ended = ENDED.contains(named) || (named.isEmpty() && ENDED_TYPES.contains(settings.modelType()));
        if (isAlbert()) {
            json.frame(List.of(token(json, "cls_token", "[CLS]")), List.of(token(json, "sep_token", "[SEP]")));
            return;
        }
        if (ended) {
            addSentinels(json);
        }
        boolean begins = settings.flag("add_bos_token").orElse(!ended);
        boolean ends = settings.flag("add_eos_token").orElse(ended);
        json.frame(
                begins ? List.of(token(json, "bos_token", "<s>", "<bos>")) : List.of(),
                ends ? List.of(token(json, "eos_token", "</s>", "<eos>")) : List.of());
    }

    /// T5's tokens for what was left out of a text, counted down after all others; in no file of the older form.
    private void addSentinels(TokenizerJson json) {
        int count = settings.config().path("extra_ids").asInt(100);
        int next = model.pieces().size();
        for (int i = count - 1; i >= 0; i--, next++) {
            String token = "<extra_id_" + i + ">";
            if (json.id(token).isEmpty()) {
                json.add(next, token, true, false, false, false);
            }
        }
    }

    private String token(TokenizerJson json, String role, String... usual) {
        List<String> spellings = new ArrayList<>();
        settings.token(role).ifPresent(spellings::add);
        spellings.addAll(List.of(usual));
        return spellings.stream()
                .filter(token -> json.id(token).isPresent())
                .findFirst()
                .orElseThrow(() -> refusal("names no " + role.replace('_', ' ') + ", which frames each text"));
    }
}
