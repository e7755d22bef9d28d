package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Corrections;
import org.tiltmeter.statistics.CrossedSample;
import org.tiltmeter.statistics.EquivalenceTest;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.statistics.PairedEffect;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.TestResult;
import org.tiltmeter.statistics.WestfallYoung;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// From scored pairs to results per attribute and two groups: effects with templates as units,
/// summaries per
/// template
/// and slot word, and the noise floor from the control attributes.
final class PairSummary {

    /// With more tests than this, Holm's correction gives much away where the tests depend on
    /// each other.
    private static final int MOST_FOR_HOLM = 10;

    /// With two values the t-test has one degree of freedom and says nothing.
    private static final int FEWEST_FOR_EQUIVALENCE = 3;

    private final ProbeSet probes;
    private final AuditSettings settings;
    private final Cancellation cancellation;

    PairSummary(ProbeSet probes, AuditSettings settings, Cancellation cancellation) {
        this.probes = probes;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    /// What is compared with what.
    private record Comparison(
            String measure, Outcome outcome, String attribute, boolean control, String groupA, String groupB) {}

    /// A comparison without its noise floor and correction.
    private record Part(
            Comparison comparison,
            List<TemplateSummary> templates,
            List<SlotSummary> slots,
            PairedEffect effect,
            int pairs,
            @Nullable EquivalenceTest equivalence,
            @Nullable NoTest noTest,
            Spread spread) {

        /// The sign-flip p-value, where there are templates enough for a test.
        OptionalDouble p() {
            TestResult test = effect.test();
            return test == null ? OptionalDouble.empty() : OptionalDouble.of(test.p());
        }

        List<String> templateNames() {
            return templates.stream().map(TemplateSummary::template).toList();
        }

        /// How far templates or words lie from zero, whatever the direction; nats.
        double typicalShift() {
            return slots.isEmpty()
                    ? Samples.mean(templates.stream()
                            .mapToDouble(template -> Math.abs(template.mean()))
                            .toArray())
                    : slots.getFirst().typicalShift().value();
        }
    }

    /// Results of one measure, in the order in which comparisons first occur.
    List<ProbeResult> results(List<ScoredPair> items, Progress progress) {
        Map<Comparison, List<ScoredPair>> byComparison = new LinkedHashMap<>();
        Map<Outcome, List<ScoredPair>> controls = new LinkedHashMap<>();
        for (ScoredPair item : items) {
            Comparison comparison = new Comparison(
                    item.measure(),
                    item.outcome(),
                    item.pair().attribute(),
                    item.pair().control(),
                    item.pair().groupA(),
                    item.pair().groupB());
            byComparison.computeIfAbsent(comparison, key -> new ArrayList<>()).add(item);
            if (comparison.control()) {
                controls.computeIfAbsent(item.outcome(), key -> new ArrayList<>())
                        .add(item);
            }
        }
        int total = byComparison.size() + controls.size();
        int done = 0;
        Map<Outcome, Part> floors = new LinkedHashMap<>();
        for (Map.Entry<Outcome, List<ScoredPair>> entry : controls.entrySet()) {
            progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, done++, total));
            floors.put(entry.getKey(), part(new Comparison("", entry.getKey(), "", true, "", ""), entry.getValue()));
        }
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<Comparison, List<ScoredPair>> entry : byComparison.entrySet()) {
            progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, done++, total));
            parts.add(part(entry.getKey(), entry.getValue()));
        }
        progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, total, total));
        return withNoiseFloor(parts, floors);
    }

    private List<ProbeResult> withNoiseFloor(List<Part> parts, Map<Outcome, Part> floors) {
        List<Part> tested = parts.stream()
                .filter(part -> !part.comparison().control() && part.p().isPresent())
                .toList();
        double[] p = tested.stream().flatMapToDouble(part -> part.p().stream()).toArray();
        boolean together = sharesTemplates(tested);
        double[] adjusted = together ? westfallYoung(tested, p) : Corrections.holm(p);
        String correction = tested.size() < 2 ? "" : together ? "Westfall and Young" : "Holm";
        List<ProbeResult> results = new ArrayList<>();
        for (Part part : parts) {
            int position = tested.indexOf(part);
            Double adjustedP = position < 0 ? null : Double.valueOf(adjusted[position]);
            results.add(result(
                    part,
                    adjustedP,
                    position < 0 ? "" : correction,
                    part.comparison().control()
                            ? null
                            : floors.get(part.comparison().outcome())));
        }
        return results;
    }

    /// Whether there are many tests, all over the same templates and of these very words, so that
    /// signs can be flipped
    /// in all at once.
    private static boolean sharesTemplates(List<Part> tested) {
        return tested.size() > MOST_FOR_HOLM
                && tested.stream().allMatch(part -> part.effect().words() == 1)
                && tested.stream().map(Part::templateNames).distinct().count() == 1;
    }

    private double[] westfallYoung(List<Part> tested, double[] p) {
        double[][] means = tested.stream()
                .map(part -> part.templates().stream()
                        .mapToDouble(TemplateSummary::mean)
                        .toArray())
                .toArray(double[][]::new);
        double[] adjusted = WestfallYoung.signFlip(means, settings.resamples(), settings.seed() + 5, cancellation);
        for (int i = 0; i < p.length; i++) {
            adjusted[i] = Math.max(p[i], adjusted[i]);
        }
        return adjusted;
    }

    private ProbeResult result(Part part, @Nullable Double adjustedP, String correction, @Nullable Part floor) {
        Comparison comparison = part.comparison();
        PairedEffect effect = part.effect();
        Finding finding = new Finding(
                comparison.measure(),
                comparison.attribute(),
                comparison.control(),
                comparison.groupA(),
                comparison.groupB(),
                effect.mean(),
                effect.interval(),
                effect.units(),
                part.pairs(),
                part.p().isPresent() ? Double.valueOf(part.p().getAsDouble()) : null,
                correction.isEmpty() ? null : adjustedP,
                floor == null ? null : floor.effect().mean(),
                floor == null ? null : floor.effect().interval(),
                comparison.outcome(),
                comparison.outcome().margin(settings.margin()),
                part.equivalence(),
                part.noTest(),
                correction);
        return new ProbeResult(
                comparison.measure(),
                comparison.attribute(),
                comparison.control(),
                comparison.groupA(),
                comparison.groupB(),
                part.pairs(),
                part.templates(),
                part.slots(),
                effect,
                adjustedP,
                floor == null ? null : noiseFloor(part, floor),
                finding,
                comparison.outcome(),
                part.spread());
    }

    private static NoiseFloor noiseFloor(Part part, Part floor) {
        Estimate shift = part.slots().isEmpty()
                ? null
                : floor.slots().stream()
                        .filter(slot ->
                                slot.slot().equals(part.slots().getFirst().slot()))
                        .map(SlotSummary::typicalShift)
                        .findFirst()
                        .orElse(null);
        double below = shift == null ? floor.typicalShift() : shift.value();
        return new NoiseFloor(
                floor.pairs(), floor.effect(), shift, below > 0 ? Double.valueOf(part.typicalShift() / below) : null);
    }

    private Part part(Comparison comparison, List<ScoredPair> items) {
        cancellation.throwIfRequested();
        Map<String, double[]> byTemplate =
                differences(items, item -> item.pair().template());
        long seed = settings.seed() + 7919L * comparison.hashCode();
        CrossedSample sample = sample(items);
        PairedEffect effect = PairedEffect.of(
                byTemplate.values().toArray(new double[0][]), sample, settings.resamples(), settings.level(), seed);
        List<TemplateSummary> templates = byTemplate.entrySet().stream()
                .map(entry -> new TemplateSummary(
                        entry.getKey(),
                        entry.getValue().length,
                        Samples.mean(entry.getValue()),
                        Samples.standardDeviation(entry.getValue())))
                .toList();
        List<SlotSummary> slots = new ArrayList<>();
        for (Map.Entry<String, List<String>> slot : probes.slots().entrySet()) {
            List<ScoredPair> filled = items.stream()
                    .filter(item -> item.pair().fills().containsKey(slot.getKey()))
                    .toList();
            if (!filled.isEmpty()) {
                slots.add(new SlotStatistics(settings, cancellation)
                        .summary(slot.getKey(), slot.getValue(), filled, seed));
            }
        }
        return new Part(
                comparison,
                templates,
                slots,
                effect,
                items.size(),
                equivalence(templates, sample, comparison.outcome().margin(settings.margin()), settings.level()),
                noTest(effect, sample),
                Spreads.of(items));
    }

    private static @Nullable EquivalenceTest equivalence(
            List<TemplateSummary> templates, CrossedSample sample, double margin, double level) {
        boolean words = sample.hasSeveralWords();
        if (templates.size() < FEWEST_FOR_EQUIVALENCE
                || (words && (!sample.oneToOne() || sample.firstWords() < FEWEST_FOR_EQUIVALENCE))) {
            return null;
        }
        EquivalenceTest byTemplate = EquivalenceTest.of(
                templates.stream().mapToDouble(TemplateSummary::mean).toArray(), margin, level);
        if (!words) {
            return byTemplate;
        }
        EquivalenceTest byWord = EquivalenceTest.of(sample.wordMeans(), margin, level);
        return byWord.p() > byTemplate.p() ? byWord : byTemplate;
    }

    private static @Nullable NoTest noTest(PairedEffect effect, CrossedSample sample) {
        if (effect.test() != null) {
            return null;
        }
        if (effect.units() < SignFlipTest.FEWEST_UNITS) {
            return NoTest.TOO_FEW_TEMPLATES;
        }
        return sample.oneToOne() ? NoTest.TOO_FEW_WORDS : NoTest.UNEQUAL_LISTS;
    }

    private CrossedSample sample(List<ScoredPair> items) {
        Map<String, Map<String, String>> words = new HashMap<>();
        for (Attribute attribute : probes.attributes()) {
            for (Group group : attribute.groups()) {
                words.put(attribute.name() + "/" + group.name(), wordOfEachForm(group));
            }
        }
        return CrossedSample.of(
                items.stream().map(item -> item.pair().template()).toArray(String[]::new),
                items.stream()
                        .map(ScoredPair::pair)
                        .map(pair -> word(words, pair.attribute() + "/" + pair.groupA(), pair.termA()))
                        .toArray(String[]::new),
                items.stream()
                        .map(ScoredPair::pair)
                        .map(pair -> word(words, pair.attribute() + "/" + pair.groupB(), pair.termB()))
                        .toArray(String[]::new),
                items.stream().mapToDouble(ScoredPair::difference).toArray());
    }

    private static String word(Map<String, Map<String, String>> words, String group, String form) {
        return group + "/" + words.getOrDefault(group, Map.of()).getOrDefault(form, form);
    }

    /// Forms of one term, such as she and her, are one word: each form leads to its term's
    /// position.
    private static Map<String, String> wordOfEachForm(Group group) {
        Map<String, String> words = new HashMap<>();
        for (List<String> terms : group.forms().values()) {
            for (int i = 0; i < terms.size(); i++) {
                words.putIfAbsent(terms.get(i), "term " + i);
            }
        }
        return words;
    }

    /// Differences by a key, keys in order of first occurrence.
    static Map<String, double[]> differences(List<ScoredPair> items, Function<ScoredPair, String> key) {
        Map<String, double[]> differences = new LinkedHashMap<>();
        items.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, list) -> differences.put(
                        name, list.stream().mapToDouble(ScoredPair::difference).toArray()));
        return differences;
    }
}
