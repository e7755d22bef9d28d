package org.tiltmeter.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tiltmeter.checkpoint.StoredTensor;
import org.tiltmeter.checkpoint.StoredType;

/// The tensors that a family asks for when there are none yet: names and shapes of a model that is still to be made.
final class WeightPlan {

    private static final Path NOWHERE = Path.of("");

    private final StoredType type;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    WeightPlan(StoredType type) {
        this.type = type;
    }

    Optional<StoredTensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    StoredTensor add(String name, long... shape) {
        long bytes = LongStream.of(shape).reduce(type.width(), Math::multiplyExact);
        StoredTensor tensor = new StoredTensor(name, type, Part.list(shape), NOWHERE, 0, bytes);
        tensors.put(name, tensor);
        return tensor;
    }

    /// Everything that was asked for, in this order.
    List<StoredTensor> all() {
        return new ArrayList<>(tensors.values());
    }
}
