package org.tiltmeter.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.checkpoint.SafetensorsFile;
import org.tiltmeter.checkpoint.StoredTensor;
import org.tiltmeter.checkpoint.StoredType;

/// Reads whole tensors of a small safetensors file, for comparisons.
final class TensorFile {

    private final Map<String, StoredTensor> tensors = new HashMap<>();

    TensorFile(Path file) {
        SafetensorsFile.read(file).tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    Tensor get(String name) {
        StoredTensor tensor = Optional.ofNullable(tensors.get(name)).orElseThrow();
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        ByteBuffer bytes = bytes(tensor);
        int count = (int) tensor.count();
        if (tensor.type() == StoredType.I64) {
            long[] values = new long[count];
            bytes.asLongBuffer().get(values);
            return Tensor.of(values, shape);
        }
        if (tensor.type() != StoredType.F32) {
            throw new IllegalArgumentException(name + " is " + tensor.type());
        }
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        return Tensor.of(values, shape);
    }

    private static ByteBuffer bytes(StoredTensor tensor) {
        try (FileChannel channel = FileChannel.open(tensor.file())) {
            ByteBuffer buffer = ByteBuffer.allocate((int) tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            int read;
            do {
                read = channel.read(buffer, tensor.offset() + buffer.position());
            } while (read > 0);
            return buffer.flip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
