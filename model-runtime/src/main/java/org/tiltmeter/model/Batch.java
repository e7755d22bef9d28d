package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Sequences that run together, padded on the right to the longest. Later tokens never reach earlier ones, or
/// padding is masked, so it changes nothing.
///
/// @param places of the sequences in the caller's list
/// @param rows the sequences
/// @param length of the longest
record Batch(List<Integer> places, List<int[]> rows, int length) implements Rows {

    Batch {
        places = List.copyOf(places);
        rows = List.copyOf(rows);
    }

    /// Groups sequences of similar length.
    ///
    /// @param tokens most tokens of one batch, padding counted; a longer sequence runs alone
    static List<Batch> of(List<int[]> sequences, int tokens) {
        List<Integer> order = IntStream.range(0, sequences.size())
                .boxed()
                .sorted(Comparator.comparingInt(place -> -sequences.get(place).length))
                .toList();
        List<Batch> batches = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place : order) {
            int longest = sequences.get(places.isEmpty() ? place : places.getFirst()).length;
            if (!places.isEmpty() && (places.size() + 1L) * longest > tokens) {
                batches.add(of(sequences, places));
                places = new ArrayList<>();
            }
            places.add(place);
        }
        if (!places.isEmpty()) {
            batches.add(of(sequences, places));
        }
        return batches;
    }

    private static Batch of(List<int[]> sequences, List<Integer> places) {
        List<int[]> rows = places.stream().map(sequences::get).toList();
        return new Batch(places, rows, rows.getFirst().length);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int textLength(int row) {
        return rows.get(row).length;
    }

    @Override
    public Tensor visible(boolean bidirectional) {
        return bidirectional ? real() : Pass.NOTHING;
    }

    /// Token ids `[batch, tokens]`, 0 where padded.
    @Override
    public Tensor ids() {
        long[] ids = new long[size() * length];
        for (int row = 0; row < size(); row++) {
            int[] sequence = rows.get(row);
            for (int i = 0; i < sequence.length; i++) {
                ids[row * length + i] = sequence[i];
            }
        }
        return Tensor.of(ids, size(), length);
    }

    /// 1 for tokens, 0 for padding, `[batch, 1, 1, tokens]`.
    private Tensor real() {
        long[] real = new long[size() * length];
        for (int row = 0; row < size(); row++) {
            Arrays.fill(real, row * length, row * length + rows.get(row).length, 1);
        }
        return Tensor.of(real, size(), 1, 1, length);
    }

    /// 0, 1, 2 … in every row, `[batch, tokens]`.
    @Override
    public Tensor positions() {
        long[] positions = new long[size() * length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = i % length;
        }
        return Tensor.of(positions, size(), length);
    }
}
