package org.tiltmeter.model;

import java.util.Arrays;

/// Numbers in Java memory with a shape, last dimension fastest: what goes into a [TorchScript] call and comes out.
/// Either 32-bit floating point or 64-bit integers. The arrays are not copied: the maker gives them away.
public final class Tensor {

    private final long[] shape;
    private final float[] floats;
    private final long[] longs;
    private final boolean integers;

    private Tensor(long[] shape, float[] floats, long[] longs, boolean integers) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        int held = integers ? longs.length : floats.length;
        if (count != held) {
            throw new IllegalArgumentException(held + " values for the shape " + Arrays.toString(shape));
        }
        this.shape = shape.clone();
        this.floats = floats;
        this.longs = longs;
        this.integers = integers;
    }

    /// Floating-point numbers; no shape at all makes a scalar.
    public static Tensor of(float[] values, long... shape) {
        return new Tensor(shape, values, new long[0], false);
    }

    /// Integers; no shape at all makes a scalar.
    public static Tensor of(long[] values, long... shape) {
        return new Tensor(shape, new float[0], values, true);
    }

    /// One floating-point number without dimensions.
    public static Tensor scalar(double value) {
        return of(new float[] {(float) value});
    }

    /// Sizes of the dimensions.
    public long[] shape() {
        return shape.clone();
    }

    /// Whether these are integers.
    public boolean isInteger() {
        return integers;
    }

    /// The values, last dimension fastest.
    ///
    /// @throws IllegalStateException if these are integers
    public float[] floats() {
        if (integers) {
            throw new IllegalStateException("a tensor of integers has no floating-point values");
        }
        return floats;
    }

    /// The values, last dimension fastest.
    ///
    /// @throws IllegalStateException if these are floating-point numbers
    public long[] longs() {
        if (!integers) {
            throw new IllegalStateException("a floating-point tensor has no integer values");
        }
        return longs;
    }

    /// The values as a matrix: the last dimension are the columns, all others together the rows.
    public Matrix matrix() {
        int columns = shape.length == 0 ? 1 : Math.toIntExact(shape[shape.length - 1]);
        return new Matrix(columns == 0 ? 0 : floats().length / columns, columns, floats());
    }

    @Override
    public String toString() {
        return (integers ? "integers " : "floats ") + Arrays.toString(shape);
    }
}
