package org.tiltmeter.model;

/// Numbers in rows and columns, row by row in one array that the matrix owns.
///
/// @param rows number of rows
/// @param columns number of columns
/// @param values `[rows * columns]`
public record Matrix(int rows, int columns, float[] values) {

    /// @throws IllegalArgumentException if the array has another length than `rows * columns`
    public Matrix {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(values.length + " values for " + rows + " x " + columns);
        }
    }

    /// One number.
    public float get(int row, int column) {
        return values[row * columns + column];
    }

    /// A copy of the rows from one on.
    Matrix from(int row) {
        return new Matrix(rows - row, columns, java.util.Arrays.copyOfRange(values, row * columns, values.length));
    }

    /// A copy of one row, `[columns]`.
    public float[] row(int row) {
        return java.util.Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /// The columns of the largest numbers of a row, largest first.
    ///
    /// @param count how many, at most
    public int[] largest(int row, int count) {
        return java.util.stream.IntStream.range(0, columns)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(column -> -get(row, column)))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
