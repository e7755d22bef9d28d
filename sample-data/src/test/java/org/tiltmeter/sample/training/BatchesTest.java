package org.tiltmeter.sample.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tiltmeter.sample.SampleGrammars;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;

class BatchesTest {

    @Test
    void everyTokenButTheLastOfATextIsFollowedByProbabilitiesThatSumToOne() {
        Grammar grammar = GrammarReader.read(SampleGrammars.live());
        TrainingSettings settings = TrainingSettings.live(5);
        Vocabulary vocabulary = new ModelTrainer(grammar, settings).vocabulary();
        Batches.Batch batch = new Batches(vocabulary, grammar, settings, 7).next(1);
        int alternatives = (int) batch.weights().shape()[2];
        long[] ids = batch.ids().longs();
        long[] texts = batch.texts().longs();
        long[] targets = batch.targets().longs();
        float[] weights = batch.weights().floats();
        int spread = 0;
        for (int at = 0; at + 1 < ids.length; at++) {
            double sum = 0;
            double ofNext = 0;
            for (int i = 0; i < alternatives; i++) {
                float weight = weights[at * alternatives + i];
                sum += weight;
                ofNext += targets[at * alternatives + i] == ids[at + 1] ? weight : 0;
            }
            boolean sameRow = (at + 1) % settings.tokens() != 0;
            if (sameRow && texts[at] == texts[at + 1]) {
                assertThat(sum).isCloseTo(1, within(1e-5));
                assertThat(ofNext).as("what follows is among what may follow").isPositive();
                spread += ofNext < 0.999 ? 1 : 0;
            } else if (sameRow) {
                assertThat(sum).isZero();
            }
        }
        assertThat(spread).isGreaterThan(ids.length / 20);
    }
}
