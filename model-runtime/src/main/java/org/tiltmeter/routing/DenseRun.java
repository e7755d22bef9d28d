package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.AttentionTrace;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.NeuronTrace;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.routing.DenseStudy.Comparison;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Adds up what neurons and heads do, pair by pair. For one thread.
final class DenseRun {

    private static final int MOST_GROUPS = 32;

    private final LanguageModel model;
    private final ProbeSet probes;
    private final StudySettings settings;
    private final Cancellation cancellation;
    private final Map<Key, Map<String, Sums>> sums = new LinkedHashMap<>();
    private List<Unit> units = List.of();

    DenseRun(LanguageModel model, ProbeSet probes, StudySettings settings, Cancellation cancellation) {
        this.model = model;
        this.probes = probes;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    private record Key(String attribute, boolean control, String groupA, String groupB) {}

    /// A group of neurons or a head.
    ///
    /// @param at which entry of the trace's neurons or attention
    private record Unit(Kind kind, int at, int layer, int first, int end) {}

    /// Means over the pairs of one template.
    private static final class Sums {
        private final double[] a;
        private final double[] b;
        private int pairs;

        Sums(int units) {
            a = new double[units];
            b = new double[units];
        }
    }

    DenseStudy run(Progress progress) {
        ModelSummary summary = model.summary();
        Capture capture = Capture.NOTHING
                .withNeurons(Capture.layers(summary.layers()))
                .withAttention(Capture.layers(summary.layers()));
        Expansion expansion = Expansion.of(probes);
        int pairs = (int) Math.min(expansion.count(), settings.mostPairs());
        Exclusions exclusions = Exclusions.of(probes);
        int excluded = 0;
        for (int stretch = 0; stretch < pairs; stretch++) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.SCORING, stretch, pairs));
            CounterfactualPair pair =
                    expansion.pair(EvenDraws.index(stretch, pairs, expansion.count(), settings.seed()));
            if (exclusions.hold(pair)) {
                excluded++;
                continue;
            }
            List<int[]> texts = List.of(
                    model.tokenizer().encode(pair.textA()).ids(),
                    model.tokenizer().encode(pair.textB()).ids());
            List<Trace> traces = model.trace(texts, capture, Progress.none(), cancellation);
            add(pair, traces.get(0), traces.get(1));
        }
        progress.report(new Progress.Step(Progress.Phase.SCORING, pairs, pairs));
        if (excluded == pairs) {
            throw exclusions.nothingLeft("any comparison");
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (Map.Entry<Key, Map<String, Sums>> entry : sums.entrySet()) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, comparisons.size(), sums.size()));
            comparisons.add(
                    comparison(entry.getKey(), List.copyOf(entry.getValue().values())));
        }
        List<String> notes = new ArrayList<>(List.of(DenseStudy.CAUTION));
        if (pairs < expansion.count()) {
            notes.add(
                    "%,d of %,d pairs were run, taken evenly from the expansion.".formatted(pairs, expansion.count()));
        }
        if (excluded > 0) {
            notes.add(Exclusions.note(excluded));
        }
        notes.add("Neurons of a layer are taken together in at most %d groups of neighbours.".formatted(MOST_GROUPS));
        return new DenseStudy(summary.name(), probes.name(), settings, pairs - excluded, comparisons, notes);
    }

    private void add(CounterfactualPair pair, Trace a, Trace b) {
        if (units.isEmpty()) {
            units = units(a);
            if (units.isEmpty()) {
                throw new BadInputException("The model " + model.summary().name()
                        + " shows neither neurons nor attention heads; open a model from a folder with its weights.");
            }
        }
        TokenAlignment alignment = TokenAlignment.of(a.ids(), b.ids());
        int[] regionA = TemplateRouting.tokens(alignment, settings.region(), Variant.A);
        int[] regionB = TemplateRouting.tokens(alignment, settings.region(), Variant.B);
        if (regionA.length == 0 || regionB.length == 0) {
            return;
        }
        Sums sum = sums.computeIfAbsent(
                        new Key(pair.attribute(), pair.control(), pair.groupA(), pair.groupB()),
                        key -> new LinkedHashMap<>())
                .computeIfAbsent(pair.template(), id -> new Sums(units.size()));
        sum.pairs++;
        int[] editedA = TemplateRouting.tokens(alignment, Region.EDITED, Variant.A);
        int[] editedB = TemplateRouting.tokens(alignment, Region.EDITED, Variant.B);
        for (int unit = 0; unit < units.size(); unit++) {
            sum.a[unit] += value(units.get(unit), a, regionA, editedA);
            sum.b[unit] += value(units.get(unit), b, regionB, editedB);
        }
    }

    private static List<Unit> units(Trace trace) {
        List<Unit> units = new ArrayList<>();
        for (int at = 0; at < trace.neurons().size(); at++) {
            NeuronTrace neurons = trace.neurons().get(at);
            int all = neurons.activations().columns();
            int size = (all + MOST_GROUPS - 1) / MOST_GROUPS;
            for (int first = 0; first < all; first += size) {
                units.add(new Unit(Kind.NEURONS, at, neurons.layer(), first, Math.min(all, first + size)));
            }
        }
        for (int at = 0; at < trace.attention().size(); at++) {
            AttentionTrace attention = trace.attention().get(at);
            for (int head = 0; head < attention.heads(); head++) {
                units.add(new Unit(Kind.HEAD, at, attention.layer(), head, head + 1));
            }
        }
        return units;
    }

    private static double value(Unit unit, Trace trace, int[] tokens, int[] edited) {
        double sum = 0;
        for (int token : tokens) {
            if (unit.kind() == Kind.HEAD) {
                AttentionTrace attention = trace.attention().get(unit.at());
                for (int to : edited) {
                    sum += attention.get(unit.first(), token, to);
                }
            } else {
                NeuronTrace neurons = trace.neurons().get(unit.at());
                double group = 0;
                for (int neuron = unit.first(); neuron < unit.end(); neuron++) {
                    group += Math.abs(neurons.activations().get(token, neuron));
                }
                sum += group / (unit.end() - unit.first());
            }
        }
        return sum / tokens.length;
    }

    private Comparison comparison(Key key, List<Sums> templates) {
        double[][] differences = new double[units.size()][templates.size()];
        for (int unit = 0; unit < differences.length; unit++) {
            for (int template = 0; template < templates.size(); template++) {
                Sums sum = templates.get(template);
                differences[unit][template] = (sum.a[unit] - sum.b[unit]) / sum.pairs;
            }
        }
        HeldOutTests tests = HeldOutTests.of(differences, settings, cancellation);
        List<UnitDifference> found = IntStream.range(0, units.size())
                .mapToObj(row -> {
                    Unit unit = units.get(row);
                    double valueA = mean(templates, row, true);
                    double valueB = mean(templates, row, false);
                    return new UnitDifference(
                            unit.kind(),
                            unit.layer(),
                            unit.first(),
                            unit.end(),
                            valueA,
                            valueB,
                            valueA - valueB,
                            tests.interval(row),
                            tests.correctedP(row),
                            tests.discoveryP(row),
                            tests.confirmationP(row),
                            tests.isConfirmed(row));
                })
                .sorted(Comparator.comparing((UnitDifference one) -> !one.confirmed())
                        .thenComparing(one -> one.discoveryP() == null ? 1.0 : one.discoveryP())
                        .thenComparing(one -> -Math.abs(one.difference())))
                .toList();
        return new Comparison(
                key.attribute(),
                key.control(),
                key.groupA(),
                key.groupB(),
                templates.size(),
                templates.stream().mapToInt(sum -> sum.pairs).sum(),
                found);
    }

    private static double mean(List<Sums> templates, int unit, boolean first) {
        return templates.stream()
                .mapToDouble(sum -> (first ? sum.a : sum.b)[unit] / sum.pairs)
                .average()
                .orElse(Double.NaN);
    }
}
