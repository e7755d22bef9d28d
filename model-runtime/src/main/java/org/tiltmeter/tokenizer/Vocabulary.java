package org.tiltmeter.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.tiltmeter.work.BadInputException;

/// The tokens that a tokenizer's files list, read without starting a tokenizer.
///
/// @param pieces spelling by id
/// @param largestOrdinary largest id of the vocabulary proper, added tokens not counted; −1 if there is none
public record Vocabulary(Map<Integer, String> pieces, int largestOrdinary) {

    /// Copies the map.
    public Vocabulary {
        pieces = Map.copyOf(pieces);
    }

    /// Reads a tokenizer.json, or the files of another form.
    ///
    /// @throws BadInputException if it is no such file
    public static Vocabulary read(Path file) {
        return of(TokenizerDefinition.read(file), file);
    }

    /// @param file named in messages
    static Vocabulary of(ObjectNode root, Path file) {
        JsonNode vocabulary = root.path("model").path("vocab");
        Map<Integer, String> pieces = new HashMap<>();
        int largest = -1;
        if (vocabulary.isObject()) {
            for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
                int id = id(file, entry.getValue());
                pieces.put(id, entry.getKey());
                largest = Math.max(largest, id);
            }
        } else if (vocabulary.isArray()) {
            for (int id = 0; id < vocabulary.size(); id++) {
                pieces.put(id, vocabulary.get(id).path(0).asText());
            }
            largest = vocabulary.size() - 1;
        } else {
            throw new BadInputException(file + " has no vocabulary, so it is no tokenizer.json; get the file again.");
        }
        for (JsonNode added : root.path("added_tokens")) {
            pieces.put(id(file, added.path("id")), added.path("content").asText());
        }
        return new Vocabulary(pieces, largest);
    }

    static int id(Path file, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 0) {
            throw new BadInputException(file + " gives a token the id " + node
                    + ", which is no whole number from 0 on; get the file again.");
        }
        return node.asInt();
    }

    /// Refuses a vocabulary that names more tokens than the model has.
    ///
    /// @param model number of token ids of the model
    public void requireFit(Path file, int model) {
        if (largestOrdinary >= model) {
            throw new BadInputException("The tokenizer " + file + " knows tokens up to the id " + largestOrdinary
                    + " but the model only those below " + model
                    + "; put the tokenizer that belongs to the model into its folder.");
        }
    }

    /// Number of ids, added tokens included.
    public int size() {
        return pieces.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }
}
