package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

class RopeSettingsTest {

    private static final int HEAD = 16;

    /// Of a family that turns a quarter of each head unless it says otherwise.
    private static int turned(String settings) {
        Rope rope = RopeSettings.rope(Configuration.parse(settings), HEAD, 10_000, 0.25);
        return 2 * rope.inverseFrequencies(1).length;
    }

    @Test
    void turnsThePartThatIsSaidInEitherPlace() {
        assertThat(turned("{}")).isEqualTo(4);
        assertThat(turned("{'partial_rotary_factor': 0.5}".replace('\'', '"'))).isEqualTo(8);
        assertThat(turned("{'rope_parameters': {'rope_type': 'default', 'partial_rotary_factor': 0.5}}"
                        .replace('\'', '"')))
                .isEqualTo(8);
    }

    /// As the reference writes and reads it: the usual part of the family beside the one that counts.
    @Test
    void followsTheInnerPartWhereTheOuterIsTheUsualOne() {
        String both = """
            {"partial_rotary_factor": 0.25,
             "rope_parameters": {"rope_type": "default", "rope_theta": 10000, "partial_rotary_factor": 0.5}}\
            """;
        assertThat(turned(both)).isEqualTo(8);
        refused(both.replace("0.25", "0.75"));
        refused(both.replace("\"default\"", "\"linear\", \"factor\": 2"));
    }

    private static void refused(String settings) {
        assertThatThrownBy(() -> turned(settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("partial_rotary_factor")
                .hasMessageEndingWith("remove the wrong one.");
    }
}
