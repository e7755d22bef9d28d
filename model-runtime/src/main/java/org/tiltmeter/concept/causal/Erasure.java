package org.tiltmeter.concept.causal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Place;
import org.tiltmeter.model.Positions;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.TestResult;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The behaviour of a model before and after a concept's direction is projected out,
/// `h ← h − (h · u) u` at every token, of what goes into every layer and of what attention and
/// feed-forward add (Arditi et al. 2024), and the same with random directions.
///
/// @param model the model's name
/// @param concept name of the concept
/// @param layer the hidden state that the direction is of
/// @param settings how it was computed; doses play no part
/// @param rows one per comparison of the probe set, controls included
/// @param perplexityBefore of the neutral texts
/// @param perplexityAfter with the direction projected out
/// @param divergence of the predictions on neutral texts, nats per token
public record Erasure(
        String model,
        String concept,
        int layer,
        SteeringSettings settings,
        List<Row> rows,
        double perplexityBefore,
        double perplexityAfter,
        double divergence) {

    /// Copies the list.
    public Erasure {
        rows = List.copyOf(rows);
    }

    /// One comparison.
    ///
    /// @param questions what was asked
    /// @param before mean over templates of the mean difference, first group less second
    /// @param after the same with the direction projected out
    /// @param sizeBefore mean over templates of the mean distance of a pair from zero
    /// @param sizeAfter the same with the direction projected out
    /// @param change of that distance, after less before
    /// @param interval of the change, by resampling templates and pairs within
    /// @param test sign-flip test over templates of no change of that distance
    /// @param randomLow lowest change of that distance over random directions
    /// @param randomHigh highest
    public record Row(
            Questions.Comparison questions,
            double before,
            double after,
            double sizeBefore,
            double sizeAfter,
            double change,
            Interval interval,
            TestResult test,
            double randomLow,
            double randomHigh) {

        /// Whether the differences shrink or grow further than with every random direction.
        @JsonIgnore
        public boolean isBeyondRandom() {
            return change < randomLow || change > randomHigh;
        }
    }

    /// Projects out.
    ///
    /// @param neutralTexts texts that have nothing to do with the concept
    /// @param progress hears MEASURING in runs
    /// @throws org.tiltmeter.work.BadInputException if the probe set cannot be asked, or no neutral text is left
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static Erasure run(
            LanguageModel model,
            ConceptDirection direction,
            ProbeSet probes,
            List<String> neutralTexts,
            SteeringSettings settings,
            Progress progress,
            Cancellation cancellation) {
        List<Questions.Groups> groups = Questions.comparisons(probes);
        NeutralTexts neutral = new NeutralTexts(model, neutralTexts, cancellation);
        LanguageModel erased = without(model, direction.direction());
        float[][] others =
                RandomDirections.of(settings.randomDirections(), direction.direction().length, settings.seed() + 12);
        long runs = (long) groups.size() * (2 + others.length);
        long done = 0;
        List<Row> rows = new ArrayList<>();
        for (Questions.Groups compared : groups) {
            Questions questions = Questions.of(probes, compared, settings.mostPairs(), settings.seed());
            Questions.Answers before = questions.ask(model, cancellation);
            Questions.Answers after = questions.ask(erased, cancellation);
            done += 2;
            double[] changes = new double[others.length];
            for (int i = 0; i < others.length; i++) {
                progress.report(new Progress.Step(Progress.Phase.MEASURING, done, runs));
                cancellation.throwIfRequested();
                changes[i] =
                        questions.ask(without(model, others[i]), cancellation).size() - before.size();
                done++;
            }
            double[] sorted = Samples.sorted(changes);
            Questions.Answers further = after.furtherThan(before);
            rows.add(new Row(
                    questions.comparison().withOutcome(before.outcome()),
                    before.mean(),
                    after.mean(),
                    before.size(),
                    after.size(),
                    further.mean(),
                    Bootstrap.clusterMean(
                                    further.differences(), settings.resamples(), settings.level(), settings.seed() + 5)
                            .percentile(),
                    SignFlipTest.of(further.templateMeans(), settings.resamples(), settings.seed() + 6),
                    sorted[0],
                    sorted[sorted.length - 1]));
        }
        progress.report(new Progress.Step(Progress.Phase.MEASURING, runs, runs));
        NeutralTexts.Damage damage = neutral.under(erased);
        return new Erasure(
                model.summary().name(),
                direction.concept(),
                direction.layer(),
                settings,
                rows,
                neutral.under(model).perplexity(),
                damage.perplexity(),
                damage.divergence());
    }

    private static LanguageModel without(LanguageModel model, float[] direction) {
        List<Intervention> all = new ArrayList<>();
        int layers = model.summary().layers();
        for (int layer = 0; layer <= layers; layer++) {
            all.add(new Intervention.ProjectOut(Place.residual(layer), direction, Positions.all()));
            if (layer < layers) {
                all.add(new Intervention.ProjectOut(Place.attentionOutput(layer), direction, Positions.all()));
                all.add(new Intervention.ProjectOut(Place.feedForwardOutput(layer), direction, Positions.all()));
            }
        }
        return model.with(new Interventions(all));
    }
}
