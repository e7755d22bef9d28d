package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.tiltmeter.concept.causal.Erasure;
import org.tiltmeter.concept.causal.SteeringCurve;
import org.tiltmeter.concept.causal.SteeringDose;
import org.tiltmeter.concept.causal.SteeringStudy;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.measure.Outcome;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.views.Texts;

/// Makes the figures of steering and projecting out.
final class SteeringFigures {

    private SteeringFigures() {}

    /// What the questions compare, with its unit.
    private static String quantity(SteeringStudy study) {
        return Texts.get(
                "concepts.steering.quantity",
                study.questions().groupA(),
                study.questions().groupB(),
                unit(study));
    }

    private static String unit(SteeringStudy study) {
        String unit = study.questions().outcome().unit();
        return unit.equals(Outcome.NATS) ? Texts.get("concepts.steering.nats") : unit;
    }

    /// The measure over the dose, with its interval, and the range of the random directions.
    static Figure response(SteeringStudy study, String origin) {
        Caption caption = Caption.of(Texts.get("concepts.steering.title", study.concept()))
                .withFinding(sentence(study))
                .withAlternativeText(sentence(study))
                .withHowToRead(Texts.get("concepts.steering.howToRead"));
        double[] low = study.curve().doses().stream()
                .mapToDouble(dose -> dose.interval().low())
                .toArray();
        double[] high = study.curve().doses().stream()
                .mapToDouble(dose -> dose.interval().high())
                .toArray();
        LineChart.Band interval = new LineChart.Band(
                low,
                high,
                Texts.get(
                        "concepts.steering.interval",
                        Long.toString(Math.round(study.settings().level() * 100))));
        return chart(study, caption, quantity(study), SteeringDose::measure, Optional.of(interval), origin);
    }

    /// What steering does to texts that have nothing to do with the concept.
    static Figure damage(SteeringStudy study, String origin) {
        Caption caption = Caption.of(Texts.get("concepts.steering.damageTitle"))
                .withAlternativeText(Texts.get("concepts.steering.damageTitle"))
                .withHowToRead(Texts.get("concepts.steering.damageHowToRead"));
        return chart(
                study,
                caption,
                Texts.get("concepts.steering.divergence"),
                SteeringDose::divergence,
                Optional.empty(),
                origin);
    }

    /// How surprising neutral texts become.
    static Figure perplexity(SteeringStudy study, String origin) {
        Caption caption = Caption.of(Texts.get("concepts.steering.perplexityTitle"))
                .withAlternativeText(Texts.get("concepts.steering.perplexityTitle"))
                .withHowToRead(Texts.get("concepts.steering.damageHowToRead"));
        return chart(
                study,
                caption,
                Texts.get("concepts.steering.perplexity"),
                dose -> Math.log(dose.perplexity()),
                Optional.empty(),
                origin);
    }

    private static Figure chart(
            SteeringStudy study,
            Caption caption,
            String quantity,
            ToDoubleFunction<SteeringDose> value,
            Optional<LineChart.Band> interval,
            String origin) {
        int doses = study.curve().doses().size();
        double[] middle = new double[doses];
        double[] low = new double[doses];
        double[] high = new double[doses];
        for (int i = 0; i < doses; i++) {
            int at = i;
            double[] sorted = Samples.sorted(study.random().stream()
                    .mapToDouble(one -> value.applyAsDouble(one.doses().get(at)))
                    .toArray());
            middle[i] = Samples.quantile(sorted, 0.5);
            low[i] = sorted[0];
            high[i] = sorted[sorted.length - 1];
        }
        String random = Integer.toString(study.random().size());
        Caption whole = caption.withFooter(Texts.get(
                        "concepts.steering.basis",
                        Integer.toString(study.layer()),
                        Numbers.fixed(study.separation(), 2),
                        Numbers.fixed(study.medianNorm(), 2),
                        Integer.toString(study.questions().pairs()),
                        Integer.toString(study.questions().templates()),
                        Integer.toString(study.neutral()),
                        random))
                .withFooter(Texts.get("concepts.steering.caution"))
                .withFooter(origin);
        return new LineChart(
                whole,
                Texts.get("concepts.steering.dose"),
                quantity,
                study.curve().doses().stream().mapToDouble(SteeringDose::dose).toArray(),
                List.of(
                        new LineChart.Series(study.concept(), 0, values(study.curve(), value), interval),
                        new LineChart.Series(
                                Texts.get("concepts.steering.randomMiddle", random),
                                -1,
                                middle,
                                Optional.of(
                                        new LineChart.Band(low, high, Texts.get("concepts.steering.randomRange"))))),
                OptionalDouble.empty(),
                Optional.empty());
    }

