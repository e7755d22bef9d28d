package org.tiltmeter.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.work.BadInputException;

/// The tokens of a masked model that are no part of a text: the mask, and those that frame or pad a text.
///
/// @param mask the token that hides another
/// @param special all of them, the mask included; the token for unknown text is not among them
public record FrameTokens(int mask, Set<Integer> special) {

    /// Copies the set.
    public FrameTokens {
        special = Set.copyOf(special);
    }

    /// Whether a token is no part of a text.
    public boolean frames(int id) {
        return special.contains(id);
    }

    /// Reads them from the tokenizer's files, and which of them is the mask from tokenizer_config.json or
    /// special_tokens_map.json beside it; where neither says so, it is the one spelled `[MASK]` or `<mask>`.
    ///
    /// @throws BadInputException if the files name no mask
    public static FrameTokens read(Path tokenizerFile) {
        ObjectNode root = TokenizerDefinition.read(tokenizerFile);
        String unknown = root.path("model").path("unk_token").asText("");
        Optional<String> named = named(tokenizerFile.resolveSibling("tokenizer_config.json"))
                .or(() -> named(tokenizerFile.resolveSibling("special_tokens_map.json")));
        List<String> spellings = named.map(List::of).orElse(List.of("[MASK]", "<mask>"));
        Set<Integer> special = new HashSet<>();
        OptionalInt mask = OptionalInt.empty();
        for (JsonNode added : root.path("added_tokens")) {
            String spelling = added.path("content").asText();
            boolean isMask = spellings.contains(spelling);
            if (isMask) {
                mask = OptionalInt.of(added.path("id").asInt());
            }
            if (isMask || (added.path("special").asBoolean() && !spelling.equals(unknown))) {
                special.add(added.path("id").asInt());
            }
        }
        int found = mask.orElseThrow(() -> new BadInputException(tokenizerFile + " has no token " + spellings.getFirst()
                + " that hides another, which scoring with a masked model needs; get the model's own"
                + " tokenizer files."));
        return new FrameTokens(found, special);
    }

    private static Optional<String> named(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode token = JsonFiles.read(file).path("mask_token");
        String spelling = token.isObject() ? token.path("content").asText("") : token.asText("");
        return spelling.isEmpty() ? Optional.empty() : Optional.of(spelling);
    }
}
