package org.tiltmeter.session;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.tiltmeter.work.BadInputException;

/// Compresses documents and arrays with zlib. Any thread.
final class Packing {

    private static final int LEVEL = 6;

    private Packing() {}

    static byte[] deflate(byte[] bytes) {
        try (Deflater deflater = new Deflater(LEVEL)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[Math.max(64, bytes.length / 4)];
            int length = 0;
            while (!deflater.finished()) {
                if (length == out.length) {
                    out = java.util.Arrays.copyOf(out, Math.addExact(out.length, Math.max(out.length, 64)));
                }
                length += deflater.deflate(out, length, out.length - length);
            }
            return java.util.Arrays.copyOf(out, length);
        }
    }

    /// @param what for the sentence when the bytes are damaged
    /// @param length exactly how many bytes come out
    static byte[] inflate(String what, byte[] packed, long length) {
        if (length < 0 || length > Integer.MAX_VALUE - 16 || length / 1100 > packed.length) {
            throw damaged(what, null);
        }
        byte[] bytes = new byte[(int) length];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            int done = 0;
            while (done < bytes.length) {
                int step = inflater.inflate(bytes, done, bytes.length - done);
                if (step == 0) {
                    throw damaged(what, null);
                }
                done += step;
            }
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw damaged(what, null);
            }
            return bytes;
        } catch (DataFormatException failure) {
            throw damaged(what, failure);
        }
    }

    static byte[] deflate(String text) {
        return deflate(text.getBytes(StandardCharsets.UTF_8));
    }

    static String inflateText(String what, byte[] packed, long length) {
        return new String(inflate(what, packed, length), StandardCharsets.UTF_8);
    }

    /// The bytes of float32 values, little-endian, all first bytes, then all second bytes, …: neighbours of one
    /// exponent lie side by side and compress.
    static byte[] deflate(float[] values) {
        int n = values.length;
        byte[] planes = new byte[Math.multiplyExact(4, n)];
        for (int i = 0; i < n; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            planes[i] = (byte) bits;
            planes[n + i] = (byte) (bits >>> 8);
            planes[2 * n + i] = (byte) (bits >>> 16);
            planes[3 * n + i] = (byte) (bits >>> 24);
        }
        return deflate(planes);
    }

    static float[] inflateFloats(String what, byte[] packed, int n) {
        byte[] planes = inflate(what, packed, 4L * n);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = Float.intBitsToFloat((planes[i] & 0xff)
                    | (planes[n + i] & 0xff) << 8
                    | (planes[2 * n + i] & 0xff) << 16
                    | (planes[3 * n + i] & 0xff) << 24);
        }
        return values;
    }

    private static BadInputException damaged(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        String sentence = what + " is damaged in the session file; open a copy of the session from before.";
        return cause == null ? new BadInputException(sentence) : new BadInputException(sentence, cause);
    }
}
