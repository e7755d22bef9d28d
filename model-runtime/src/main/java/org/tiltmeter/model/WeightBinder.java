package org.tiltmeter.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.BoundTensor;
import org.tiltmeter.architecture.Part;
import org.tiltmeter.checkpoint.StoredTensor;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Hands settings and weights to the kernels: files are mapped, tensors are views into them.
final class WeightBinder {

    private final TorchScript script;
    private final Placement placement;
    private final int scalarType;
    private final Map<String, Mapping> mapped = new LinkedHashMap<>();

    /// @param scalarType in which the model computes; weights that are moved to a device are converted to it
    WeightBinder(TorchScript script, Placement placement, int scalarType) {
        this.script = script;
        this.placement = placement;
        this.scalarType = scalarType;
    }

    /// Where a file lies in memory, as long as the module is open.
    ///
    /// @param address of its first byte
    /// @param bytes its length
    record Mapping(long address, long bytes) {}

    /// Binds everything that the blueprint names.
    ///
    /// @return the mapped files; none where all weights were moved out of them
    List<Mapping> bind(Blueprint blueprint, Progress progress, Cancellation cancellation) {
        List<Part> parts = blueprint.parts();
        script.call("prepare", Pass.NOTHING);
        for (int i = 0; i < parts.size(); i++) {
            cancellation.throwIfRequested();
            if (i > 0) {
                script.call("add_part", Pass.NOTHING);
            }
            Part part = parts.get(i);
            script.call("set_number", i, "layer", i - 1.0);
            for (Map.Entry<String, Double> number : part.numbers().entrySet()) {
                script.call("set_number", i, number.getKey(), number.getValue());
            }
            for (Map.Entry<String, String> kind : part.kinds().entrySet()) {
                script.call("set_kind", i, kind.getKey(), kind.getValue());
            }
            for (Map.Entry<String, BoundTensor> tensor : part.tensors().entrySet()) {
                bind(i, tensor.getKey(), tensor.getValue());
            }
            if (placement.moved()) {
                script.call("move", i, placement.scriptName(), scalarType);
            }
            progress.report(new Progress.Step(Progress.Phase.BINDING_WEIGHTS, i + 1L, parts.size()));
        }
        if (placement.moved()) {
            script.call("forget_files", Pass.NOTHING);
            mapped.clear();
        }
        return List.copyOf(mapped.values());
    }

    private void bind(int part, String name, BoundTensor tensor) {
        StoredTensor stored = tensor.stored();
        StoredType type = stored.type();
        long[] sizes = tensor.sizes().stream().mapToLong(Long::longValue).toArray();
        long[] strides = tensor.strides().stream().mapToLong(Long::longValue).toArray();
        if (stored.offset() % type.width() == 0) {
            long offset = stored.offset() / type.width() + tensor.offset();
            script.call("bind", part, name, map(stored.file(), type), sizes, strides, offset);
        } else {
            String key = map(stored.file(), StoredType.U8);
            script.call(
                    "bind_unaligned",
                    part,
                    name,
                    key,
                    sizes,
                    strides,
                    tensor.offset(),
                    stored.offset(),
                    stored.bytes(),
                    type.scalarType());
        }
    }

    private String map(Path file, StoredType type) {
        String key = type.scalarType() + " " + file.toAbsolutePath();
        if (!mapped.containsKey(key)) {
            try {
                long bytes = Files.size(file);
                script.call("map_file", key, file.toAbsolutePath().toString(), bytes / type.width(), type.scalarType());
                mapped.put(key, new Mapping(script.address("beginning", key), bytes));
            } catch (IOException failure) {
                throw new BadInputException(file + " cannot be read: " + failure.getMessage() + ".", failure);
            }
        }
        return key;
    }
}
