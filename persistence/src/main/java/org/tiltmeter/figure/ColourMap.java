package org.tiltmeter.figure;

/// Continuous colours that people with any kind of colour vision can tell apart, the same in every theme: a value has
/// one colour wherever it is shown.
public final class ColourMap {
    /// Amounts: evenly rising lightness from dark blue to yellow (Nuñez, Anderton and Renslow, 2018).
    public static final ColourMap CIVIDIS = new ColourMap(
            0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838);
    /// Differences: blue for less, near white for none, orange for more, of equal lightness on both sides.
    public static final ColourMap BLUE_ORANGE = new ColourMap(
            0x0b3c6f, 0x1f5fa5, 0x4a8ac9, 0x8db7de, 0xc8dcec, 0xf6f6f4, 0xf8d9b8, 0xefad6d, 0xd97f2c, 0xb25a10,
            0x7d3a07);

    private static final int STEPS = 1024;

    private final int[] colours = new int[STEPS + 1];

    private ColourMap(int... anchors) {
        for (int step = 0; step <= STEPS; step++) {
            double place = (double) step / STEPS * (anchors.length - 1);
            int before = Math.min((int) place, anchors.length - 2);
            double part = place - before;
            colours[step] = 0xff000000
                    | mix(anchors[before], anchors[before + 1], part, 16)
                    | mix(anchors[before], anchors[before + 1], part, 8)
                    | mix(anchors[before], anchors[before + 1], part, 0);
        }
    }

    private static int mix(int first, int second, double part, int shift) {
        int a = first >> shift & 0xff;
        int b = second >> shift & 0xff;
        return (int) Math.round(a + (b - a) * part) << shift;
    }

    /// The colour at a place from 0 to 1, opaque, as `0xAARRGGBB`.
    public int argb(double fraction) {
        return colours[(int) Math.round(Math.clamp(fraction, 0, 1) * STEPS)];
    }
}
