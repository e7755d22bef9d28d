package org.tiltmeter.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.training.GradientCollector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// A module written in TorchScript source text, compiled and run by DJL's PyTorch engine.
///
/// The source declares `class Kernels(Module)` in the file `__torch__.py`, with the attributes `training : bool` and
/// `_is_full_backward_hook : Optional[bool]` and those named when it is loaded, each `Optional[…]` and None at first;
/// methods fill them, so that state (weights, hidden states) stays in native memory between calls. Free functions may
/// stand in further files, `__torch__/norm.py` being called as `__torch__.norm.rms(…)`.
///
/// Arguments and results, Java to TorchScript: `Long` or `Integer` int, `Double` float, `Boolean` bool, `String` str,
/// `long[]` List[int], `double[]` List[float], [Tensor] Tensor, `Tensor[]` List[Tensor]. Results come back likewise,
/// dictionaries as `Map<String, Object>`, tuples and other lists as `List<Object>`, None as an empty list; a result
/// tensor must be float32, float64, int64, int32, uint8 or bool.
///
/// For one thread at a time. The loader closes it; closing gives back all native memory of the module.
public final class TorchScript implements AutoCloseable {

    // When only the block is held, the finaliser of Model closes the native memory under it.
    private final Model model;
    private final PtSymbolBlock block;
    private final PtNDManager manager;
    private boolean closed;

    private TorchScript(Model model) {
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
        this.manager = (PtNDManager) model.getNDManager();
    }

    /// Compiles a module on the CPU.
    ///
    /// @param sources source texts by file name, the one with `class Kernels` under `__torch__.py`
    /// @param attributes names of the attributes that are None at first
    /// @throws IllegalArgumentException if the source does not compile; the message is the compiler's
    public static TorchScript load(Map<String, String> sources, List<String> attributes) {
        return load(sources, attributes, Device.cpu());
    }

    static TorchScript load(Map<String, String> sources, List<String> attributes, Device device) {
        Engines.prepare();
        Model model = Model.newInstance("kernels", device, "PyTorch");
        try {
            model.load(new ByteArrayInputStream(ScriptArchive.of(sources, attributes)));
            return new TorchScript(model);
        } catch (IOException | MalformedModelException | RuntimeException failure) {
            model.close();
            throw new IllegalArgumentException("the TorchScript source cannot be loaded: " + message(failure), failure);
        }
    }

    /// Opens a file that somebody else made. Its code runs from here on.
    ///
    /// @throws IllegalArgumentException if the engine cannot open it; the message is the engine's
    static TorchScript open(Path file) {
        Engines.prepare();
        Path place = file.toAbsolutePath().normalize();
        Model model = Model.newInstance("file", Device.cpu(), "PyTorch");
        try {
            model.load(place.getParent(), String.valueOf(place.getFileName()), Map.of("mapLocation", "true"));
            return new TorchScript(model);
        } catch (IOException | MalformedModelException | RuntimeException failure) {
            model.close();
            throw new IllegalArgumentException(message(failure), failure);
        }
    }

    /// Calls a method without gradients.
    ///
    /// @return what the method returned, as the class comment says
    /// @throws IllegalStateException after [#close()]
    /// @throws ScriptException if the script failed
    public Object call(String method, Object... arguments) {
        return run(method, arguments, TorchScript::result);
    }

    private <T> T run(String method, Object[] arguments, BiFunction<PtNDManager, IValue, T> use) {
        requireOpen();
        try (NDManager scope = manager.newSubManager()) {
            PtNDManager ptScope = (PtNDManager) scope;
            List<IValue> values = new ArrayList<>();
            try {
                for (Object argument : arguments) {
                    values.add(value(ptScope, argument));
                }
                try (IValue result = IValueUtils.runMethod(block, method, values.toArray(IValue[]::new))) {
                    return use.apply(ptScope, result);
                }
            } finally {
                values.forEach(IValue::close);
            }
        } catch (ai.djl.engine.EngineException failure) {
            throw new ScriptException(method, failure);
        }
    }

    /// Calls a method that returns a float32 tensor, and shows its numbers where they are, without a copy.
    ///
    /// @param reader is handed the numbers, last dimension fastest; they are gone when it returns
    /// @throws IllegalStateException after [#close()]
    /// @throws ScriptException if the script failed
    void read(Consumer<FloatBuffer> reader, String method, Object... arguments) {
        run(method, arguments, (scope, result) -> {
            try (PtNDArray array = result.toTensor(scope)) {
                reader.accept(
                        array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer());
            }
            return method;
        });
    }

    /// Calls a method that returns a floating-point tensor, and leaves its numbers in the engine's memory.
    ///
    /// @return the tensor, to be closed; it outlives the module
    /// @throws IllegalStateException after [#close()]
    /// @throws ScriptException if the script failed
    KeptTensor keep(String method, Object... arguments) {
        return run(method, arguments, (scope, result) -> KeptTensor.of(result.toTensor(scope)));
    }

    /// Calls a method that returns a tensor of any type.
    ///
    /// @return where its first number lies in memory
    /// @throws IllegalStateException after [#close()]
    /// @throws ScriptException if the script failed
    long address(String method, Object... arguments) {
        return run(method, arguments, (scope, result) -> {
            try (PtNDArray array = result.toTensor(scope)) {
                return MemorySegment.ofBuffer(array.toByteBuffer(true)).address();
            }
        });
    }

