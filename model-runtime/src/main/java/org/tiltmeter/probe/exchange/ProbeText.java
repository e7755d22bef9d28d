package org.tiltmeter.probe.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.StrictJson;
import org.tiltmeter.work.BadInputException;

/// Probe sets from files of every form that is known. Any worker's thread.
public final class ProbeText {

    private ProbeText() {}

    /// Whether a file of this name holds a set of its own, or else a table that is added to
    /// another set.
    public static boolean isWholeSet(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return !name.endsWith(".csv") && !name.endsWith(".tsv") && !name.endsWith(".txt");
    }

    /// Reads a set: lines where the name ends in `.jsonl`, a table added to a set where it ends
    /// in `.csv`, `.tsv` or `.txt`, and a probe file otherwise.
    ///
    /// @param probes what a table is added to
    /// @throws BadInputException in one sentence with the file and, of tables and lines, the
    /// row
    public static ProbeSet read(Path file, ProbeSet probes) {
        if (!isWholeSet(file)) {
            return TableImport.add(probes, text(file), name(file));
        }
        return name(file).toLowerCase(Locale.ROOT).endsWith(".jsonl")
                ? ProbeLines.read(text(file), name(file))
                : ProbeFile.read(file);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// A file as text.
    ///
    /// @throws BadInputException if it is too large or not UTF-8; the sentence names the row
    static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadInputException(name(file) + " is not a file in "
                        + file.toAbsolutePath().getParent() + ".");
            }
            if (Files.size(file) > StrictJson.LARGEST_FILE) {
                throw new BadInputException("%s holds %,d bytes, more than the %,d that such a file may have; split it."
                        .formatted(name(file), Files.size(file), StrictJson.LARGEST_FILE));
            }
            return decoded(Files.readAllBytes(file), name(file));
        } catch (IOException broken) {
            throw new BadInputException(name(file) + " cannot be read: " + broken.getMessage() + ".", broken);
        }
    }

    private static String decoded(byte[] bytes, String name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int row = 1;
            for (int i = 0; i < in.position(); i++) {
                row += bytes[i] == '\n' ? 1 : 0;
            }
            throw new BadInputException(
                    "%s: row %d is not encoded in UTF-8; save it again as UTF-8 (in a spreadsheet: CSV UTF-8)."
                            .formatted(name, row));
        }
        out.flip();
        String text = out.toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
