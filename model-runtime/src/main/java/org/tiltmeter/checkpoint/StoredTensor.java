package org.tiltmeter.checkpoint;

import java.nio.file.Path;
import java.util.List;

/// Where one tensor lies on disk.
///
/// @param name as the file spells it
/// @param type how its numbers are stored
/// @param shape sizes of the dimensions
/// @param file the safetensors file
/// @param offset of its first byte in the file, the file's own header counted
/// @param bytes its length
public record StoredTensor(String name, StoredType type, List<Long> shape, Path file, long offset, long bytes) {

    /// Copies the shape.
    public StoredTensor {
        shape = List.copyOf(shape);
    }

    /// How many numbers it holds.
    public long count() {
        return bytes / type.width();
    }
}
