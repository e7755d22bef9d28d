package org.tiltmeter.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.sample.SampleLessons;
import org.tiltmeter.sample.live.LiveTraining;
import org.tiltmeter.views.lessons.LiveModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The tiny model of the live lesson.
///
/// @param folder where trained models are put, each in a folder of its own: the window may still read an earlier one
record SampleLiveModel(Path folder) implements LiveModel {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    @Override
    public List<String> words() {
        return LiveTraining.occupations();
    }

    @Override
    public double smallestShare() {
        return LiveTraining.SMALLEST_SHARE;
    }

    @Override
    public Trained train(Map<String, Double> shares, long seed, Progress progress, Cancellation cancellation) {
        Instant began = Instant.now();
        LiveTraining.Outcome outcome = LiveTraining.run(shares, place(), seed, progress, cancellation);
        double seconds = Duration.between(began, Instant.now()).toNanos() / NANOS_PER_SECOND;
        return new Trained(
                Optional.of(outcome.folder()),
                seconds,
                outcome.recovered().entrySet().stream()
                        .map(entry -> recovered(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Recovered recovered(String word, LiveTraining.Recovered found) {
        return new Recovered(word, found.chosen(), found.measured(), found.interval(), found.templates());
    }

    private Path place() {
        try {
            Files.createDirectories(folder);
            return Files.createTempDirectory(folder, "model-").resolve("trained-in-class");
        } catch (IOException failure) {
            throw new BadInputException(
                    "No model can be written into " + folder + " (" + failure.getMessage()
                            + "); free some space there.",
                    failure);
        }
    }

    @Override
    public Trained recorded() {
        try {
            return JSON.readValue(SampleLessons.liveRecording(), Trained.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the program was packed with a broken recording", broken);
        }
    }
}
