package org.tiltmeter.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<String> mapped = new HashSet<>();

    WeightBinder(TorchScript script) {
        this.script = script;
    }

    void bind(Blueprint blueprint, Progress progress, Cancellation cancellation) {
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
            script.call("forget_files", Pass.NOTHING);
            mapped.clear();
            progress.report(new Progress.Step(Progress.Phase.BINDING_WEIGHTS, i + 1L, parts.size()));
        }
    }

    private void bind(int part, String name, BoundTensor tensor) {
        StoredTensor stored = tensor.stored();
        StoredType type = stored.type();
        String place = part == 0 ? name : Integer.toString(part);
        long[] sizes = tensor.sizes().stream().mapToLong(Long::longValue).toArray();
        long[] strides = tensor.strides().stream().mapToLong(Long::longValue).toArray();
        if (stored.offset() % type.width() == 0) {
            long offset = stored.offset() / type.width() + tensor.offset();
            script.call("bind", part, name, map(place, stored.file(), type), sizes, strides, offset);
        } else {
            String key = map(place, stored.file(), StoredType.U8);
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

    /// Every part has mappings of its own, so that they go when its weights have been packed; they cost nothing but
    /// addresses.
    private String map(String place, Path file, StoredType type) {
        String key = place + " " + type.scalarType() + " " + file.toAbsolutePath();
        if (mapped.add(key)) {
            try {
                long count = Files.size(file) / type.width();
                script.call("map_file", key, file.toAbsolutePath().toString(), count, type.scalarType());
            } catch (IOException failure) {
                throw new BadInputException(file + " cannot be read: " + failure.getMessage() + ".", failure);
            }
        }
        return key;
    }
}
