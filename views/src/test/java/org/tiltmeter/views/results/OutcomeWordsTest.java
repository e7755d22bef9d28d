package org.tiltmeter.views.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tiltmeter.measure.Outcome;

class OutcomeWordsTest {

    @Test
    void everyNumberHasTheUnitOfItsOutcome() {
        Outcome refusals = new Outcome("share of refusals", Outcome.SHARE);
        Outcome tone = new Outcome("tone", Outcome.WEIGHT);
        assertThat(OutcomeWords.withUnit(Outcome.LIKELIHOOD, 0.5)).isEqualTo("0.500 nats");
        assertThat(OutcomeWords.withUnit(refusals, 0.25)).isEqualTo("0.250 (share)");
        assertThat(OutcomeWords.withUnit(tone, -1)).doesNotContain("nats");
        assertThat(OutcomeWords.quantityAndUnit(Outcome.LIKELIHOOD)).contains("log-probability", "nats");
        assertThat(OutcomeWords.quantityAndUnit(refusals))
                .startsWith("share of refusals")
                .doesNotContain("nats");
    }
}
