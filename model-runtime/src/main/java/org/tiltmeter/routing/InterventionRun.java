package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.routing.InterventionStudy.Draw;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.InterventionStudy.Neutral;
import org.tiltmeter.routing.InterventionStudy.Reading;
import org.tiltmeter.routing.InterventionStudy.Switched;
import org.tiltmeter.routing.RoutingChange.Place;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Runs a probe set under changes and under the same changes at random experts. For one thread.
final class InterventionRun {

    private static final int NEAREST = 3;
    private static final int FEWEST_RESAMPLES = 100;

    private final LanguageModel model;
    private final InterventionBaseline baseline;
    private final InterventionSettings settings;
    private final Cancellation cancellation;

    InterventionRun(LanguageModel model, InterventionBaseline baseline, Cancellation cancellation) {
        this.model = model;
        this.baseline = baseline;
        this.settings = baseline.settings();
        this.cancellation = cancellation;
    }

    /// What a changed model does.
    record Outcome(AuditResult audit, NextTokens nextTokens) {}

    InterventionStudy study(List<Switched> changes, Progress progress) {
        List<RoutingChange> on =
                changes.stream().filter(Switched::on).map(Switched::change).toList();
        List<List<Place>> places = draws(on);
        long runs = 1L + places.size();
        progress.report(new Progress.Step(Progress.Phase.MEASURING, 0, runs));
        Outcome after = outcome(on, settings.audit());
        progress.report(new Progress.Step(Progress.Phase.MEASURING, 1, runs));
        List<ProbeResult> effects = baseline.audit().results();
        List<List<Double>> random = new ArrayList<>();
        effects.forEach(effect -> random.add(new ArrayList<>()));
        List<Draw> draws = new ArrayList<>();
        for (List<Place> choice : places) {
            Outcome outcome = outcome(moved(on, choice), quick());
            for (int i = 0; i < effects.size(); i++) {
                random.get(i).add(cells(effects.get(i), outcome).removed());
            }
            draws.add(new Draw(
                    choice,
                    choice.stream()
                            .map(place -> baseline.profiles()
                                    .expert(place.layer(), place.expert())
                                    .rate())
                            .toList(),
                    rise(outcome)));
            progress.report(new Progress.Step(Progress.Phase.MEASURING, 1L + draws.size(), runs));
        }
        List<Effect> found = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            found.add(effect(effects.get(i), after, random.get(i)));
        }
        return new InterventionStudy(
                model.summary().name(),
                baseline.probes().name(),
                settings,
                changes,
                neutral(after),
                found,
                draws,
                notes(on, places.size()));
    }

    /// The probe set and the neutral texts under changes.
    Outcome outcome(List<RoutingChange> changes, AuditSettings audit) {
        cancellation.throwIfRequested();
        LanguageModel changed = changes.isEmpty() ? model : RoutingChange.applied(model, changes);
        return new Outcome(
                Audit.run(changed, baseline.probes(), audit, Progress.none(), cancellation),
                NextTokens.of(changed, baseline.neutral(), cancellation));
    }

    /// For runs of which only the differences are used.
    AuditSettings quick() {
        return new AuditSettings(settings.seed(), FEWEST_RESAMPLES, settings.level(), settings.measures());
    }

    EffectCells cells(ProbeResult effect, Outcome after) {
        return EffectCells.of(effect, baseline.audit(), after.audit());
    }

    double rise(Outcome outcome) {
        return outcome.nextTokens().perplexity() / baseline.nextTokens().perplexity() - 1;
    }

    private static List<RoutingChange> moved(List<RoutingChange> changes, List<Place> places) {
        List<RoutingChange> moved = new ArrayList<>();
        int next = 0;
        for (RoutingChange change : changes) {
            moved.add(change.place().isPresent() ? change.at(places.get(next++)) : change);
        }
        return moved;
    }

    /// Random choices of experts that are used about as often as those that are changed, and are
    /// neither changed themselves nor super experts; no choice twice.
    private List<List<Place>> draws(List<RoutingChange> on) {
        List<Place> changed =
                on.stream().flatMap(change -> change.place().stream()).toList();
        if (changed.isEmpty()) {
            return List.of();
        }
        List<List<Place>> pools =
                changed.stream().map(place -> pool(place, changed)).toList();
        Set<List<Place>> draws = new LinkedHashSet<>();
        SplittableRandom random = new SplittableRandom(settings.seed());
        for (int attempt = 0;
                attempt < 50 * settings.randomChoices() && draws.size() < settings.randomChoices();
                attempt++) {
            List<Place> draw = new ArrayList<>();
            for (List<Place> pool : pools) {
                List<Place> left =
                        pool.stream().filter(place -> !draw.contains(place)).toList();
                if (!left.isEmpty()) {
                    draw.add(left.get(random.nextInt(left.size())));
                }
            }
            if (draw.size() == changed.size()) {
                draws.add(draw);
            }
        }
        return List.copyOf(draws);
    }

    /// The experts used about as often as one: three times as many as are drawn, by the ratio of
    /// the rates.
    private List<Place> pool(Place place, List<Place> changed) {
        double rate = logRate(baseline.profiles().expert(place.layer(), place.expert()));
        return baseline.profiles().all().stream()
                .filter(expert ->
                        !expert.superExpert() && !changed.contains(new Place(expert.layer(), expert.expert())))
                .sorted(Comparator.comparing((ExpertProfile expert) -> Math.abs(logRate(expert) - rate)))
                .limit((long) NEAREST * settings.randomChoices())
                .map(expert -> new Place(expert.layer(), expert.expert()))
                .toList();
    }

    private double logRate(ExpertProfile expert) {
        return Math.log((expert.tokens() + 0.5) / (baseline.profiles().tokens() + 1));
    }

    private Effect effect(ProbeResult result, Outcome after, List<Double> random) {
        EffectCells cells = cells(result, after);
        boolean large = cells.rootMeanSquare(0) >= settings.smallest();
        double removed = cells.removed();
        Interval interval = large ? cells.removedInterval(settings) : Interval.unknown(settings.level());
        long asLarge = random.stream()
                .filter(one -> Math.abs(one) >= Math.abs(removed))
                .count();
        return new Effect(
                result.measure(),
                result.attribute(),
                result.control(),
                result.groupA(),
                result.groupB(),
                result.outcome().phrase(),
                result.outcome().unit(),
                reading(result, cells.rootMeanSquare(0)),
                after.audit().results().stream()
                        .filter(other -> same(result, other))
                        .findFirst()
                        .map(other -> reading(other, cells.rootMeanSquare(1)))
                        .orElseThrow(),
                large ? removed : null,
                ends(interval),
                large ? random : List.of(),
                large && !random.isEmpty() ? (1.0 + asLarge) / (1.0 + random.size()) : null);
    }

    private static boolean same(ProbeResult one, ProbeResult other) {
        return one.measure().equals(other.measure())
                && one.attribute().equals(other.attribute())
                && one.groupA().equals(other.groupA())
                && one.groupB().equals(other.groupB())
                && one.outcome().equals(other.outcome());
    }

    private static Reading reading(ProbeResult result, double rootMeanSquare) {
        return new Reading(
                result.effect().mean(),
                ends(result.effect().interval()),
                result.effect().test() == null ? null : result.effect().test().p(),
                rootMeanSquare);
    }

    private static List<Double> ends(Interval interval) {
        return interval.known() ? List.of(interval.low(), interval.high()) : List.of();
    }

    private Neutral neutral(Outcome after) {
        NextTokens before = baseline.nextTokens();
        return new Neutral(
                baseline.neutralSource(),
                baseline.neutral().size(),
                before.tokens(),
                before.perplexity(),
                after.nextTokens().perplexity(),
                orNull(before.accuracy()),
                orNull(after.nextTokens().accuracy()));
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private List<String> notes(List<RoutingChange> on, int draws) {
        List<String> notes = new ArrayList<>(baseline.notes());
        notes.add(RoutingStudy.CAUTION);
        notes.add(
                "The utility task is to tell the next token of the neutral texts: accuracy is the share of tokens that"
                        + " the model held for the most probable one.");
        if (on.isEmpty()) {
            notes.add("No change is switched on.");
        } else if (draws == 0) {
            notes.add(
                    "None of the changes is that of one expert, or no other expert could be drawn, so there is nothing"
                            + " random to compare with.");
        } else {
            notes.add(("Compared with %d random choices of experts that are used about as often in these texts and are"
                            + " no super experts; the smallest p that so many can give is %.3f.")
                    .formatted(draws, 1.0 / (1 + draws)));
        }
        return notes;
    }
}
