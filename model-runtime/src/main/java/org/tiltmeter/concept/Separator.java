package org.tiltmeter.concept;

/// A hyperplane: positive where weights · row + offset > 0.
///
/// @param weights its normal, `[size]`
/// @param offset what is added
record Separator(double[] weights, double offset) {

    /// On which side a row lies, and how far in units of the normal's length.
    double side(double[] row) {
        double sum = offset;
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }
}
