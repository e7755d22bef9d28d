package org.tiltmeter.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes a safetensors file: tensors are announced first, then written one after the other.
public final class SafetensorsWriter {

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String name, String type, long[] shape, float[] floats, long[] longs) {
        long bytes() {
            return (long) floats.length * Float.BYTES + (long) longs.length * Long.BYTES;
        }
    }

    /// Adds a float32 tensor; the array is kept, not copied.
    public SafetensorsWriter floats(String name, float[] values, long... shape) {
        entries.add(new Entry(name, "F32", checked(name, values.length, shape), values, new long[0]));
        return this;
    }

    /// Adds an int64 tensor; the array is kept, not copied.
    public SafetensorsWriter longs(String name, long[] values, long... shape) {
        entries.add(new Entry(name, "I64", checked(name, values.length, shape), new float[0], values));
        return this;
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
        long offset = 0;
        for (Entry entry : entries) {
            ObjectNode node = header.putObject(entry.name());
            node.put("dtype", entry.type());
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
        for (int from = 0; from < entry.floats().length; from += chunk) {
            int count = Math.min(chunk, entry.floats().length - from);
            buffer.asFloatBuffer().put(entry.floats(), from, count);
            out.write(buffer.array(), 0, count * Float.BYTES);
        }
        for (int from = 0; from < entry.longs().length; from += chunk) {
            int count = Math.min(chunk, entry.longs().length - from);
            buffer.asLongBuffer().put(entry.longs(), from, count);
            out.write(buffer.array(), 0, count * Long.BYTES);
        }
    }
}
