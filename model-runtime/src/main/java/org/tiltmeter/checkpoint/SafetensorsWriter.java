package org.tiltmeter.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a safetensors file: tensors are announced first, then written one after the other.
public final class SafetensorsWriter {

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> notes = new LinkedHashMap<>();

    private record Entry(String name, StoredType type, long[] shape, Numbers numbers) {
        long count() {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        }

        long bytes() {
            return count() * type.width();
        }
    }

    /// Puts the next numbers of a tensor into a buffer, as many as the buffer takes or are left.
    private interface Numbers {
        void fill(ByteBuffer buffer, long from, int count);
    }

    /// Adds a text to the file's metadata.
    public SafetensorsWriter note(String name, String text) {
        notes.put(name, text);
        return this;
    }

    /// Adds a float32 tensor; the array is kept, not copied.
    public SafetensorsWriter floats(String name, float[] values, long... shape) {
        long[] sizes = checked(name, values.length, shape);
        entries.add(new Entry(
                name,
                StoredType.F32,
                sizes,
                (buffer, from, count) -> buffer.asFloatBuffer().put(values, (int) from, count)));
        return this;
    }

    /// Adds an int64 tensor; the array is kept, not copied.
    public SafetensorsWriter longs(String name, long[] values, long... shape) {
        long[] sizes = checked(name, values.length, shape);
        entries.add(new Entry(
                name,
                StoredType.I64,
                sizes,
                (buffer, from, count) -> buffer.asLongBuffer().put(values, (int) from, count)));
        return this;
    }

    /// Adds a tensor whose numbers are asked for, one after the other, while the file is written, so that they need
    /// not be held.
    ///
    /// @param type float32, float16 or bfloat16, to which each number is rounded
    public SafetensorsWriter generated(String name, StoredType type, FloatSource source, long... shape) {
        Numbers numbers =
                switch (type) {
                    case F32 ->
                        (buffer, from, count) -> {
                            for (int i = 0; i < count; i++) {
                                buffer.putFloat(source.next());
                            }
                        };
                    case F16 ->
                        (buffer, from, count) -> {
                            for (int i = 0; i < count; i++) {
                                buffer.putShort(Float.floatToFloat16(source.next()));
                            }
                        };
                    case BF16 ->
                        (buffer, from, count) -> {
                            for (int i = 0; i < count; i++) {
                                buffer.putShort(bfloat16(source.next()));
                            }
                        };
                    default -> throw new IllegalArgumentException("numbers cannot be written as " + type.label());
                };
        entries.add(new Entry(name, type, shape.clone(), numbers));
        return this;
    }

    /// Where the numbers of a tensor come from.
    @FunctionalInterface
    public interface FloatSource {
        /// The next number.
        float next();
    }

    /// The upper half of the bits, rounded to the nearest, to even where two are equally near.
    static short bfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    private static long[] checked(String name, long held, long[] shape) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != held) {
            throw new IllegalArgumentException(held + " values for " + name + " " + Arrays.toString(shape));
        }
        return shape.clone();
    }

    /// Writes everything, first beside the file and then in its place, so that no half file is left.
    ///
    /// @throws IOException if the disk does not take it
    public void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "is a folder");
        }
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
                byte[] header = header();
                out.write(ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .array());
                out.write(header);
                for (Entry entry : entries) {
                    write(out, entry);
                }
            }
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// The header, padded so that the numbers begin at a multiple of 8 bytes.
    private byte[] header() {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        if (!notes.isEmpty()) {
            notes.forEach(header.putObject("__metadata__")::put);
        }
        long offset = 0;
        for (Entry entry : entries) {
            ObjectNode node = header.putObject(entry.name());
            node.put("dtype", entry.type().name());
            Arrays.stream(entry.shape()).forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(offset).add(offset + entry.bytes());
            offset += entry.bytes();
        }
        String json = header.toString();
        int length = json.getBytes(UTF_8).length;
        return (json + " ".repeat((8 - length % 8) % 8)).getBytes(UTF_8);
    }

    private static void write(OutputStream out, Entry entry) throws IOException {
        int chunk = 1 << 13;
        ByteBuffer buffer = ByteBuffer.allocate(chunk * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long all = entry.count();
        for (long from = 0; from < all; from += chunk) {
            int count = (int) Math.min(chunk, all - from);
            buffer.clear();
            entry.numbers().fill(buffer, from, count);
            out.write(buffer.array(), 0, count * entry.type().width());
        }
    }
}
