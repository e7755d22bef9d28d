package org.tiltmeter.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Numbers in rows and columns. Those of a large result may still lie in the engine's memory, as they were
/// computed, and become float32 when they are asked for. For any thread.
@JsonPropertyOrder({"rows", "columns", "values"})
public final class Matrix {

    private final int rows;
    private final int columns;
    private final float @Nullable [] given;
    private final @Nullable KeptRows kept;
    private volatile float @Nullable [] fetched;

    /// A matrix that owns its numbers.
    ///
    /// @param rows number of rows
    /// @param columns number of columns
    /// @param values row by row, `[rows * columns]`
    /// @throws IllegalArgumentException if the array has another length than `rows * columns`
    @JsonCreator
    public Matrix(
            @JsonProperty("rows") int rows,
            @JsonProperty("columns") int columns,
            @JsonProperty("values") float[] values) {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(values.length + " values for " + rows + " x " + columns);
        }
        this.rows = rows;
        this.columns = columns;
        this.given = values;
        this.kept = null;
    }

    /// A matrix whose numbers stay where they are until they are asked for.
    Matrix(int rows, int columns, KeptRows kept) {
        this.rows = rows;
        this.columns = columns;
        this.given = null;
        this.kept = kept;
    }

    /// Number of rows.
    @JsonProperty
    public int rows() {
        return rows;
    }

    /// Number of columns.
    @JsonProperty
    public int columns() {
        return columns;
    }

    /// All numbers row by row, `[rows * columns]`, not a copy. From now on they lie in Java's memory alone.
    ///
    /// @throws IllegalStateException after [#release()]
    @JsonProperty
    public float[] values() {
        if (given != null) {
            return given;
        }
        float[] found = fetched;
        return found == null ? fetch() : found;
    }

    private synchronized float[] fetch() {
        float[] found = fetched;
        if (found == null) {
            found = new float[Math.multiplyExact(rows, columns)];
            float[] row = new float[columns];
            for (int i = 0; i < rows; i++) {
                source().copy(i, row);
                System.arraycopy(row, 0, found, i * columns, columns);
            }
            fetched = found;
            source().release();
        }
        return found;
    }

    private KeptRows source() {
        if (kept == null) {
            throw new IllegalStateException("a matrix with numbers of its own asks for others");
        }
        return kept;
    }

    /// One number.
    public float get(int row, int column) {
        return values()[row * columns + column];
    }

    /// A copy of the rows from one on.
    Matrix from(int row) {
        return new Matrix(rows - row, columns, Arrays.copyOfRange(values(), row * columns, rows * columns));
    }

    /// A copy of one row, `[columns]`; the others stay where they are.
    ///
    /// @throws IllegalStateException after [#release()]
    public float[] row(int row) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("row " + row + " of " + rows);
        }
        float[] here = given == null ? fetched : given;
        if (here != null) {
            return Arrays.copyOfRange(here, row * columns, (row + 1) * columns);
        }
        return remote(row);
    }

    private synchronized float[] remote(int row) {
        float[] here = fetched;
        if (here != null) {
            return Arrays.copyOfRange(here, row * columns, (row + 1) * columns);
        }
        float[] values = new float[columns];
        source().copy(row, values);
        return values;
    }

    /// The columns of the largest numbers of a row, largest first.
    ///
    /// @param count how many, at most
    public int[] largest(int row, int count) {
        float[] values = row(row);
        return IntStream.range(0, columns)
                .boxed()
                .sorted(Comparator.comparingDouble(column -> -values[column]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// Gives back the engine's memory before the garbage collector would. Numbers that nobody has asked for yet are
    /// lost.
    public void release() {
        if (kept != null) {
            kept.release();
        }
    }

    @Override
    public String toString() {
        return "matrix [" + rows + ", " + columns + "]";
    }
}
