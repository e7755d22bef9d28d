package org.tiltmeter.views.routing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.InterventionStudy.Neutral;
import org.tiltmeter.routing.RoutingChange;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// The words for changes to the routing and for what they did.
final class ChangeWords {

    private ChangeWords() {}

    /// A kind of change by name.
    static String name(ChangeKind kind) {
        return switch (kind) {
            case SILENCE -> Texts.get("routing.kindSilence");
            case FORCE -> Texts.get("routing.kindForce");
            case SCALE -> Texts.get("routing.kindScale");
            case COUNT -> Texts.get("routing.kindCount");
            case MASS -> Texts.get("routing.kindMass");
            case WEAK -> Texts.get("routing.kindWeak");
            case CONTRAST -> Texts.get("routing.kindContrast");
        };
    }

    /// What a kind of change does.
    static String tip(ChangeKind kind) {
        return switch (kind) {
            case SILENCE -> Texts.get("routing.tipSilence");
            case FORCE -> Texts.get("routing.tipForce");
            case SCALE -> Texts.get("routing.tipScale");
            case COUNT -> Texts.get("routing.tipCount");
            case MASS -> Texts.get("routing.tipMass");
            case WEAK -> Texts.get("routing.tipWeak");
            case CONTRAST -> Texts.get("routing.tipContrast");
        };
    }

    /// A change in plain words.
    static String describe(RoutingChange change) {
        String place = change.place()
                .map(one -> Texts.get(
                        "routing.targetExpert", Integer.toString(one.layer()), Integer.toString(one.expert())))
                .orElse("");
        return switch (change) {
            case RoutingChange.Silence ignored -> Texts.get("routing.changeSilence", place);
            case RoutingChange.Force ignored -> Texts.get("routing.changeForce", place);
            case RoutingChange.Scale scale -> Texts.get("routing.changeScale", place, Numbers.exact(scale.factor()));
            case RoutingChange.Count count -> Texts.get("routing.changeCount", Integer.toString(count.count()));
            case RoutingChange.Mass mass -> Texts.get("routing.changeMass", Numbers.exact(mass.mass()));
            case RoutingChange.WeakRank weak -> Texts.get("routing.changeRank", Integer.toString(weak.rank()));
            case RoutingChange.Contrast contrast ->
                Texts.get(
                        "routing.changeContrast",
                        Numbers.exact(contrast.penalty()),
                        Integer.toString(contrast.weakRank()));
        };
    }

    /// What the changes did, in plain words.
    static String sentence(InterventionStudy study) {
        if (study.changes().stream().noneMatch(InterventionStudy.Switched::on)) {
            return Texts.get("routing.changedNothing");
        }
        Optional<Effect> first =
                study.effects().stream().filter(effect -> !effect.control()).findFirst();
        String effect = first.map(ChangeWords::sentence).orElse(Texts.get("routing.changedNoEffect"));
        return effect + " "
                + Texts.get(
                        "routing.changedNeutral", signedPercent(study.neutral().perplexityRise()));
    }

    private static String sentence(Effect effect) {
        Double removed = effect.removed();
        if (removed == null) {
            return Texts.get("routing.changedTooSmall", name(effect));
        }
        String words =
                Texts.get("routing.changedRemoved", percent(removed), name(effect), range(effect.removedInterval()));
        return effect.randomRemoved().isEmpty()
                ? words
                : words + " "
                        + Texts.get(
                                "routing.changedRandom",
                                Integer.toString(effect.randomRemoved().size()),
                                percent(median(effect)),
                                Precision.probability(effect.p()));
    }

    private static double median(Effect effect) {
        return Samples.median(
                effect.randomRemoved().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// An effect by name.
    static String name(Effect effect) {
        String words = Texts.get("routing.comparison", effect.attribute(), effect.groupA(), effect.groupB());
        String whole = effect.outcome().isEmpty() ? words : words + ", " + effect.outcome();
        return effect.control() ? Texts.get("routing.comparisonControl", whole) : whole;
    }

    /// A measured difference with its interval.
    static String reading(InterventionStudy.Reading reading) {
        String mean = Numbers.fixed(reading.mean(), 3);
        return reading.interval().isEmpty()
                ? mean
                : Texts.get(
                        "routing.reading",
                        mean,
                        Numbers.fixed(reading.interval().getFirst(), 3),
                        Numbers.fixed(reading.interval().getLast(), 3));
    }

    /// The share of an effect that is gone, with its interval.
    static String removed(Effect effect) {
        Double removed = effect.removed();
        return removed == null
                ? Texts.get("routing.tooSmall")
                : percent(removed) + " " + range(effect.removedInterval());
    }

    /// The same for random experts.
    static String random(Effect effect) {
        return effect.randomRemoved().isEmpty()
                ? "–"
                : Texts.get(
                        "routing.randomOf",
                        percent(median(effect)),
                        Integer.toString(effect.randomRemoved().size()));
    }

    /// How well neutral texts are told before and after.
    static String neutral(Neutral neutral) {
        String perplexity = Texts.get(
                "routing.neutralPerplexity",
                neutral.source(),
                Integer.toString(neutral.texts()),
                Numbers.fixed(neutral.perplexityBefore(), 3),
                Numbers.fixed(neutral.perplexityAfter(), 3),
                signedPercent(neutral.perplexityRise()));
        return accuracy(neutral.accuracyBefore(), neutral.accuracyAfter())
                .map(words -> perplexity + " " + words)
                .orElse(perplexity);
    }

    private static Optional<String> accuracy(@Nullable Double before, @Nullable Double after) {
        return before == null || after == null
                ? Optional.empty()
                : Optional.of(Texts.get("routing.neutralAccuracy", percent(before), percent(after)));
    }

    private static String percent(double share) {
        return Numbers.fixed(100 * share, 1) + " %";
    }

    private static String signedPercent(double share) {
        return (share > 0 ? "+" : "") + percent(share);
    }

    private static String range(List<Double> interval) {
        return interval.isEmpty()
                ? ""
                : "(" + Texts.get("number.range", percent(interval.getFirst()), percent(interval.getLast())) + ")";
    }
}
