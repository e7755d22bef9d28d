package org.tiltmeter.architecture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.checkpoint.StoredTensor;
import org.tiltmeter.checkpoint.StoredType;

/// The settings and weights of one part of a model, under the names by which the building blocks know them. Part 0 is
/// the model itself (embedding, final norm, head), part `i + 1` is layer `i`.
///
/// Every method that adds returns the part, so that a family reads as a list.
public final class Part {

    private final Tensors tensorsOnDisk;
    private final String prefix;
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final Map<String, BoundTensor> tensors = new LinkedHashMap<>();

    /// @param prefix of the names of this part's stored tensors
    Part(Tensors tensorsOnDisk, String prefix) {
        this.tensorsOnDisk = tensorsOnDisk;
        this.prefix = prefix;
    }

    /// Numeric settings by name.
    public Map<String, Double> numbers() {
        return Collections.unmodifiableMap(numbers);
    }

    /// Choices by name.
    public Map<String, String> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    /// Weights by name.
    public Map<String, BoundTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    Part number(String name, double value) {
        numbers.put(name, value);
        return this;
    }

    Part kind(String name, String value) {
        kinds.put(name, value);
        return this;
    }

    /// A tensor of exactly this shape.
    Part tensor(String name, String stored, long... shape) {
        return bind(name, find(stored, shape));
    }

    /// A view into a stored tensor.
    Part bind(String name, BoundTensor tensor) {
        tensors.put(name, tensor);
        return this;
    }

    /// The stored tensor of exactly this shape, as a view.
    BoundTensor find(String stored, long... shape) {
        return BoundTensor.whole(tensorsOnDisk.require(prefix + stored, shape));
    }

    /// Whether the files hold such a tensor.
    boolean has(String stored) {
        return tensorsOnDisk.find(prefix + stored).isPresent();
    }

    /// A linear map with the weight `[out, in]` and, where it has one, a bias `[out]`.
    Part linear(String name, String stored, long in, long out, boolean bias) {
        BoundTensor weight = find(stored + ".weight", out, in);
        bind(name + ".weight", weight);
        if (weight.stored().type() == StoredType.F8_E4M3) {
            bind(name + ".scale", scales(stored, out, in));
        }
        return bias ? tensor(name + ".bias", stored + ".bias", out) : this;
    }

    /// The scales of a weight in float8, one for each block of the matrix.
    private BoundTensor scales(String stored, long out, long in) {
        long block = tensorsOnDisk.float8Block();
        return find(stored + ".weight_scale_inv", (out + block - 1) / block, (in + block - 1) / block);
    }

    /// A linear map whose weight is stored the other way round, `[in, out]`.
    Part linearTransposed(String name, String stored, long in, long out) {
        bind(name + ".weight", find(stored + ".weight", in, out).transposed());
        return tensor(name + ".bias", stored + ".bias", out);
    }

    /// A norm with weight.
    Part norm(String name, NormKind kind, double epsilon, String stored, long width) {
        return norm(name, kind, epsilon).tensor(name + ".weight", stored + ".weight", width);
    }

    /// A norm with weight and bias.
    Part normWithBias(String name, double epsilon, String stored, long width) {
        return norm(name, NormKind.LAYER, epsilon, stored, width).tensor(name + ".bias", stored + ".bias", width);
    }

    /// A norm without any weight.
    Part norm(String name, NormKind kind, double epsilon) {
        return kind(name, kind.script()).number(name, epsilon);
    }

    /// How a norm works.
    enum NormKind {
        /// Root mean square.
        RMS("rms"),
        /// Root mean square, the weight counted from 1.
        RMS_ONE_PLUS("rms_one_plus"),
        /// Root mean square without weight.
        RMS_PLAIN("rms_plain"),
        /// Mean 0 and variance 1.
        LAYER("layer");

        private final String script;

        NormKind(String script) {
            this.script = script;
        }

        String script() {
            return script;
        }
    }

    /// Where stored tensors come from.
    interface Tensors {
        /// The tensor of this name, if the files have it.
        Optional<StoredTensor> find(String name);

        /// The tensor of this name, which must have this shape.
        StoredTensor require(String name, long... shape);

        /// Rows and columns of the blocks that share a scale in float8.
        long float8Block();
    }

    static List<Long> list(long... values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }
}
