package org.tiltmeter.concept.causal;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Place;
import org.tiltmeter.model.Positions;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Steering: `h ← h + c · s · v` at every token of what goes into a layer, with `v` a direction of length 1, `s`
/// the distance between the means of the concept's positive and negative texts there and `c` the dose; the same
/// with random directions, moved as far.
public final class Steering {

    private static final int MOST_NEUTRAL = 24;

    private final LanguageModel model;
    private final ConceptDirection direction;
    private final SteeringSettings settings;
    private final Progress progress;
    private final Cancellation cancellation;
    private final Questions questions;
    private final NeutralTexts neutral;
    private final double medianNorm;
    private final Questions.Answers unchanged;
    private final NeutralTexts.Damage undamaged;
    private long done;

    private Steering(
            LanguageModel model,
            ConceptDirection direction,
            Questions questions,
            List<String> neutralTexts,
            SteeringSettings settings,
            Progress progress,
            Cancellation cancellation) {
        this.model = model;
        this.direction = direction;
        this.settings = settings;
        this.progress = progress;
        this.cancellation = cancellation;
        this.questions = questions;
        report();
        neutral = new NeutralTexts(model, neutralTexts, cancellation);
        medianNorm = neutral.medianNorm(direction.layer());
        unchanged = questions.ask(model, cancellation);
        undamaged = neutral.under(model);
        done++;
        report();
    }

    /// Texts of a concept set that are as neutral as it has any: those of the concepts that are called controls, or
    /// else what its first concept has as negatives.
    public static List<String> suggestedNeutral(ConceptSet set) {
        List<Concept> controls = set.concepts().stream()
                .filter(concept -> concept.name().contains("control"))
                .toList();
        List<Concept> from =
                controls.isEmpty() ? set.concepts().stream().limit(1).toList() : controls;
        return from.stream()
                .flatMap(concept -> concept.negative().stream())
                .distinct()
                .limit(MOST_NEUTRAL)
                .toList();
    }

    /// Steers.
    ///
    /// @param direction of a hidden state below the final norm
    /// @param probes asks for the behaviour
    /// @param groups which comparison of the probe set is measured
    /// @param neutralTexts texts that have nothing to do with the concept
    /// @param progress hears MEASURING in runs
    /// @throws BadInputException if the direction is of the last hidden state, the probe set cannot be asked, or no
    ///     neutral text is left
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static SteeringStudy run(
            LanguageModel model,
            ConceptDirection direction,
            ProbeSet probes,
            Questions.Groups groups,
            List<String> neutralTexts,
            SteeringSettings settings,
            Progress progress,
            Cancellation cancellation) {
        if (direction.layer() >= model.summary().layers()) {
            throw new BadInputException(
                    "Hidden state %d lies behind the final norm, where nothing can be moved; choose a layer from 0 to %d."
                            .formatted(direction.layer(), model.summary().layers() - 1));
        }
        Questions questions = Questions.of(probes, groups, settings.mostPairs(), settings.seed());
        return new Steering(model, direction, questions, neutralTexts, settings, progress, cancellation)
                .run(probes.name());
    }

    private void report() {
        long runs = 1 + (settings.doses().size() - 1L) * (1 + settings.randomDirections());
        progress.report(new Progress.Step(Progress.Phase.MEASURING, done, runs));
    }

    private SteeringStudy run(String probes) {
        List<Questions.Answers> answers = new ArrayList<>();
        SteeringCurve curve = curve(direction.direction(), answers);
        List<SteeringCurve> random = new ArrayList<>();
        int steep = 0;
        for (float[] other :
                RandomDirections.of(settings.randomDirections(), direction.direction().length, settings.seed() + 11)) {
            SteeringCurve control = curve(other, new ArrayList<>());
            random.add(control);
            steep += Math.abs(control.slope()) >= Math.abs(curve.slope()) ? 1 : 0;
        }
        double[] slopes = slopes(answers);
        return new SteeringStudy(
                model.summary().name(),
                direction.concept(),
                probes,
                questions.comparison().withOutcome(unchanged.outcome()),
                settings,
                direction.layer(),
                direction.separation(),
                medianNorm,
                neutral.size(),
                curve,
                random,
                steps(answers),
                Bootstrap.mean(slopes, settings.resamples(), settings.level(), settings.seed() + 3)
                        .percentile(),
                SignFlipTest.of(slopes, settings.resamples(), settings.seed() + 4),
                (1.0 + steep) / (1.0 + random.size()));
    }

    private SteeringCurve curve(float[] along, List<Questions.Answers> answers) {
        List<SteeringDose> doses = new ArrayList<>();
        for (double dose : settings.doses()) {
            cancellation.throwIfRequested();
            Questions.Answers found = unchanged;
            NeutralTexts.Damage damage = undamaged;
            if (dose != 0) {
                LanguageModel steered = model.with(Interventions.of(new Intervention.AddDirection(
                        Place.residual(direction.layer()), along, dose * direction.separation(), Positions.all())));
                found = questions.ask(steered, cancellation);
                damage = neutral.under(steered);
                done++;
                report();
            }
            answers.add(found);
            doses.add(new SteeringDose(
                    dose,
                    found.mean(),
                    Bootstrap.clusterMean(
                                    found.differences(), settings.resamples(), settings.level(), settings.seed() + 2)
                            .percentile(),
                    damage.perplexity(),
                    damage.divergence()));
        }
        return new SteeringCurve(doses);
    }

    /// Intervals of what each dose adds to the one before, by resampling templates and pairs, `[doses - 1]`.
    private List<Interval> steps(List<Questions.Answers> answers) {
        List<Interval> steps = new ArrayList<>();
        for (int i = 1; i < answers.size(); i++) {
            steps.add(Bootstrap.clusterMean(
                            answers.get(i).less(answers.get(i - 1)),
                            settings.resamples(),
                            settings.level(),
                            settings.seed() + 5)
                    .percentile());
        }
        return steps;
    }

    /// Slope of each template, `[templates]`.
    private double[] slopes(List<Questions.Answers> answers) {
        double[] doses =
                settings.doses().stream().mapToDouble(Double::doubleValue).toArray();
        double[][] means =
                answers.stream().map(Questions.Answers::templateMeans).toArray(double[][]::new);
        double[] slopes = new double[means[0].length];
        for (int template = 0; template < slopes.length; template++) {
            double[] values = new double[means.length];
            for (int dose = 0; dose < values.length; dose++) {
                values[dose] = means[dose][template];
            }
            slopes[template] = SteeringCurve.slope(doses, values);
        }
        return slopes;
    }
}
