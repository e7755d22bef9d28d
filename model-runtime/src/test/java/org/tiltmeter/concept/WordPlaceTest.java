package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordPlaceTest {

    @Test
    void aWordOfItsOwnCountsBeforeThoseThatHoldIt() {
        assertThat(WordPlace.of("In the factory the actor spoke", "actor")).hasValue(19);
        assertThat(WordPlace.of("Nurses: the nurse, again", "nurse")).hasValue(12);
        assertThat(WordPlace.of("actor", "actor")).hasValue(0);
    }

    @Test
    void aWordThatBeginsWithItCountsBeforeOneThatHoldsIt() {
        assertThat(WordPlace.of("The factory has actors", "actor")).hasValue(16);
        assertThat(WordPlace.of("The factory", "actor")).hasValue(5);
        assertThat(WordPlace.of("The mill", "actor")).isEmpty();
    }
}
