package org.tiltmeter.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tiltmeter.work.BadInputException;

/// Reads JSON that somebody else wrote, with limits on size and depth and without duplicate names.
public final class JsonFiles {

    /// Nothing that describes a model is nested deeper.
    private static final int DEEPEST = 40;

    private static final long LONGEST_FILE = 64L << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxDocumentLength(200L << 20)
                            .maxStringLength(16 << 20)
                            .maxNumberLength(100)
                            .maxNameLength(4096)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonFiles() {}

    /// The object in a file.
    public static ObjectNode read(Path file) {
        byte[] bytes;
        try {
            long size = Files.size(file);
            if (size > LONGEST_FILE) {
                throw new BadInputException("%s is %s long, which no such file is; choose the model's own file."
                        .formatted(file, Sizes.of(size)));
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
        return parse(bytes, file.toString());
    }

    /// The object in these bytes.
    ///
    /// @param what what the bytes are, for messages
    public static ObjectNode parse(byte[] bytes, String what) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new BadInputException(what + " does not hold a JSON object; get the file again.");
        } catch (JsonProcessingException failure) {
            throw new BadInputException(
                    "%s is not valid JSON (line %d: %s); get the file again."
                            .formatted(
                                    what,
                                    failure.getLocation() == null
                                            ? 1
                                            : failure.getLocation().getLineNr(),
                                    firstLine(failure.getOriginalMessage())),
                    failure);
        } catch (IOException failure) {
            throw new BadInputException(what + " cannot be read as JSON: " + failure.getMessage() + ".", failure);
        }
    }

    static BadInputException unreadable(Path file, IOException failure) {
        String reason = failure instanceof java.nio.file.NoSuchFileException
                ? "does not exist"
                : "cannot be read (" + failure.getClass().getSimpleName() + ": " + failure.getMessage() + ")";
        return new BadInputException(file + " " + reason + "; check the file and its permissions.", failure);
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("unreadable");
        String shortened = line.length() > 160 ? line.substring(0, 160) + "…" : line;
        return shortened.toLowerCase(Locale.ROOT);
    }
}
