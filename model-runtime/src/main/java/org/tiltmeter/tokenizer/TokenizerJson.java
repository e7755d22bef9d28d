package org.tiltmeter.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts a tokenizer.json together, part by part.
final class TokenizerJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode root = NODES.objectNode();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final TreeMap<Integer, ObjectNode> added = new TreeMap<>();

    /// @param vocabulary id by spelling
    TokenizerJson(Map<String, Integer> vocabulary) {
        ids.putAll(vocabulary);
        root.put("version", "1.0");
        for (String part : List.of(
                "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder")) {
            root.putNull(part);
        }
    }

    /// A part of the given type.
    static ObjectNode part(String type) {
        return NODES.objectNode().put("type", type);
    }

    /// Several parts, one after the other; null for none.
    static JsonNode sequence(String list, List<? extends JsonNode> parts) {
        if (parts.isEmpty()) {
            return NODES.nullNode();
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        ObjectNode sequence = part("Sequence");
        sequence.putArray(list).addAll(parts);
        return sequence;
    }

    /// Replaces a text.
    static ObjectNode replace(String text, String by) {
        ObjectNode part = part("Replace").put("content", by);
        part.putObject("pattern").put("String", text);
        return part;
    }

    /// Replaces what a regular expression finds.
    static ObjectNode replaceFound(String regex, String by) {
        ObjectNode part = part("Replace").put("content", by);
        part.putObject("pattern").put("Regex", regex);
        return part;
    }

    TokenizerJson set(String name, JsonNode part) {
        root.set(name, part);
        return this;
    }

    /// The id of a token of the vocabulary or an added one.
    Optional<Integer> id(String token) {
        return Optional.ofNullable(ids.get(token));
    }

    /// Makes a token be found in texts before anything else is done with them.
    void add(int id, String content, boolean special, boolean normalized, boolean stripsLeft, boolean stripsRight) {
        ids.putIfAbsent(content, id);
        ObjectNode token = NODES.objectNode();
        token.put("id", id);
        token.put("content", content);
        token.put("single_word", false);
        token.put("lstrip", stripsLeft);
        token.put("rstrip", stripsRight);
        token.put("normalized", normalized);
        token.put("special", special);
        added.put(id, token);
    }

    /// Adds what the files beside the vocabulary add: listed tokens, and those with a role. A token with a role that
    /// has no id yet gets the next free one.
    void addFrom(TokenizerSettings settings) {
        List<String> special = TokenizerSettings.ROLES.stream()
                .map(settings::token)
                .flatMap(Optional::stream)
                .toList();
        settings.addedTokens()
                .forEach((id, token) -> add(
                        id,
                        token.path("content").asText(),
                        token.path("special")
                                .asBoolean(
                                        special.contains(token.path("content").asText())),
                        token.path("normalized").asBoolean(false),
                        token.path("lstrip").asBoolean(false),
                        token.path("rstrip").asBoolean(false)));
        for (String role : TokenizerSettings.ROLES) {
            settings.token(role).ifPresent(token -> {
                int id = id(token).orElseGet(this::nextId);
                if (!added.containsKey(id)) {
                    add(id, token, true, false, settings.stripsLeft(role), false);
                }
            });
        }
    }

    private int nextId() {
        return ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    /// Tokens put before and after a text; nothing is set where both lists are empty.
    TokenizerJson frame(List<String> before, List<String> after) {
        if (before.isEmpty() && after.isEmpty()) {
            return this;
        }
        ObjectNode template = part("TemplateProcessing");
        ArrayNode single = template.putArray("single");
        ArrayNode pair = template.putArray("pair");
        for (ArrayNode list : List.of(single, pair)) {
            before.forEach(token -> list.addObject().set("SpecialToken", piece(token)));
            list.addObject().set("Sequence", piece("A"));
            after.forEach(token -> list.addObject().set("SpecialToken", piece(token)));
        }
        pair.addObject().set("Sequence", piece("B"));
        after.forEach(token -> pair.addObject().set("SpecialToken", piece(token)));
        ObjectNode special = template.putObject("special_tokens");
        List<String> all = new ArrayList<>(before);
        all.addAll(after);
        for (String token : all) {
            ObjectNode entry = special.putObject(token);
            entry.put("id", token);
            entry.putArray("ids").add(id(token).orElseThrow());
            entry.putArray("tokens").add(token);
        }
        return set("post_processor", template);
    }

    private static ObjectNode piece(String id) {
        return NODES.objectNode().put("id", id).put("type_id", 0);
    }

    ObjectNode build() {
        ArrayNode list = NODES.arrayNode();
        added.values().forEach(list::add);
        root.set("added_tokens", list);
        return root;
    }
}
