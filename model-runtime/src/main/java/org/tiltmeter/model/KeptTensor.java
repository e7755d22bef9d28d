package org.tiltmeter.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// A floating-point tensor that stays in the engine's memory, in the type in which it was computed, until it is
/// closed or nobody holds it any more. It outlives the module that made it. For any thread.
final class KeptTensor implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicLong KEPT = new AtomicLong();

    /// The engine's memory. It must not know the tensor that it is cleaned up after.
    private static final class Memory implements Runnable {

        private final NDArray array;
        private final long bytes;

        private Memory(NDArray array, long bytes) {
            this.array = array;
            this.bytes = bytes;
            KEPT.addAndGet(bytes);
        }

        @Override
        public void run() {
            array.close();
            KEPT.addAndGet(-bytes);
        }
    }

    /// How a number is laid out.
    private enum Layout {
        FLOAT32(Float.BYTES),
        FLOAT16(Short.BYTES),
        BFLOAT16(Short.BYTES);

        private final int bytes;

        Layout(int bytes) {
            this.bytes = bytes;
        }

        /// DJL has no name for bfloat16.
        private static Layout of(DataType type) {
            return switch (type) {
                case FLOAT32 -> FLOAT32;
                case FLOAT16 -> FLOAT16;
                case BFLOAT16, UNKNOWN -> BFLOAT16;
                default -> throw new IllegalArgumentException("a tensor of the type " + type + " cannot be kept");
            };
        }
    }

    private final Cleaner.Cleanable memory;
    private final Layout layout;
    private final int size;
    private final ByteBuffer bytes;
    private boolean closed;

    private KeptTensor(NDArray array, Layout layout, ByteBuffer bytes) {
        this.layout = layout;
        this.size = Math.toIntExact(array.size());
        this.bytes = bytes;
        this.memory = CLEANER.register(this, new Memory(array, bytes.remaining()));
    }

    /// Takes an array over from whoever manages it.
    ///
    /// @param array float32, float16 or bfloat16
    /// @throws IllegalArgumentException if it is of another type
    static KeptTensor of(NDArray array) {
        Layout layout = Layout.of(array.getDataType());
        ByteBuffer bytes = array.toByteBuffer(true).order(ByteOrder.nativeOrder());
        if (bytes.remaining() != Math.multiplyExact(array.size(), layout.bytes)) {
            throw new IllegalArgumentException(
                    "%d bytes for %d numbers of the type %s".formatted(bytes.remaining(), array.size(), layout));
        }
        array.detach();
        return new KeptTensor(array, layout, bytes);
    }

    /// Bytes of all tensors that are kept now.
    static long keptBytes() {
        return KEPT.get();
    }

    /// Number of numbers.
    int size() {
        return size;
    }

    /// Copies numbers, as float32.
    ///
    /// @param from the first, last dimension fastest
    /// @param out takes as many as it holds
    /// @throws IllegalStateException after [#close()]
    synchronized void copy(long from, float[] out) {
        if (closed) {
            throw new IllegalStateException("these numbers have been given back");
        }
        if (layout == Layout.FLOAT32) {
            FloatBuffer floats = bytes.asFloatBuffer();
            floats.get(Math.toIntExact(from), out);
            return;
        }
        ShortBuffer halves = bytes.asShortBuffer();
        short[] bits = new short[out.length];
        halves.get(Math.toIntExact(from), bits);
        boolean brain = layout == Layout.BFLOAT16;
        for (int i = 0; i < bits.length; i++) {
            out[i] = brain ? Float.intBitsToFloat(bits[i] << Short.SIZE) : Float.float16ToFloat(bits[i]);
        }
    }

    /// Gives the memory back; a second call changes nothing.
    @Override
    public synchronized void close() {
        closed = true;
        memory.clean();
    }
}
