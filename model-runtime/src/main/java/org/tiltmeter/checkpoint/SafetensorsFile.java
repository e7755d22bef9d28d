package org.tiltmeter.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.work.BadInputException;

/// The header of one safetensors file: 8 bytes with the length of a JSON text, that text, then the numbers.
///
/// @param file the file
/// @param tensors in order of their place in the file
/// @param metadata what the writer noted, for instance names under which a shared tensor goes as well
public record SafetensorsFile(Path file, List<StoredTensor> tensors, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";
    private static final int LENGTH_BYTES = 8;
    private static final long LONGEST_HEADER = 100_000_000;
    private static final int MOST_DIMENSIONS = 16;

    /// Copies the list and the map.
    public SafetensorsFile {
        tensors = List.copyOf(tensors);
        metadata = Map.copyOf(metadata);
    }

    /// Reads and checks the header; no weight is read.
    ///
    /// @throws BadInputException if the file is no safetensors file, is cut short, or its header contradicts itself
    public static SafetensorsFile read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < LENGTH_BYTES) {
                throw new BadInputException(
                        name(file) + " is only " + Sizes.of(size) + " long and so no safetensors file; get it again.");
            }
            long length = read(channel, 0, LENGTH_BYTES).getLong();
            if (length < 2 || length > LONGEST_HEADER) {
                throw new BadInputException(name(file) + " says that its header is " + Long.toUnsignedString(length)
                        + " bytes long, so it is no safetensors file or is damaged; get it again.");
            }
            if (length > size - LENGTH_BYTES) {
                throw new BadInputException(name(file) + " is " + Sizes.of(length - (size - LENGTH_BYTES))
                        + " shorter than its header alone; get it again.");
            }
            byte[] json = read(channel, LENGTH_BYTES, (int) length).array();
            return parse(file, json, size);
        } catch (IOException failure) {
            throw JsonFiles.unreadable(file, failure);
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file ended while its header was read");
            }
        }
        return buffer.flip();
    }

    private static SafetensorsFile parse(Path file, byte[] json, long size) {
        ObjectNode header = JsonFiles.parse(json, "The header of " + name(file));
        long start = LENGTH_BYTES + (long) json.length;
        Map<String, String> metadata = new LinkedHashMap<>();
        List<StoredTensor> tensors = new ArrayList<>();
        header.properties().forEach(entry -> {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(note ->
                                metadata.put(note.getKey(), note.getValue().asText()));
            } else {
                tensors.add(tensor(file, entry.getKey(), entry.getValue(), start));
            }
        });
        tensors.sort(Comparator.comparingLong(StoredTensor::offset).thenComparingLong(StoredTensor::bytes));
        checkPlaces(file, tensors, start, size);
        return new SafetensorsFile(file, tensors, metadata);
    }

    private static StoredTensor tensor(Path file, String name, JsonNode entry, long start) {
        StoredType type = StoredType.of(entry.path("dtype").asText())
                .orElseThrow(() -> new BadInputException("The tensor " + name + " in " + name(file) + " has the type "
                        + entry.path("dtype").asText("?") + ", which Tiltmeter cannot read."));
        JsonNode sizes = entry.path("shape");
        JsonNode offsets = entry.path("data_offsets");
        if (!sizes.isArray() || sizes.size() > MOST_DIMENSIONS || !offsets.isArray() || offsets.size() != 2) {
            throw lie(file, name, "has no proper shape and place");
        }
        List<Long> shape = new ArrayList<>();
        long bytes = type.width();
        for (JsonNode dimension : sizes) {
            if (!dimension.canConvertToLong() || !dimension.isIntegralNumber() || dimension.asLong() < 0) {
                throw lie(file, name, "has an impossible shape");
            }
            shape.add(dimension.asLong());
            try {
                bytes = Math.multiplyExact(bytes, dimension.asLong());
            } catch (ArithmeticException overflow) {
                throw lie(file, name, "has an impossible shape");
            }
        }
        if (!offsets.get(0).isIntegralNumber()
                || !offsets.get(1).isIntegralNumber()
                || !offsets.get(0).canConvertToLong()
                || !offsets.get(1).canConvertToLong()) {
            throw lie(file, name, "has no proper shape and place");
        }
        long from = offsets.get(0).asLong();
        long to = offsets.get(1).asLong();
        if (from < 0 || to < from || to > Long.MAX_VALUE - start) {
            throw lie(file, name, "has the impossible place " + from + " to " + to);
        }
        if (to - from != bytes) {
            throw lie(
                    file,
                    name,
                    "takes " + (to - from) + " bytes by its place but " + bytes + " by its shape " + shape + " of "
                            + type.label());
        }
        return new StoredTensor(name, type, shape, file, start + from, bytes);
    }

    /// The format asks that the tensors fill the file without gaps and without sharing bytes.
    private static void checkPlaces(Path file, List<StoredTensor> tensors, long start, long size) {
        long end = start;
        for (StoredTensor tensor : tensors) {
            end = Math.max(end, tensor.offset() + tensor.bytes());
        }
        if (end > size) {
            throw new BadInputException(name(file) + " is " + Sizes.of(end - size)
                    + " shorter than its header says; it was probably not downloaded completely, so get it again.");
        }
        long expected = start;
        for (StoredTensor tensor : tensors) {
            if (tensor.offset() != expected) {
                throw lie(
                        file,
                        tensor.name(),
                        tensor.offset() < expected
                                ? "shares bytes with another tensor"
                                : "leaves a gap of " + Sizes.of(tensor.offset() - expected) + " before it");
            }
            expected += tensor.bytes();
        }
        if (expected != size) {
            throw new BadInputException(name(file) + " is " + Sizes.of(size - expected)
                    + " longer than its header says, so it is damaged; get it again.");
        }
    }

    private static BadInputException lie(Path file, String tensor, String what) {
        return new BadInputException("The header of " + name(file) + " contradicts itself: the tensor " + tensor + " "
                + what + "; get the file again.");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
