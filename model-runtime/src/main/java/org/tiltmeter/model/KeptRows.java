package org.tiltmeter.model;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One text's rows of tensors that stay in the engine's memory. The tensors are given back when every text that
/// shares them has released its rows, or nobody holds them any more. For any thread.
final class KeptRows {

    private final Blocks blocks;
    private final int first;
    private final int columns;
    private boolean released;

    private KeptRows(Blocks blocks, int first, int columns) {
        this.blocks = blocks;
        this.first = first;
        this.columns = columns;
    }

    /// Tensors that texts share: rows one after the other, as many in each but the last.
    ///
    /// @param rows number of rows in each
    /// @param texts number of texts that have not released them
    private record Blocks(List<KeptTensor> tensors, int rows, AtomicInteger texts) {}

    /// Deals rows out to texts. Where more of the engine's memory is held than shall be, they are copied into Java's,
    /// where what nobody releases does not pile up.
    ///
    /// @param tensors rows one after the other, as many in each tensor but the last
    /// @param rows number of rows in each
    /// @param starts the first row of each text
    /// @param lengths number of rows of each text
    /// @param mostBytes of the engine's memory that may be held after this
    static List<Matrix> deal(
            List<KeptTensor> tensors, int rows, int columns, int[] starts, int[] lengths, long mostBytes) {
        Blocks blocks = new Blocks(List.copyOf(tensors), rows, new AtomicInteger(starts.length));
        boolean copied = KeptTensor.keptBytes() > mostBytes;
        Matrix[] texts = new Matrix[starts.length];
        for (int i = 0; i < starts.length; i++) {
            texts[i] = new Matrix(lengths[i], columns, new KeptRows(blocks, starts[i], columns));
            if (copied) {
                texts[i].values();
            }
        }
        return List.of(texts);
    }

    /// Copies one row.
    ///
    /// @param out `[columns]`
    /// @throws IllegalStateException after [#release()]
    synchronized void copy(int row, float[] out) {
        if (released) {
            throw new IllegalStateException("these numbers have been released");
        }
        int place = first + row;
        blocks.tensors().get(place / blocks.rows()).copy((long) (place % blocks.rows()) * columns, out);
    }

    /// Says that these rows will not be asked for again; a second call changes nothing.
    synchronized void release() {
        if (!released) {
            released = true;
            if (blocks.texts().decrementAndGet() == 0) {
                blocks.tensors().forEach(KeptTensor::close);
            }
        }
    }
}