    private static double[] values(SteeringCurve curve, ToDoubleFunction<SteeringDose> value) {
        return curve.doses().stream().mapToDouble(value).toArray();
    }

    /// The finding in one sentence.
    static String sentence(SteeringStudy study) {
        return Texts.get(
                study.isSteering() ? "concepts.steering.finding" : "concepts.steering.noFinding",
                study.concept(),
                Numbers.fixed(study.curve().slope(), 2),
                Numbers.fixed(study.slopeInterval().low(), 2),
                Numbers.fixed(study.slopeInterval().high(), 2),
                Integer.toString(study.questions().templates()),
                Numbers.fixed(study.randomP(), 3),
                Long.toString(study.randomAsSteep()),
                Integer.toString(study.random().size()),
                Texts.get(
                        study.isMonotoneBeyondChance()
                                ? "concepts.steering.everyStep"
                                : "concepts.steering.notEveryStep"),
                unit(study));
    }

    /// How far from zero the differences lie before and after, for every comparison.
    static Figure erased(Erasure erasure, String origin) {
        List<IntervalChart.Row> rows = erasure.rows().stream()
                .map(row -> new IntervalChart.Row(
                        Texts.get(
                                row.questions().control() ? "concepts.erasure.controlRow" : "concepts.erasure.row",
                                row.questions().attribute(),
                                row.questions().groupA(),
                                row.questions().groupB()),
                        Texts.get(
                                "concepts.erasure.detail",
                                Numbers.fixed(row.sizeBefore(), 2),
                                Numbers.fixed(row.sizeAfter(), 2),
                                Integer.toString(row.questions().pairs())),
                        List.of(
                                new IntervalChart.Point(
                                        0,
                                        row.change(),
                                        row.interval().low(),
                                        row.interval().high()),
                                new IntervalChart.Point(
                                        1,
                                        (row.randomLow() + row.randomHigh()) / 2,
                                        row.randomLow(),
                                        row.randomHigh()))))
                .toList();
        Caption caption = Caption.of(Texts.get("concepts.erasure.title", erasure.concept()))
                .withFinding(sentence(erasure))
                .withAlternativeText(sentence(erasure))
                .withHowToRead(Texts.get("concepts.erasure.howToRead"))
                .withFooter(Texts.get("concepts.steering.caution"))
                .withFooter(origin);
        return new IntervalChart(
                caption,
                Texts.get("concepts.erasure.quantity"),
                List.of(
                        erasure.concept(),
                        Texts.get(
                                "concepts.erasure.random",
                                Integer.toString(erasure.settings().randomDirections()))),
                rows,
                OptionalDouble.of(0),
                Optional.empty());
    }

    /// The finding in one sentence.
    static String sentence(Erasure erasure) {
        return erasure.rows().stream()
                .filter(row -> !row.questions().control())
                .findFirst()
                .map(row -> Texts.get(
                        row.isBeyondRandom() ? "concepts.erasure.finding" : "concepts.erasure.noFinding",
                        erasure.concept(),
                        Numbers.fixed(row.sizeBefore(), 2),
                        Numbers.fixed(row.sizeAfter(), 2),
                        Numbers.fixed(row.interval().low(), 2),
                        Numbers.fixed(row.interval().high(), 2),
                        Integer.toString(row.questions().templates()),
                        Numbers.fixed(erasure.perplexityBefore(), 1),
                        Numbers.fixed(erasure.perplexityAfter(), 1)))
                .orElse("");
    }
}
