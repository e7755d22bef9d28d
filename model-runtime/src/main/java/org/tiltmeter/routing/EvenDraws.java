package org.tiltmeter.routing;

import java.util.SplittableRandom;

/// Some of many, spread evenly.
final class EvenDraws {

    private EvenDraws() {}

    /// One at random from each of equally long stretches, so that no period of the whole shows.
    static long index(int stretch, int stretches, long count, long seed) {
        long from = (long) ((double) stretch / stretches * count);
        long to = (long) ((double) (stretch + 1) / stretches * count);
        return to - from < 2 ? from : from + new SplittableRandom(seed + stretch).nextLong(to - from);
    }
}
