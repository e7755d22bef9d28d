package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.checkpoint.StoredTensor;

/// A stored tensor as a building block wants to see it: a view that copies nothing.
///
/// @param stored where the numbers lie
/// @param sizes of the view's dimensions
/// @param strides how many numbers apart neighbours of each dimension lie
/// @param offset of the view's first number within the stored tensor, in numbers
public record BoundTensor(StoredTensor stored, List<Long> sizes, List<Long> strides, long offset) {

    /// Copies the lists.
    public BoundTensor {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
    }

    /// The whole tensor as it is stored.
    static BoundTensor whole(StoredTensor stored) {
        List<Long> shape = stored.shape();
        Long[] strides = new Long[shape.size()];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.get(i);
        }
        return new BoundTensor(stored, shape, List.of(strides), 0);
    }

    /// Rows and columns of a matrix exchanged.
    BoundTensor transposed() {
        return new BoundTensor(stored, sizes.reversed(), strides.reversed(), offset);
    }

    /// One entry of the first dimension, which goes away.
    BoundTensor select(long index) {
        return new BoundTensor(
                stored,
                sizes.subList(1, sizes.size()),
                strides.subList(1, strides.size()),
                offset + index * strides.getFirst());
    }

    /// Entries `from` (inclusive) to `to` (exclusive) of the first dimension.
    BoundTensor narrow(long from, long to) {
        java.util.ArrayList<Long> narrowed = new java.util.ArrayList<>(sizes);
        narrowed.set(0, to - from);
        return new BoundTensor(stored, narrowed, strides, offset + from * strides.getFirst());
    }
}
