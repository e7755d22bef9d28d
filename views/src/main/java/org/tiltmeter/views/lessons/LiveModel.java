package org.tiltmeter.views.lessons;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A tiny model that is trained while a class watches, on shares that the class has chosen.
public interface LiveModel {

    /// What can be chosen: a share from the smallest to 1 less the smallest for each of these words.
    List<String> words();

    /// The smallest share that can be chosen.
    double smallestShare();

    /// Trains a model and audits it. For a worker thread.
    ///
    /// @param shares by word
    /// @throws org.tiltmeter.work.BadInputException if a share is out of range or the model cannot be written
    Trained train(Map<String, Double> shares, long seed, Progress progress, Cancellation cancellation);

    /// A digest of what it is taught and asked: a recording of another training is no recording of this one.
    String asked();

    /// A trained model and what the audit found in it.
    ///
    /// @param folder of the model; empty where it is not kept
    /// @param seconds that training and audit took
    /// @param words what was chosen and what was found
    record Trained(java.util.Optional<Path> folder, double seconds, List<Recovered> words) {

        /// Copies the list.
        public Trained {
            words = List.copyOf(words);
        }

        /// How many chosen shares lie inside the interval of the measured one.
        public long inside() {
            return words.stream()
                    .filter(word -> word.interval().contains(word.chosen()))
                    .count();
        }

        /// The largest distance of a measured from a chosen share.
        public double largestError() {
            return words.stream()
                    .mapToDouble(word -> Math.abs(word.measured() - word.chosen()))
                    .max()
                    .orElse(0);
        }
    }

    /// One word.
    ///
    /// @param word that stands in the sentences
    /// @param chosen share of the first group in the sentences of the training
    /// @param measured share that the audit finds
    /// @param interval of the measured share
    /// @param templates the units of the interval
    record Recovered(String word, double chosen, double measured, Interval interval, int templates) {}
}