    /// Calls a method with gradients enabled, so that the script can call `torch.grad` on tensors of its own state
    /// that `torch.requires_grad_` marked. The method takes only tensors and returns one, or a dictionary of them.
    ///
    /// @return the tensors of the dictionary by name, or the one tensor under the empty name
    /// @throws IllegalStateException after [#close()]
    /// @throws ScriptException if the script failed
    public Map<String, Tensor> callWithGradients(String method, Tensor... arguments) {
        requireOpen();
        GradientCollector gradients = manager.getEngine().newGradientCollector();
        try (NDManager scope = manager.newSubManager()) {
            NDList inputs = new NDList();
            for (int i = 0; i < arguments.length; i++) {
                NDArray array = array((PtNDManager) scope, arguments[i]);
                array.setName("argument" + i);
                inputs.add(array);
            }
            NDArray marker = scope.create(0f);
            marker.setName("module_method:" + method);
            inputs.add(marker);
            NDList outputs = IValueUtils.forward(block, inputs, true);
            Map<String, Tensor> results = new LinkedHashMap<>();
            for (NDArray output : outputs) {
                results.put(output.getName() == null ? "" : output.getName(), tensor((PtNDArray) output));
            }
            return results;
        } catch (ai.djl.engine.EngineException failure) {
            throw new ScriptException(method, failure);
        } finally {
            gradients.close();
        }
    }

    /// Gives back the native memory of the module; a second call changes nothing.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            model.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the TorchScript module has been closed");
        }
    }

    private static IValue value(PtNDManager scope, Object argument) {
        return switch (argument) {
            case Long number -> IValue.from(number);
            case Integer number -> IValue.from(number.longValue());
            case Double number -> IValue.from(number);
            case Boolean truth -> IValue.from(truth);
            case String text -> IValue.from(text);
            case long[] numbers -> IValue.listFrom(numbers);
            case double[] numbers -> IValue.listFrom(numbers);
            case Tensor tensor -> IValue.from(array(scope, tensor));
            case Tensor[] tensors -> {
                PtNDArray[] arrays = new PtNDArray[tensors.length];
                for (int i = 0; i < tensors.length; i++) {
                    arrays[i] = array(scope, tensors[i]);
                }
                yield IValue.listFrom(arrays);
            }
            default -> throw new IllegalArgumentException("no TorchScript value for " + argument.getClass());
        };
    }

    private static PtNDArray array(PtNDManager scope, Tensor tensor) {
        if (tensor.isInteger()) {
            return scope.create(LongBuffer.wrap(tensor.longs()), new Shape(tensor.shape()), DataType.INT64);
        }
        return scope.create(FloatBuffer.wrap(tensor.floats()), new Shape(tensor.shape()), DataType.FLOAT32);
    }

    private static Object result(PtNDManager scope, IValue value) {
        if (value.isTensor()) {
            return tensor(value.toTensor(scope));
        }
        if (value.isLong()) {
            return value.toLong();
        }
        if (value.isDouble()) {
            return value.toDouble();
        }
        if (value.isBoolean()) {
            return value.toBoolean();
        }
        if (value.isString()) {
            return value.toStringValue();
        }
        if (value.isLongList()) {
            return value.toLongArray();
        }
        if (value.isDoubleList()) {
            return value.toDoubleArray();
        }
        if (value.isTensorList()) {
            List<Object> tensors = new ArrayList<>();
            for (PtNDArray array : value.toTensorArray(scope)) {
                tensors.add(tensor(array));
            }
            return tensors;
        }
        if (value.isMap()) {
            Map<String, Object> entries = new LinkedHashMap<>();
            value.toIValueMap().forEach((name, entry) -> {
                try (entry) {
                    entries.put(name, result(scope, entry));
                }
            });
            return entries;
        }
        if (value.isList() || value.isTuple()) {
            List<Object> elements = new ArrayList<>();
            for (IValue element : value.isTuple() ? value.toIValueTuple() : value.toIValueArray()) {
                try (element) {
                    elements.add(result(scope, element));
                }
            }
            return elements;
        }
        return List.of();
    }

    private static Tensor tensor(PtNDArray array) {
        try (array) {
            long[] shape = array.getShape().getShape();
            int count = Math.toIntExact(array.size());
            DataType type = array.getDataType();
            ByteBuffer bytes = array.toByteBuffer(true).order(ByteOrder.nativeOrder());
            if (type == DataType.FLOAT32) {
                float[] values = new float[count];
                bytes.asFloatBuffer().get(values);
                return Tensor.of(values, shape);
            }
            if (type == DataType.FLOAT64) {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = (float) bytes.getDouble(i * Double.BYTES);
                }
                return Tensor.of(values, shape);
            }
            long[] values = new long[count];
            for (int i = 0; i < count; i++) {
                values[i] = switch (type) {
                    case INT64 -> bytes.getLong(i * Long.BYTES);
                    case INT32 -> bytes.getInt(i * Integer.BYTES);
                    case UINT8 -> Byte.toUnsignedLong(bytes.get(i));
                    case BOOLEAN -> bytes.get(i);
                    default ->
                        throw new IllegalArgumentException("the script returned a tensor of the type " + type
                                + "; let it convert to float32 or int64 first");
                };
            }
            return Tensor.of(values, shape);
        }
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
