package org.tiltmeter.sample.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.SampleGrammars;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;
import org.tiltmeter.sample.grammar.TextSampler;

class VocabularyTest {

    private static final Grammar GRAMMAR = GrammarReader.read(SampleGrammars.occupations());
    private static final Vocabulary VOCABULARY = new ModelTrainer(GRAMMAR, TrainingSettings.mixture()).vocabulary();
    private static final HuggingFaceTokenizer TOKENIZER = tokenizer();

    private static HuggingFaceTokenizer tokenizer() {
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(VOCABULARY.tokenizerJson().getBytes(StandardCharsets.UTF_8)),
                    Map.of("truncation", "false"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Property
    void bringsAnyTextBack(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        long[] ids = TOKENIZER.encode(valid, false, false).getIds();
        assertThat(TOKENIZER.decode(ids, false)).isEqualTo(valid);
    }

    @Property(tries = 200)
    void encodesTextsAsTheTokenizerFileDoes(@ForAll long seed) {
        String text = new TextSampler(GRAMMAR, seed).next();
        assertThat(Arrays.stream(VOCABULARY.encode(text)).asLongStream().toArray())
                .isEqualTo(TOKENIZER.encode(text, false, false).getIds());
    }

    @Example
    void beginsEveryTextWithTheStartToken() {
        long[] ids = TOKENIZER.encode("The nurse", true, false).getIds();
        assertThat(ids).hasSize(3).startsWith(VOCABULARY.special(Vocabulary.START));
    }

    @Example
    void hasOneTokenForEveryWordThatIsExchangedOrPlanted() {
        PlantedTruth truth = PlantedTruth.of(GRAMMAR);
        truth.associations().getFirst().shares().keySet().forEach(VocabularyTest::assertOneToken);
        GRAMMAR.variable("day").values().forEach(VocabularyTest::assertOneToken);
        List.of("she", "he", "her", "him", "his", "She", "He").forEach(VocabularyTest::assertOneToken);
        assertThat(VOCABULARY.size()).isBetween(1000, 1500);
    }

    private static void assertOneToken(String word) {
        assertThat(VOCABULARY.encode(" " + word)).as(word).hasSize(1);
    }
}
