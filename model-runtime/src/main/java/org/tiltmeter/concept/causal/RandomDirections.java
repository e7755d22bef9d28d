package org.tiltmeter.concept.causal;

import java.util.SplittableRandom;

/// Directions of uniform distribution: normal numbers, brought to length 1.
final class RandomDirections {

    private RandomDirections() {}

    /// @return `[count][size]`, each of length 1
    static float[][] of(int count, int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] directions = new float[count][size];
        for (float[] direction : directions) {
            double[] values = new double[size];
            double squares = 0;
            for (int i = 0; i < size; i++) {
                values[i] = random.nextGaussian();
                squares += values[i] * values[i];
            }
            for (int i = 0; i < size; i++) {
                direction[i] = (float) (values[i] / Math.sqrt(squares));
            }
        }
        return directions;
    }
}
