package org.tiltmeter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/// Damages the bytes of a file at random, by a seed.
public final class Damage {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "-1",
        "0",
        "1e308",
        "9223372036854775807",
        "null",
        "true",
        "\"a\"",
        "../",
        "\\u0000"
    };

    private Damage() {}

    /// Changes, removes, doubles or inserts something, up to four times.
    public static byte[] of(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int place = random.nextInt(bytes.length);
            int length = Math.min(1 + random.nextInt(24), bytes.length - place);
            byte[] before = Arrays.copyOf(bytes, place);
            byte[] after = Arrays.copyOfRange(bytes, place + length, bytes.length);
            byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8);
            switch (random.nextInt(4)) {
                case 0 -> bytes[place] = (byte) random.nextInt(256);
                case 1 -> bytes = join(before, after, new byte[0]);
                case 2 -> bytes = join(before, piece, Arrays.copyOfRange(bytes, place, bytes.length));
                default -> bytes = join(before, piece, after);
            }
            if (bytes.length == 0) {
                return sound.clone();
            }
        }
        return bytes;
    }

    private static byte[] join(byte[] first, byte[] second, byte[] third) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        System.arraycopy(third, 0, joined, first.length + second.length, third.length);
        return joined;
    }
}
