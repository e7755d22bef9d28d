package org.tiltmeter.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void differencesAreCentredOnZero() {
        Scale scale = Scale.diverging(0.3, "difference");
        int middle = scale.argb(0);
        assertThat(middle >> 16 & 0xff).isGreaterThan(0xf0);
        assertThat(scale.argb(-0.3) & 0xff).isGreaterThan(scale.argb(-0.3) >> 16 & 0xff);
        assertThat(scale.argb(0.3) >> 16 & 0xff).isGreaterThan(scale.argb(0.3) & 0xff);
    }

    @Property
    void lightnessOfAmountsRisesWithTheAmount(
            @ForAll @DoubleRange(min = 0, max = 0.9) double value,
            @ForAll @DoubleRange(min = 0.05, max = 0.1) double step) {
        Scale scale = Scale.sequential(0, 1, "amount");
        assertThat(luminance(scale.argb(value + step))).isGreaterThan(luminance(scale.argb(value)));
    }

    @Property
    void numbersBeyondTheRangeHaveItsEndsColour(@ForAll @DoubleRange(min = 1, max = 1e6) double value) {
        Scale scale = Scale.sequential(0, 1, "amount");
        assertThat(scale.argb(value)).isEqualTo(scale.argb(1));
        assertThat(scale.argb(-value)).isEqualTo(scale.argb(0));
    }

    @Test
    void aMissingNumberHasNoColourAndAnEmptyRangeIsRefused() {
        assertThat(Scale.sequential(0, 1, "amount").argb(Double.NaN)).isZero();
        assertThatThrownBy(() -> Scale.sequential(1, 1, "amount")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ticksAreRoundAndPrintedWithoutNeedlessDigits() {
        assertThat(Numbers.ticks(-0.13, 0.42, 6)).hasSize(6).contains(0.0);
        assertThat(Numbers.ticks(0, 15, 5)).isEqualTo(List.of(0.0, 5.0, 10.0, 15.0));
        assertThat(Numbers.fixed(-0.5, 1)).isEqualTo("−0.5");
        assertThat(Numbers.exact(0.1f)).isEqualTo("0.1");
        assertThat(Numbers.exact(-3.4e-5f)).isEqualTo("−0.000034");
        assertThat(Numbers.exact(1234.56789)).isEqualTo("1234.57");
        assertThat(Numbers.exact(Double.NaN)).isEqualTo("no value");
    }

    private static double luminance(int argb) {
        return 0.2126 * (argb >> 16 & 0xff) + 0.7152 * (argb >> 8 & 0xff) + 0.0722 * (argb & 0xff);
    }
}
