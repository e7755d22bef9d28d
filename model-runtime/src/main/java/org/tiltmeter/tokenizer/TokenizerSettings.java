package org.tiltmeter.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.work.BadInputException;

/// What the files beside a vocabulary say about it: tokenizer_config.json, special_tokens_map.json, added_tokens.json,
/// and of config.json the model's type.
///
/// @param config tokenizer_config.json, empty where there is none
/// @param map special_tokens_map.json, empty where there is none
/// @param added added_tokens.json, empty where there is none
/// @param modelType by config.json, or an empty text
record TokenizerSettings(ObjectNode config, ObjectNode map, ObjectNode added, String modelType) {

    /// The roles that a special token can have.
    static final List<String> ROLES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    static TokenizerSettings beside(Path file) {
        return new TokenizerSettings(
                read(file.resolveSibling("tokenizer_config.json")),
                read(file.resolveSibling("special_tokens_map.json")),
                read(file.resolveSibling("added_tokens.json")),
                read(file.resolveSibling("config.json")).path("model_type").asText(""));
    }

    private static ObjectNode read(Path file) {
        return Files.isRegularFile(file) ? JsonFiles.read(file) : JsonNodeFactory.instance.objectNode();
    }

    /// The class that the model's authors named, without the endings that say nothing, or an empty text.
    String tokenizerClass() {
        return config.path("tokenizer_class")
                .asText("")
                .replaceAll("(Fast)$", "")
                .replaceAll("Tokenizer$", "");
    }

    /// The spelling of the token with this role.
    Optional<String> token(String role) {
        return spelling(config.path(role)).or(() -> spelling(map.path(role)));
    }

    /// Whether a token with this role takes the space before it along.
    boolean stripsLeft(String role) {
        return config.path(role).path("lstrip").asBoolean(false)
                || map.path(role).path("lstrip").asBoolean(false);
    }

    private static Optional<String> spelling(JsonNode token) {
        String text = token.isObject() ? token.path("content").asText("") : token.asText("");
        return token.isNull() || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// A switch, if it is set.
    Optional<Boolean> flag(String name) {
        JsonNode value = config.path(name);
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    /// Tokens added to the vocabulary, by id, as tokenizer_config.json or added_tokens.json lists them.
    Map<Integer, ObjectNode> addedTokens() {
        Map<Integer, ObjectNode> tokens = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : added.properties()) {
            ObjectNode token = JsonNodeFactory.instance.objectNode();
            token.put("content", entry.getKey());
            tokens.put(id("added_tokens.json", entry.getValue().asText()), token);
        }
        for (Map.Entry<String, JsonNode> entry :
                config.path("added_tokens_decoder").properties()) {
            if (entry.getValue() instanceof ObjectNode token
                    && !token.path("content").asText("").isEmpty()) {
                tokens.put(id("tokenizer_config.json", entry.getKey()), token);
            }
        }
        return tokens;
    }

    private static int id(String file, String text) {
        try {
            int id = Integer.parseInt(text);
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException notANumber) {
            throw new BadInputException(wrongId(file, text), notANumber);
        }
        throw new BadInputException(wrongId(file, text));
    }

    private static String wrongId(String file, String text) {
        return file + " gives an added token the id \"" + text + "\", which is no whole number from 0 on;"
                + " get the file again.";
    }
}
