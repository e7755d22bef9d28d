package org.tiltmeter.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Texts of all kinds, the same each time.
final class VariedTexts {

    private static final String[] PARTS = {
        "the",
        "The",
        "nurse",
        " said",
        "'s",
        "'LL",
        "don't",
        "über",
        "naïve",
        "NAÏVE",
        "İstanbul",
        "ﬁne",
        "漢字",
        "かな",
        "한국어",
        "العربية",
        "हिन्दी",
        "е́",
        "é",
        "😀",
        "👩🏽‍⚕️",
        "🇩🇪",
        "a\u0301",
        "12345",
        "3.14",
        "x²",
        "½",
        "...",
        "!?",
        "“quoted”",
        "—",
        "_",
        "▁",
        "\u00A0",
        "\u3000",
        "\u200B",
        "\t",
        "\n",
        "\r\n",
        "\n\n\n",
        " ",
        "  ",
        "    ",
        "CamelCase",
        "http://a.b/c?d=e",
        "<b>",
        "\u0001",
        "zzzzzzz",
        "aaaaaaaaaa",
        "bcd",
        "she",
        "was",
        "a",
        "little",
        "girl",
        "named",
        "Lily",
        ",",
        ".",
        "$9",
        "\\",
        "\""
    };

    private VariedTexts() {}

    static List<String> of(int count, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>(List.of("", " ", "  a", "a  ", "\n", "a", " the nurse  said so.\n"));
        while (texts.size() < count) {
            StringBuilder text = new StringBuilder();
            int parts = 1 + random.nextInt(12);
            boolean spaced = random.nextBoolean();
            for (int i = 0; i < parts; i++) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
                if (spaced && random.nextInt(4) > 0) {
                    text.append(' ');
                }
            }
            if (random.nextInt(10) == 0) {
                text.appendCodePoint(0x20 + random.nextInt(0x2F00));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
