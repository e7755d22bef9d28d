package org.tiltmeter.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Builds a TorchScript archive in memory: a zip of source text and one pickled module object whose attributes are all
/// None, so that its own methods fill them.
final class ScriptArchive {

    private static final byte PROTOCOL = (byte) 0x80;
    private static final byte NEW_OBJECT = (byte) 0x81;
    private static final byte FALSE = (byte) 0x89;
    private static final char NONE = 'N';

    private ScriptArchive() {}

    /// @param sources source texts by file name below `code/`, for instance `__torch__.py` and `__torch__/norm.py`; the
    ///     first holds the class `Kernels`
    /// @param attributes names of the module's own attributes
    static byte[] of(Map<String, String> sources, List<String> attributes) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.setMethod(ZipOutputStream.STORED);
                entry(zip, "kernels/data.pkl", pickle(attributes));
                for (Map.Entry<String, String> source : sources.entrySet()) {
                    entry(
                            zip,
                            "kernels/code/" + source.getKey(),
                            source.getValue().getBytes(UTF_8));
                }
                entry(zip, "kernels/constants.pkl", new byte[] {PROTOCOL, 2, ')', '.'});
                entry(zip, "kernels/version", "3\n".getBytes(UTF_8));
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    private static byte[] pickle(List<String> attributes) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {PROTOCOL, 2});
        pickle.write("c__torch__\nKernels\n".getBytes(ISO_8859_1));
        pickle.write("q\0)".getBytes(ISO_8859_1));
        pickle.write(NEW_OBJECT);
        pickle.write("}(".getBytes(ISO_8859_1));
        key(pickle, "training");
        pickle.write(FALSE);
        key(pickle, "_is_full_backward_hook");
        pickle.write(NONE);
        for (String attribute : attributes) {
            key(pickle, attribute);
            pickle.write(NONE);
        }
        pickle.write("ub.".getBytes(ISO_8859_1));
        return pickle.toByteArray();
    }

    private static void key(ByteArrayOutputStream pickle, String name) throws IOException {
        byte[] bytes = name.getBytes(UTF_8);
        pickle.write('X');
        pickle.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        pickle.write(bytes);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
