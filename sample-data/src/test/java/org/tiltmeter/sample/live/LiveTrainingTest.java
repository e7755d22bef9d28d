package org.tiltmeter.sample.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class LiveTrainingTest {

    @TempDir
    private Path folder;

    @Test
    void recoversTheSharesThatAClassChose() {
        AtomicLong steps = new AtomicLong();
        Map<String, Double> shares = Map.of("nurse", 0.2, "carpenter", 0.9, "teacher", 0.7, "pilot", 0.5);
        LiveTraining.Outcome outcome = LiveTraining.run(
                shares,
                folder.resolve("live"),
                1,
                step -> steps.addAndGet(step.phase() == Progress.Phase.TRAINING ? 1 : 0),
                new Cancellation());
        assertThat(steps.get()).isPositive();
        assertThat(outcome.recovered()).hasSameSizeAs(LiveTraining.occupations());
        shares.forEach((occupation, share) -> assertThat(outcome.recovered())
                .hasEntrySatisfying(occupation, one -> assertThat(one.chosen()).isEqualTo(share)));
        assertThat(outcome.largestError())
                .as(outcome.recovered().toString())
                .isLessThanOrEqualTo(LiveTraining.STATED_ERROR);
    }

    @Test
    void refusesWhatItCannotTeach() {
        assertThatThrownBy(() -> run(Map.of("queen", 0.5), new Cancellation()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("queen");
        assertThatThrownBy(() -> run(Map.of("nurse", 1.0), new Cancellation()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1.0");
    }

    @Test
    void stopsWhenAskedAndWritesNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertThatThrownBy(() -> run(Map.of(), cancellation)).isInstanceOf(CancelledException.class);
        assertThat(folder.resolve("live")).doesNotExist();
    }

    private void run(Map<String, Double> shares, Cancellation cancellation) {
        LiveTraining.run(shares, folder.resolve("live"), 1, Progress.none(), cancellation);
    }
}
