package org.tiltmeter.sample.training;

import java.nio.charset.StandardCharsets;

/// The printable character that stands for each of the 256 bytes in byte-level vocabularies, as GPT-2 introduced it:
/// printable Latin-1 characters stand for themselves, the others for the characters from U+0100 on, in order.
final class ByteAlphabet {

    private static final char[] CHARACTERS = new char[256];

    static {
        char next = 0x100;
        for (int value = 0; value < CHARACTERS.length; value++) {
            boolean printable = (value >= '!' && value <= '~')
                    || (value >= 0xA1 && value <= 0xAC)
                    || (value >= 0xAE && value <= 0xFF);
            CHARACTERS[value] = printable ? (char) value : next++;
        }
    }

    private ByteAlphabet() {}

    /// The character for a byte given as 0 … 255.
    static char character(int value) {
        return CHARACTERS[value];
    }

    /// A text's UTF-8 bytes, each as its character.
    static String spell(String text) {
        StringBuilder spelled = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            spelled.append(CHARACTERS[Byte.toUnsignedInt(one)]);
        }
        return spelled.toString();
    }
}
