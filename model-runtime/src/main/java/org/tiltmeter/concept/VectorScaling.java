package org.tiltmeter.concept;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What is done to contextual vectors before cosines are taken. In language models a few
/// dimensions that are large in every text dominate cosines of raw vectors.
public enum VectorScaling {
    /// Nothing.
    RAW,
    /// The mean over all vectors of the test is taken away.
    CENTRED,
    /// And every dimension is divided by its standard deviation over them.
    STANDARDISED;

    /// How it is called in files and on the command line.
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Scales several sets of vectors together; the vectors given stay as they are.
    ///
    /// @param sets each `[vectors][size]`
    /// @return the same shapes
    List<double[][]> apply(List<double[][]> sets) {
        List<double[][]> copies = sets.stream()
                .map(set -> Stream.of(set).map(double[]::clone).toArray(double[][]::new))
                .toList();
        double[][] all = copies.stream().flatMap(Stream::of).toArray(double[][]::new);
        if (this == RAW || all.length == 0) {
            return copies;
        }
        Vectors.centre(all);
        if (this == STANDARDISED) {
            for (int i = 0; i < all[0].length; i++) {
                double squares = 0;
                for (double[] row : all) {
                    squares += row[i] * row[i];
                }
                double deviation = Math.sqrt(squares / Math.max(1, all.length - 1));
                for (double[] row : all) {
                    row[i] = deviation > 0 ? row[i] / deviation : 0;
                }
            }
        }
        return copies;
    }
}
