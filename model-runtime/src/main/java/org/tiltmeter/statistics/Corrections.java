package org.tiltmeter.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Adjusts p-values for many tests at once.
public final class Corrections {

    private Corrections() {}

    /// Holm (1979), step down: controls the chance of any false alarm.
    ///
    /// @param p one per test, `[tests]`
    /// @return adjusted p-values in the same order
    public static double[] holm(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double running = 0;
        for (int rank = 0; rank < p.length; rank++) {
            running = Math.max(running, Math.min(1, (p.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    /// Benjamini and Hochberg (1995), step up: controls the expected share of false alarms among the findings.
    ///
    /// @param p one per test, `[tests]`
    /// @return adjusted p-values in the same order
    public static double[] benjaminiHochberg(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double running = 1;
        for (int rank = p.length - 1; rank >= 0; rank--) {
            running = Math.min(running, p.length * p[order[rank]] / (rank + 1));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    private static int[] ascending(double[] p) {
        return IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
