package org.tiltmeter.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tiltmeter.work.BadInputException;

class ConfigurationTest {

    @Test
    void nullIsFalseAndAbsenceTheDefault() {
        Configuration settings = Configuration.parse("{\"said\": null, \"on\": true}");
        assertThat(settings.flag("said", true)).isFalse();
        assertThat(settings.flag("on", false)).isTrue();
        assertThat(settings.flag("absent", true)).isTrue();
        assertThat(settings.unasked()).isEmpty();
    }

    @Test
    void refusesOtherThanTrueOrFalse() {
        assertThatThrownBy(() -> Configuration.parse("{\"on\": 1}").flag("on", false))
                .isInstanceOf(BadInputException.class)
                .hasMessage("config.json sets on to 1, which should be true or false.");
    }
}
