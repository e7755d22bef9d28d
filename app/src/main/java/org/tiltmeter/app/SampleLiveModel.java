package org.tiltmeter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.sample.SampleGrammars;
import org.tiltmeter.sample.SampleProbes;
import org.tiltmeter.sample.live.LiveTraining;
import org.tiltmeter.sample.training.TrainingSettings;
import org.tiltmeter.views.lessons.LiveModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The tiny model of the live lesson.
///
/// @param folder where trained models are put, each in a folder of its own: the window may still read an earlier one
record SampleLiveModel(Path folder) implements LiveModel {

    private static final double NANOS_PER_SECOND = 1e9;

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
    public String asked() {
        return Fingerprints.combined(Map.of(
                "grammar", SampleGrammars.live(),
                "probes", SampleProbes.live(),
                "training", TrainingSettings.live(0).toString()));
    }
}
