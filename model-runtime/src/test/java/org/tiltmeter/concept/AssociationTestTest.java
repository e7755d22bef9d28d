package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiltmeter.testing.SharedFiles;

class AssociationTestTest {

    private static double[][] random(Random random, int words, double along) {
        double[][] vectors = new double[words][10];
        for (double[] vector : vectors) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = random.nextGaussian() + (i == 0 ? along : 0);
            }
        }
        return vectors;
    }

    /// Every partition by bits, every sum by hand.
    @Test
    void exactPEqualsSlowEnumeration() {
        Random random = new Random(12);
        double[][] x = random(random, 4, 0.6);
        double[][] y = random(random, 5, -0.2);
        double[][] a = random(random, 6, 1);
        double[][] b = random(random, 6, -1);
        AssociationTest test = AssociationTest.of(x, y, a, b, 100_000, 1);
        double[] s = new double[9];
        for (int i = 0; i < 9; i++) {
            double[] word = i < 4 ? x[i] : y[i - 4];
            for (int j = 0; j < 6; j++) {
                s[i] += cosine(word, a[j]) / 6 - cosine(word, b[j]) / 6;
            }
        }
        double observed = s[0] + s[1] + s[2] + s[3] - s[4] - s[5] - s[6] - s[7] - s[8];
        int partitions = 0;
        int extreme = 0;
        for (int bits = 0; bits < 512; bits++) {
            if (Integer.bitCount(bits) == 4) {
                partitions++;
                double statistic = 0;
                for (int i = 0; i < 9; i++) {
                    statistic += (bits >> i & 1) == 1 ? s[i] : -s[i];
                }
                extreme += statistic >= observed - 1e-12 ? 1 : 0;
            }
        }
        assertThat(test.exact()).isTrue();
        assertThat(test.partitions()).isEqualTo(126).isEqualTo(partitions);
        assertThat(test.statistic()).isCloseTo(observed, within(1e-12));
        assertThat(test.p()).isCloseTo((double) extreme / partitions, within(1e-12));
        AssociationTest sampled = AssociationTest.of(x, y, a, b, 100, 1);
        assertThat(sampled.exact()).isFalse();
        assertThat(sampled.p()).isCloseTo(test.p(), within(0.15));
    }

    private static double cosine(double[] u, double[] v) {
        double dot = 0;
        double uu = 0;
        double vv = 0;
        for (int i = 0; i < u.length; i++) {
            dot += u[i] * v[i];
            uu += u[i] * u[i];
            vv += v[i] * v[i];
        }
        return dot / Math.sqrt(uu) / Math.sqrt(vv);
    }

    @Test
    void publishedEffectsOfWordVectorsAreReproduced() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Path folder = SharedFiles.of("data/models/word2vec-googlenews-weat-subset");
        JsonNode sets = mapper.readTree(folder.resolve("WEAT.json").toFile());
        JsonNode expected = mapper.readTree(
                SharedFiles.of("data/results/weat_word2vec_check.json").toFile());
        Set<String> wanted = new HashSet<>();
        sets.forEach(words -> words.forEach(word -> wanted.add(word.textValue())));
        WordVectors vectors = WordVectors.read(folder.resolve("weat_w2v.txt"), wanted);
        assertThat(expected).hasSize(7);
        for (JsonNode test : expected) {
            double[][] x = of(vectors, sets, test, "X");
            double[][] y = of(vectors, sets, test, "Y");
            AssociationTest result =
                    AssociationTest.of(x, y, of(vectors, sets, test, "A"), of(vectors, sets, test, "B"), 20_000, 42);
            assertThat(x).hasDimensions(test.get("sizes").get(0).intValue(), 300);
            assertThat(y).hasDimensions(test.get("sizes").get(1).intValue(), 300);
            assertThat(result.effectSize())
                    .as(test.get("X").textValue())
                    .isCloseTo(test.get("d_sample_std").doubleValue(), within(1e-6));
            assertThat(result.statistic()).isCloseTo(test.get("test_statistic").doubleValue(), within(1e-6));
            assertThat(result.exact()).isEqualTo(x.length <= 8);
            if (x.length == 8) {
                assertThat(result.partitions()).isEqualTo(12_870);
            }
        }
    }

    private static double[][] of(WordVectors vectors, JsonNode sets, JsonNode test, String side) {
        List<String> words = new ArrayList<>();
        sets.get(test.get(side).textValue()).forEach(word -> words.add(word.textValue()));
        return vectors.of(words);
    }
}
