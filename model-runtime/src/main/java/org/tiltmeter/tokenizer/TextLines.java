package org.tiltmeter.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tiltmeter.checkpoint.Sizes;
import org.tiltmeter.work.BadInputException;

/// The files of a tokenizer as bytes and as lines, with limits.
final class TextLines {

    private static final long LONGEST_FILE = 64L << 20;

    private TextLines() {}

    static byte[] bytes(Path file) {
        try {
            long size = Files.size(file);
            if (size > LONGEST_FILE) {
                throw new BadInputException("%s is %s long, which no tokenizer's file is; get the model's own file."
                        .formatted(file, Sizes.of(size)));
            }
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new BadInputException(
                    file + " cannot be read (" + failure.getMessage() + "); check the file and its permissions.",
                    failure);
        }
    }

    /// Lines without their ends; a last empty one is left out.
    static List<String> read(Path file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file)))
                    .toString();
            String[] lines = text.split("\r?\n", -1);
            int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
            return List.of(lines).subList(0, count);
        } catch (CharacterCodingException failure) {
            throw new BadInputException(file + " is no text in UTF-8; get the file again.", failure);
        }
    }
}
