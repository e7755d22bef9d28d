package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.routing.InterventionRun.Outcome;
import org.tiltmeter.routing.RoutingChange.Place;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Experts silenced one at a time: does any single one carry the effect? Jackson writes it as it
/// is.
///
/// @param model the model's name
/// @param probes the probe set's name
/// @param settings how it was computed
/// @param experts all routed experts of the model, silenced here or not
/// @param rows the silenced experts
/// @param findings one for each effect that is no control
/// @param notes plain sentences: how to read it
public record ExpertScan(
        String model,
        String probes,
        InterventionSettings settings,
        int experts,
        List<Row> rows,
        List<Carried> findings,
        List<String> notes) {

    /// From this share on an expert is said to carry an effect.
    public static final double CARRIES = 0.5;

    /// An expert whose silencing raises neutral perplexity by more than this share breaks more
    /// than the effect.
    public static final double MOST_PERPLEXITY_RISE = 0.05;

    /// Copies the lists.
    public ExpertScan {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /// One silenced expert, the next in order taking over.
    ///
    /// @param layer absolute index of the layer
    /// @param expert index of the expert
    /// @param removed share of each finding's effect that is gone, in the order of the findings;
    ///     NaN-free: 0 where the effect is too small for a share
    /// @param perplexityRise by what share the perplexity of neutral texts rises
    public record Row(
            int layer,
            int expert,
            List<Double> removed,
            @JsonProperty("perplexity_rise") double perplexityRise) {

        /// Copies the list.
        public Row {
            removed = List.copyOf(removed);
        }
    }

    /// What the scan says of one effect.
    ///
    /// @param measure id of the measure
    /// @param attribute name of the attribute
    /// @param groupA first group
    /// @param groupB second group
    /// @param outcome what is compared, as a phrase; empty for likelihood
    /// @param rootMeanSquare size of the effect of the unchanged model
    /// @param verdict what may be said
    /// @param carrier the expert that carries the effect; null unless the verdict says so
    /// @param largestRemoved largest share that silencing one expert removes
    /// @param secondRemoved largest share that silencing any other one removes
    /// @param sentence the same in words
    public record Carried(
            String measure,
            String attribute,
            @JsonProperty("group_a") String groupA,
            @JsonProperty("group_b") String groupB,
            String outcome,
            @JsonProperty("root_mean_square") double rootMeanSquare,
            Verdict verdict,
            @Nullable Place carrier,
            @JsonProperty("largest_removed") double largestRemoved,
            @JsonProperty("second_removed") double secondRemoved,
            String sentence) {}

    /// What may be said of an effect.
    public enum Verdict {
        /// There is no effect large enough to be carried by anything.
        NO_EFFECT,
        /// Silencing one expert removes at least half of it, no other does, and neutral texts
        /// hardly suffer.
        ONE_EXPERT,
        /// Silencing any of several experts removes at least half of it, or it breaks neutral
        /// texts as well.
        UNCLEAR,
        /// No single expert of those silenced carries it.
        NO_SINGLE_EXPERT
    }

    /// Silences experts one at a time.
    ///
    /// @param candidates which; none means all that are used and are no super experts
    /// @param progress hears MEASURING in experts
    /// @throws BadInputException if the model has no such expert
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static ExpertScan of(
            LanguageModel model,
            InterventionBaseline baseline,
            List<Place> candidates,
            Progress progress,
            Cancellation cancellation) {
        List<Place> places = candidates.isEmpty() ? used(baseline) : candidates;
        InterventionRun run = new InterventionRun(model, baseline, cancellation);
        List<ProbeResult> effects = baseline.audit().results().stream()
                .filter(effect -> !effect.control())
                .toList();
        double smallest = baseline.settings().smallest();
        List<Row> rows = new ArrayList<>();
        for (Place place : places) {
            progress.report(new Progress.Step(Progress.Phase.MEASURING, rows.size(), places.size()));
            Outcome outcome =
                    run.outcome(List.of(new RoutingChange.Silence(place.layer(), place.expert())), run.quick());
            List<Double> removed = effects.stream()
                    .map(effect -> run.cells(effect, outcome))
                    .map(cells -> cells.rootMeanSquare(0) >= smallest ? cells.removed() : 0.0)
                    .toList();
            rows.add(new Row(place.layer(), place.expert(), removed, run.rise(outcome)));
        }
        progress.report(new Progress.Step(Progress.Phase.MEASURING, places.size(), places.size()));
        int all = baseline.profiles().all().size();
        List<Carried> findings = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            double size = EffectCells.of(effects.get(i), baseline.audit(), baseline.audit())
                    .rootMeanSquare(0);
            findings.add(finding(effects.get(i), i, size, rows, all, smallest));
        }
        return new ExpertScan(
                model.summary().name(),
                baseline.probes().name(),
                baseline.settings(),
                all,
                rows,
                findings,
                List.of(
                        RoutingStudy.CAUTION,
                        "The next expert in order takes the place of a silenced one. An effect that no single expert"
                                + " carries may still go through several together."));
    }

    private static List<Place> used(InterventionBaseline baseline) {
        return baseline.profiles().all().stream()
                .filter(expert -> expert.tokens() > 0 && !expert.superExpert())
                .map(expert -> new Place(expert.layer(), expert.expert()))
                .toList();
    }

    private static Carried finding(
            ProbeResult effect, int index, double size, List<Row> rows, int all, double smallest) {
        List<Row> sorted = rows.stream()
                .sorted(Comparator.comparing((Row row) -> -row.removed().get(index)))
                .toList();
        double largest = sorted.isEmpty() ? 0 : sorted.getFirst().removed().get(index);
        double second = sorted.size() < 2 ? 0 : sorted.get(1).removed().get(index);
        Verdict verdict;
        if (size < smallest) {
            verdict = Verdict.NO_EFFECT;
        } else if (largest < CARRIES) {
            verdict = Verdict.NO_SINGLE_EXPERT;
        } else {
            boolean alone = second < CARRIES && sorted.getFirst().perplexityRise() <= MOST_PERPLEXITY_RISE;
            verdict = alone ? Verdict.ONE_EXPERT : Verdict.UNCLEAR;
        }
        Place carrier = verdict == Verdict.ONE_EXPERT
                ? new Place(sorted.getFirst().layer(), sorted.getFirst().expert())
                : null;
        return new Carried(
                effect.measure(),
                effect.attribute(),
                effect.groupA(),
                effect.groupB(),
                effect.outcome().phrase(),
                size,
                verdict,
                carrier,
                largest,
                second,
                sentence(effect, verdict, sorted, largest, second, all));
    }

    private static String sentence(
            ProbeResult effect, Verdict verdict, List<Row> sorted, double largest, double second, int all) {
        String what = "the difference between %s and %s".formatted(effect.groupA(), effect.groupB());
        return switch (verdict) {
            case NO_EFFECT ->
                "There is hardly any difference between %s and %s that an expert could carry."
                        .formatted(effect.groupA(), effect.groupB());
            case ONE_EXPERT ->
                String.format(
                        Locale.ROOT,
                        "Silencing expert %d of layer %d alone removes %.0f %% of %s and raises neutral perplexity by"
                                + " %.1f %%; silencing any other of %d experts removes at most %.0f %%.",
                        sorted.getFirst().expert(),
                        sorted.getFirst().layer(),
                        100 * largest,
                        what,
                        100 * sorted.getFirst().perplexityRise(),
                        sorted.size() - 1,
                        100 * second);
            case UNCLEAR ->
                String.format(
                        Locale.ROOT,
                        "Silencing expert %d of layer %d removes %.0f %% of %s, but another expert removes %.0f %% or"
                                + " neutral texts suffer as well (perplexity %.1f %% higher), so it cannot be said to"
                                + " carry it alone.",
                        sorted.getFirst().expert(),
                        sorted.getFirst().layer(),
                        100 * largest,
                        what,
                        100 * second,
                        100 * sorted.getFirst().perplexityRise());
            case NO_SINGLE_EXPERT ->
                String.format(
                        Locale.ROOT,
                        "No single expert carries %s: silencing any one of %d of the model's %d experts removes at"
                                + " most %.0f %% of it.",
                        what,
                        sorted.size(),
                        all,
                        100 * Math.max(0, largest));
        };
    }
}
