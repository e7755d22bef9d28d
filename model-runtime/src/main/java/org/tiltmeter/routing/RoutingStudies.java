package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingStudy.Comparison;
import org.tiltmeter.routing.RoutingStudy.DivergenceSummary;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.ClusterPermutationTest;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Studies the routing of a whole probe set. Traces are added up as they come and not kept, so
/// that memory does not grow with the number of pairs.
public final class RoutingStudies {

    private static final int PAIRS_PER_CALL = 32;

    private final LanguageModel model;
    private final ProbeSet probes;
    private final StudySettings settings;
    private final Cancellation cancellation;
    private final Map<Key, Map<String, TemplateRouting>> sums = new LinkedHashMap<>();
    private final Map<String, TemplateRouting> neutral = new LinkedHashMap<>();
    private List<Integer> layers = List.of();
    private int[] experts = new int[0];
    private int chosenPerToken;
    private int excluded;

    private RoutingStudies(LanguageModel model, ProbeSet probes, StudySettings settings, Cancellation cancellation) {
        this.model = model;
        this.probes = probes;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    private record Key(String attribute, boolean control, String groupA, String groupB) {}

    /// Runs both texts of every pair and compares their routing.
    ///
    /// @param progress hears SCORING in pairs, COMPUTING_STATISTICS in comparisons
    /// @throws BadInputException if the model has no experts or the probe set cannot be expanded
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static RoutingStudy of(
            LanguageModel model,
            ProbeSet probes,
            StudySettings settings,
            Progress progress,
            Cancellation cancellation) {
        if (model.summary().experts().isEmpty()) {
            throw new BadInputException("The model " + model.summary().name()
                    + " is dense, it has no experts and so no routing to compare.");
        }
        RoutingStudies study = new RoutingStudies(model, probes, settings, cancellation);
        Expansion expansion = Expansion.of(probes);
        int pairs = study.run(expansion, progress);
        return study.summary(expansion, pairs, progress);
    }

    private int run(Expansion expansion, Progress progress) {
        int pairs = (int) Math.min(expansion.count(), settings.mostPairs());
        Exclusions exclusions = Exclusions.of(probes);
        for (int start = 0; start < pairs; start += PAIRS_PER_CALL) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.SCORING, start, pairs));
            List<CounterfactualPair> batch = new ArrayList<>();
            for (int i = start; i < Math.min(pairs, start + PAIRS_PER_CALL); i++) {
                CounterfactualPair pair = expansion.pair(EvenDraws.index(i, pairs, expansion.count(), settings.seed()));
                if (exclusions.hold(pair)) {
                    excluded++;
                } else {
                    batch.add(pair);
                }
            }
            if (!batch.isEmpty()) {
                add(batch);
            }
        }
        progress.report(new Progress.Step(Progress.Phase.SCORING, pairs, pairs));
        if (sums.isEmpty()) {
            throw exclusions.nothingLeft("any comparison");
        }
        return pairs;
    }

    private void add(List<CounterfactualPair> batch) {
        Map<String, Tokenization> tokens = new LinkedHashMap<>();
        for (CounterfactualPair pair : batch) {
            tokens.computeIfAbsent(pair.textA(), text -> model.tokenizer().encode(text));
            tokens.computeIfAbsent(pair.textB(), text -> model.tokenizer().encode(text));
        }
        List<Trace> traces = model.trace(
                tokens.values().stream().map(Tokenization::ids).toList(),
                Capture.ROUTING,
                Progress.none(),
                cancellation);
        Map<String, Trace> byText = new LinkedHashMap<>();
        int at = 0;
        for (String text : tokens.keySet()) {
            byText.put(text, traces.get(at++));
        }
        for (CounterfactualPair pair : batch) {
            Trace a = of(byText, pair.textA());
            Trace b = of(byText, pair.textB());
            describe(a);
            RoutingComparison comparison =
                    RoutingComparison.of(of(tokens, pair.textA()), a, of(tokens, pair.textB()), b);
            sums.computeIfAbsent(
                            new Key(pair.attribute(), pair.control(), pair.groupA(), pair.groupB()),
                            key -> new LinkedHashMap<>())
                    .computeIfAbsent(pair.template(), id -> new TemplateRouting(layers, experts, settings.region()))
                    .add(comparison);
            if (pair.control()) {
                // Neutral swaps of all controls together: what a change that should not matter does in the template.
                neutral.computeIfAbsent(pair.template(), id -> new TemplateRouting(layers, experts, settings.region()))
                        .add(comparison);
            }
        }
    }

    private static <T> T of(Map<String, T> map, String text) {
        return Optional.ofNullable(map.get(text)).orElseThrow();
    }

    private void describe(Trace trace) {
        if (layers.isEmpty()) {
            layers = trace.routing().stream().map(RoutingTrace::layer).toList();
            experts = trace.routing().stream().mapToInt(RoutingTrace::experts).toArray();
            chosenPerToken = trace.routing().getFirst().chosen()[0].length;
        }
    }

    private RoutingStudy summary(Expansion expansion, int pairs, Progress progress) {
        List<Comparison> comparisons = new ArrayList<>();
        for (Map.Entry<Key, Map<String, TemplateRouting>> entry : sums.entrySet()) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, comparisons.size(), sums.size()));
            comparisons.add(comparison(entry.getKey(), entry.getValue()));
        }
        return new RoutingStudy(
                model.summary().name(),
                probes.name(),
                settings,
                layers,
                Arrays.stream(experts).boxed().toList(),
                chosenPerToken,
                pairs - excluded,
                comparisons,
                notes(expansion, pairs, neutral.isEmpty()));
    }

    private List<String> notes(Expansion expansion, int pairs, boolean withoutControl) {
        List<String> notes = new ArrayList<>();
        notes.add(RoutingStudy.CAUTION);
        notes.add("Shared experts take every token and are not counted.");
        if (pairs < expansion.count()) {
            notes.add(
                    "%,d of %,d pairs were run, taken evenly from the expansion.".formatted(pairs, expansion.count()));
        }
        if (excluded > 0) {
            notes.add(Exclusions.note(excluded));
        }
        if (withoutControl) {
            notes.add("The probe set has no neutral swap, so nothing says how large a divergence is for a change that"
                    + " should not matter.");
        }
        return notes;
    }

    private Comparison comparison(Key key, Map<String, TemplateRouting> templates) {
        List<TemplateRouting> all = List.copyOf(templates.values());
        List<DivergenceSummary> divergences = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            for (Region region : Region.values()) {
                summary(all, List.copyOf(neutral.values()), key.control(), layer, region)
                        .ifPresent(divergences::add);
            }
        }
        return new Comparison(
                key.attribute(),
                key.control(),
                key.groupA(),
                key.groupB(),
                all.size(),
                all.stream().mapToInt(TemplateRouting::pairs).sum(),
                divergences,
                key.control() ? List.of() : clusters(templates),
                ExpertTests.of(
                        all.stream().filter(TemplateRouting::isRated).toList(),
                        layers,
                        experts,
                        settings,
                        cancellation));
    }

    private List<ClusterPermutationTest.Cluster> clusters(Map<String, TemplateRouting> templates) {
        List<String> shared = templates.keySet().stream()
                .filter(neutral::containsKey)
                .filter(id -> !Double.isNaN(later(of(templates, id), 0)) && !Double.isNaN(later(of(neutral, id), 0)))
                .toList();
        double[][] differences = new double[layers.size()][shared.size()];
        for (int layer = 0; layer < layers.size(); layer++) {
            for (int i = 0; i < shared.size(); i++) {
                differences[layer][i] =
                        later(of(templates, shared.get(i)), layer) - later(of(neutral, shared.get(i)), layer);
            }
        }
        return ClusterPermutationTest.signFlip(
                differences, settings.level(), settings.resamples(), settings.seed() + 3, cancellation);
    }

    private static double later(TemplateRouting template, int layer) {
        return template.jensenShannon(Region.LATER, layer);
    }

    private Optional<DivergenceSummary> summary(
            List<TemplateRouting> templates, List<TemplateRouting> neutral, boolean control, int layer, Region region) {
        double[] divergence = values(templates, template -> template.jensenShannon(region, layer));
        if (divergence.length == 0) {
            return Optional.empty();
        }
        double[] floor = control ? new double[0] : values(neutral, template -> template.jensenShannon(region, layer));
        Interval interval = Bootstrap.mean(divergence, settings.resamples(), settings.level(), settings.seed())
                .accelerated();
        boolean compared = floor.length > 0 && Samples.median(floor) > 0;
        return Optional.of(new DivergenceSummary(
                layers.get(layer),
                region,
                divergence.length,
                Samples.mean(divergence),
                Ratios.ends(interval),
                Samples.mean(values(templates, template -> template.overlap(region, layer))),
                Samples.mean(values(templates, template -> template.weightDistance(region, layer))),
                floor.length == 0 ? null : Samples.mean(floor),
                compared ? Samples.median(divergence) / Samples.median(floor) : null,
                compared ? Ratios.ends(Ratios.ofMedians(divergence, floor, settings)) : List.of()));
    }

    private static double[] values(List<TemplateRouting> templates, ToDoubleFunction<TemplateRouting> ofTemplate) {
        return templates.stream()
                .mapToDouble(ofTemplate)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
