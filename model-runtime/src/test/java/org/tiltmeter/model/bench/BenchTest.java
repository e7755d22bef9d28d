package org.tiltmeter.model.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class BenchTest {

    private static final Path OLMOE = Path.of("src/test/resources/models/olmoe");

    private static BenchSettings settings(String shapes) {
        return new BenchSettings(OpenSettings.EXACT, BenchShape.parse(shapes), 3, 4, 1);
    }

    @Test
    void measuresEveryShapeInEveryWay() {
        BenchReport report = Bench.run(OLMOE, settings("1x8,3x5"), Progress.none(), new Cancellation());
        assertThat(report.family()).isEqualTo("olmoe");
        assertThat(report.compute()).isEqualTo("exact");
        assertThat(report.passes())
                .extracting(pass -> pass.shape() + " " + pass.capture())
                .containsExactly("1x8 all", "1x8 logits", "1x8 scores", "3x5 all", "3x5 logits", "3x5 scores");
        assertThat(report.passes()).allSatisfy(pass -> {
            assertThat(pass.seconds().n()).isEqualTo(3);
            assertThat(pass.seconds().lowest())
                    .isPositive()
                    .isLessThanOrEqualTo(pass.seconds().median());
            assertThat(pass.seconds().median())
                    .isLessThanOrEqualTo(pass.seconds().highest());
            assertThat(pass.gigaflops()).isPositive();
            assertThat(pass.shareOfBestRate()).isBetween(0.0, 1.5);
        });
        assertThat(report.matrices()).first().satisfies(rate -> {
            assertThat(rate.type()).isEqualTo("float32");
            assertThat(rate.gigaflops()).isGreaterThan(1);
        });
        assertThat(report.opening().loadToFirstTokenSeconds())
                .isGreaterThanOrEqualTo(report.opening().loadSeconds());
        assertThat(report.memory().peakBytes()).isGreaterThan(report.memory().engineBytes() / 2);
    }

    @Test
    void stopsWhenAsked() {
        Cancellation cancellation = new Cancellation();
        Progress stopping = step -> {
            if (step.phase() == Progress.Phase.MEASURING && step.done() == 3) {
                cancellation.request();
            }
        };
        assertThatThrownBy(() -> Bench.run(OLMOE, settings("1x8"), stopping, cancellation))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void refusesWhatTheModelCannotTake() {
        assertThatThrownBy(() -> Bench.run(OLMOE, settings("1x100000"), Progress.none(), new Cancellation()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("100000");
        assertThatThrownBy(() -> BenchShape.parse("1x8,8"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"8\"");
        assertThatThrownBy(() -> new BenchSettings(OpenSettings.EXACT, BenchShape.USUAL, 0, 4, 1))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Spread.of(4, 1, 3, 10)).isEqualTo(new Spread(3.5, 1, 10, 4));
        assertThat(Spread.of(4, 1, 3)).isEqualTo(new Spread(3, 1, 4, 3));
        assertThat(BenchShape.parse("1x128, 32x32")).isEqualTo(List.of(new BenchShape(1, 128), new BenchShape(32, 32)));
    }
}
