package org.tiltmeter.session;

import java.util.List;

/// An array of a trace.
///
/// @param name what it is: `logits`, `hidden_states.3`, `router_logits.0`
/// @param shape outermost dimension first; the product is the number of values
/// @param values the numbers, row by row
public record TraceArray(String name, List<Integer> shape, float[] values) {

    /// Copies the shape and checks it.
    public TraceArray {
        shape = List.copyOf(shape);
        long size = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("negative length in the shape " + shape + " of " + name);
            }
            size = Math.multiplyExact(size, length);
        }
        if (size != values.length) {
            throw new IllegalArgumentException(values.length + " values in the shape " + shape + " of " + name);
        }
    }
}
