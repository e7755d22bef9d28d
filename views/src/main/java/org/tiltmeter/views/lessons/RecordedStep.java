package org.tiltmeter.views.lessons;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.report.RuntimeFacts;

/// What the computing of one step of a lesson once gave, so that a weak computer can show it without computing.
///
/// @param step number of the step, from 1
/// @param origin on what and by what it was computed
/// @param answer what came out
public record RecordedStep(int step, Origin origin, Answer answer) {

    /// On what and by what something was computed.
    ///
    /// @param model name of the model
    /// @param fingerprint one digest over all its files
    /// @param asked digest of what it was asked
    /// @param seed of everything random
    /// @param date when, as ISO 8601
    /// @param seconds that the computing took
    /// @param runtime program, engine, machine
    public record Origin(
            String model,
            String fingerprint,
            String asked,
            long seed,
            String date,
            double seconds,
            RuntimeFacts runtime) {

        /// When it was computed.
        public Instant when() {
            return Instant.parse(date);
        }
    }

    /// What came out of a computing.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Scores.class, name = "scores"),
        @JsonSubTypes.Type(value = Silenced.class, name = "silenced"),
        @JsonSubTypes.Type(value = Directions.class, name = "directions"),
        @JsonSubTypes.Type(value = Training.class, name = "training")
    })
    public sealed interface Answer {}

    /// What the model said of every text of an audit; the statistics are computed again from it.
    ///
    /// @param texts log-probability of each token of each text, nats, `[tokens]`
    public record Scores(SortedMap<String, double[]> texts) implements Answer {

        /// Copies the map.
        public Scores {
            texts.values().forEach(java.util.Objects::requireNonNull);
            texts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        }

        /// Scores of texts in any order.
        static Scores of(Map<String, double[]> texts) {
            return new Scores(new TreeMap<>(texts));
        }
    }

    /// Audits with experts silenced.
    ///
    /// @param rows the model as it is, then each expert
    public record Silenced(List<Silencing.Row> rows) implements Answer {

        /// Copies the list.
        public Silenced {
            rows = List.copyOf(rows);
        }
    }

    /// Concept directions.
    ///
    /// @param layers number of hidden states that the model has
    /// @param directions in order of concepts, then layers, then methods
    public record Directions(int layers, List<ConceptDirection> directions) implements Answer {

        /// Copies the list.
        public Directions {
            directions = List.copyOf(directions);
        }
    }

    /// A model trained on chosen shares, and what the audit found in it.
    public record Training(LiveModel.Trained trained) implements Answer {}
}
