package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.BoundTensor;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.StoredTensor;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The sizes of one expert's weights, read from the model's files where they lie; nothing is
/// copied as a whole. Jackson writes it as it is.
///
/// @param layer absolute index of the layer
/// @param expert index of the expert
/// @param matrices its matrices; those that are stored in another type than floating point of
///     16, 32 or 64 bits are left out
public record ExpertWeights(int layer, int expert, List<MatrixSize> matrices) {

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Copies the list.
    public ExpertWeights {
        matrices = List.copyOf(matrices);
    }

    /// One matrix.
    ///
    /// @param name `gate`, `up` or `down`
    /// @param rows number of outputs
    /// @param columns number of inputs
    /// @param norm Frobenius norm, √Σ w²
    /// @param mean mean of the weights
    /// @param deviation their standard deviation, divisor n
    /// @param largest largest absolute weight
    public record MatrixSize(
            String name,
            long rows,
            long columns,
            double norm,
            double mean,
            @JsonProperty("standard_deviation") double deviation,
            double largest) {}

    /// Reads an expert's matrices.
    ///
    /// @param model what the model is; its folder is read
    /// @throws BadInputException if the model has no such expert or its files cannot be read
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static ExpertWeights of(ModelSummary model, int layer, int expert, Cancellation cancellation) {
        Blueprint blueprint = Blueprint.of(Checkpoint.read(model.folder(), Progress.none(), cancellation));
        if (!blueprint.expertLayers().contains(layer) || expert < 0 || expert >= blueprint.experts()) {
            throw new BadInputException(
                    "The model %s has no expert %d in layer %d.".formatted(model.name(), expert, layer));
        }
        String prefix = "experts." + expert + ".";
        List<MatrixSize> matrices = new ArrayList<>();
        for (Map.Entry<String, BoundTensor> tensor :
                blueprint.parts().get(layer + 1).tensors().entrySet()) {
            String name = tensor.getKey();
            boolean matrix = name.startsWith(prefix)
                    && name.endsWith(".weight")
                    && tensor.getValue().sizes().size() == 2
                    && isNumber(tensor.getValue().stored().type());
            if (matrix) {
                matrices.add(size(
                        name.substring(prefix.length(), name.length() - ".weight".length()),
                        tensor.getValue(),
                        cancellation));
            }
        }
        return new ExpertWeights(layer, expert, matrices);
    }

    private static boolean isNumber(StoredType type) {
        return switch (type) {
            case F64, F32, F16, BF16 -> true;
            case F8_E4M3, F8_E5M2, F8_E8M0, I64, I32, I16, I8, U8, BOOL -> false;
        };
    }

    private static MatrixSize size(String name, BoundTensor tensor, Cancellation cancellation) {
        StoredTensor stored = tensor.stored();
        try (FileChannel file = FileChannel.open(stored.file(), StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = file.map(FileChannel.MapMode.READ_ONLY, stored.offset(), stored.bytes(), arena);
            long rows = tensor.sizes().get(0);
            long columns = tensor.sizes().get(1);
            double sum = 0;
            double squares = 0;
            double largest = 0;
            for (long row = 0; row < rows; row++) {
                cancellation.throwIfRequested();
                for (long column = 0; column < columns; column++) {
                    double value = value(
                            numbers,
                            stored.type(),
                            tensor.offset()
                                    + row * tensor.strides().get(0)
                                    + column * tensor.strides().get(1));
                    sum += value;
                    squares += value * value;
                    largest = Math.max(largest, Math.abs(value));
                }
            }
            double count = (double) rows * columns;
            double mean = sum / count;
            return new MatrixSize(
                    name,
                    rows,
                    columns,
                    Math.sqrt(squares),
                    mean,
                    Math.sqrt(Math.max(0, squares / count - mean * mean)),
                    largest);
        } catch (IOException failure) {
            throw new BadInputException(stored.file() + " cannot be read: " + failure.getMessage() + ".", failure);
        }
    }

    private static double value(MemorySegment numbers, StoredType type, long index) {
        return switch (type) {
            case F64 -> numbers.get(DOUBLE, 8 * index);
            case F32 -> numbers.get(FLOAT, 4 * index);
            case F16 -> Float.float16ToFloat(numbers.get(SHORT, 2 * index));
            case BF16 -> Float.intBitsToFloat(numbers.get(SHORT, 2 * index) << 16);
            case F8_E4M3, F8_E5M2, F8_E8M0, I64, I32, I16, I8, U8, BOOL ->
                throw new IllegalArgumentException(type + " holds no floating-point weights");
        };
    }
}
