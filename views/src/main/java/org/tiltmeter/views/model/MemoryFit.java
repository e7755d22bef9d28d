package org.tiltmeter.views.model;

import org.tiltmeter.model.OpeningWay;

/// Whether a model fits into the memory that is free now.
public enum MemoryFit {
    /// With room to spare.
    FITS,
    /// It needs more than four fifths of what is free.
    TIGHT,
    /// It needs more than is free.
    TOO_LARGE;

    private static final double TIGHT_SHARE = 0.8;

    /// Whether there is room for a way of opening.
    public static MemoryFit of(OpeningWay way) {
        return of(way.needed(), way.free());
    }

    /// Compares what is needed with what is free, both in bytes.
    public static MemoryFit of(long needed, long free) {
        if (needed > free) {
            return TOO_LARGE;
        }
        return needed > TIGHT_SHARE * free ? TIGHT : FITS;
    }
}
