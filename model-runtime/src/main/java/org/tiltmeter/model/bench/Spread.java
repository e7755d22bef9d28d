package org.tiltmeter.model.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;

/// Several measurements of the same thing, in seconds.
///
/// @param median the middle one, or the mean of the two in the middle
/// @param lowest the shortest
/// @param highest the longest
/// @param n how many
@JsonNaming(SnakeCaseStrategy.class)
public record Spread(double median, double lowest, double highest, int n) {

    static Spread of(double... seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        return new Spread(median, sorted[0], sorted[n - 1], n);
    }
}
