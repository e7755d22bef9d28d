package org.tiltmeter.views;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizesTest {

    @Test
    void countsAsPeopleDo() {
        assertThat(Sizes.bytes(512)).isEqualTo("512 bytes");
        assertThat(Sizes.bytes(7_456_120)).isEqualTo("7.46 MB");
        assertThat(Sizes.bytes(13_800_000_000L)).isEqualTo("13.8 GB");
        assertThat(Sizes.count(999)).isEqualTo("999");
        assertThat(Sizes.count(6_919_161_856L)).isEqualTo("6.92 billion");
        assertThat(Sizes.duration(0.2)).isEqualTo("1 s");
        assertThat(Sizes.duration(75)).isEqualTo("1 min 15 s");
    }
}
