package org.tiltmeter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordTokenizer;

class PairCheckTest {

    private static CounterfactualPair pair(String textA, String textB, Span changedA, Span changedB) {
        return new CounterfactualPair(
                3,
                "one",
                "gender",
                false,
                "women",
                "men",
                "she",
                "he",
                Map.of(),
                Map.of(),
                textA,
                textB,
                List.of(changedA),
                List.of(changedB));
    }

    @Test
    void soundPairsGiveNoFinding() {
        PairCheck check = new PairCheck(new WordTokenizer());
        assertThat(Expansion.of(Probes.occupations()).pairs().flatMap(pair -> check.check(pair).stream()))
                .isEmpty();
    }

    @Test
    void eachKindIsNoticed() {
        PairCheck check = new PairCheck(new WordTokenizer());
        assertThat(check.check(pair("she left", "he left", new Span(0, 3), new Span(0, 2))))
                .isEmpty();
        assertThat(check.check(pair("she left", "he left", new Span(0, 3), new Span(0, 2))))
                .extracting(PairFinding::kind)
                .containsExactly(Kind.DUPLICATED);
        assertThat(check.check(pair("it left", "it left", new Span(0, 2), new Span(0, 2))))
                .extracting(PairFinding::kind)
                .containsExactly(Kind.IDENTICAL);
        assertThat(check.check(pair("she left", "the man left", new Span(0, 3), new Span(0, 7))))
                .containsExactly(new PairFinding(Kind.TOKEN_COUNTS_DIFFER, 3, "one", "3 and 4 tokens"));
        assertThat(check.check(pair("she left us", "he left them", new Span(0, 3), new Span(0, 2))))
                .containsExactly(new PairFinding(Kind.MORE_THAN_THE_SPAN_CHANGED, 3, "one", "us them"));
    }
}
