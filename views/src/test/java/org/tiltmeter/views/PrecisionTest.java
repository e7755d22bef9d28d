package org.tiltmeter.views;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tiltmeter.statistics.Interval;

class PrecisionTest {

    @Test
    void showsTheIntervalsWidthWithTwoDigits() {
        assertThat(Precision.number(1.234567, new Interval(1.1, 1.45, 0.95))).isEqualTo("1.23");
        assertThat(Precision.number(1.234567, new Interval(-20, 30, 0.95))).isEqualTo("1");
        assertThat(Precision.number(-0.0123456, new Interval(-0.0131, -0.0112, 0.95)))
                .isEqualTo("−0.0123");
        assertThat(Precision.range(new Interval(-0.57, 0.34, 0.95))).isEqualTo("−0.57 to 0.34");
    }

    @Test
    void saysWhereThereIsNone() {
        Interval none = new Interval(Double.NaN, Double.NaN, 0.95);
        assertThat(Precision.range(none)).isEqualTo("not available");
        assertThat(Precision.number(0.5, none)).isEqualTo("0.500");
        assertThat(Precision.number(Double.NaN, none)).isEqualTo("not available");
        assertThat(Precision.probability(null)).isEqualTo("not available");
    }

    @Test
    void keepsSmallProbabilitiesHonest() {
        assertThat(Precision.probability(0.00001)).isEqualTo("< 0.0001");
        assertThat(Precision.probability(0.0005)).isEqualTo("0.0005");
        assertThat(Precision.probability(0.0312)).isEqualTo("0.031");
    }
}
