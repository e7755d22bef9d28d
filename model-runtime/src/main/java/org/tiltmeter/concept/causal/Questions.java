package org.tiltmeter.concept.causal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tiltmeter.measure.Outcome;
import org.tiltmeter.measure.PairScores;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Some pairs of a probe set that are asked again and again: those of one comparison, the same ones each time.
public final class Questions {

    private final ProbeSet probes;
    private final Comparison comparison;
    private final List<AskedPair> pairs;
    private final long seed;

    /// What is compared.
    ///
    /// @param measure id of the measure
    /// @param outcome what the measure compares; that of likelihoods until the model has been asked
    /// @param attribute what is exchanged
    /// @param control whether exchanging it should change nothing
    /// @param groupA first group
    /// @param groupB second group
    /// @param pairs number of pairs that are asked
    /// @param templates number of their templates
    public record Comparison(
            String measure,
            Outcome outcome,
            String attribute,
            boolean control,
            String groupA,
            String groupB,
            int pairs,
            int templates) {

        Comparison withOutcome(Outcome other) {
            return new Comparison(measure, other, attribute, control, groupA, groupB, pairs, templates);
        }
    }

    /// Two groups of an attribute, to be chosen among.
    ///
    /// @param attribute what is exchanged
    /// @param control whether exchanging it should change nothing
    /// @param groupA first group
    /// @param groupB second group
    public record Groups(String attribute, boolean control, String groupA, String groupB) {}

    private Questions(ProbeSet probes, Comparison comparison, List<AskedPair> pairs, long seed) {
        this.probes = probes;
        this.comparison = comparison;
        this.pairs = pairs;
        this.seed = seed;
    }

    /// The comparisons that a probe set makes, in the order of its expansion.
    ///
    /// @throws BadInputException if the set cannot be expanded
    public static List<Groups> comparisons(ProbeSet probes) {
        LinkedHashSet<Groups> groups = new LinkedHashSet<>();
        for (Expansion.Count count : Expansion.of(probes).counts()) {
            groups.add(new Groups(count.attribute(), count.control(), count.groupA(), count.groupB()));
        }
        return List.copyOf(groups);
    }

    /// The first comparison that is no control.
    ///
    /// @throws BadInputException if there are only controls
    public static Groups first(ProbeSet probes) {
        return comparisons(probes).stream()
                .filter(groups -> !groups.control())
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "The probe set \"%s\" exchanges nothing but controls; add an".formatted(probes.name())
                                + " attribute that steering could change."));
    }

    /// Pairs of one comparison, of the first kind of question that takes no continuations; of more than `most`, one
    /// at random from each of equally long stretches.
    ///
    /// @throws BadInputException if there is none
    static Questions of(ProbeSet probes, Groups groups, int most, long seed) {
        Expansion expansion = Expansion.of(probes);
        Map<String, QuestionKind> kinds = new LinkedHashMap<>();
        probes.templates().forEach(template -> kinds.put(template.id(), template.question()));
        List<long[]> ranges = new ArrayList<>();
        Optional<QuestionKind> kind = Optional.empty();
        long start = 0;
        long total = 0;
        for (Expansion.Count count : expansion.counts()) {
            QuestionKind asked =
                    Optional.ofNullable(kinds.get(count.template())).orElseThrow();
            boolean wanted = count.attribute().equals(groups.attribute())
                    && count.groupA().equals(groups.groupA())
                    && count.groupB().equals(groups.groupB())
                    && asked != QuestionKind.GENERATION;
            if (wanted && kind.orElse(asked) == asked) {
                kind = Optional.of(asked);
                ranges.add(new long[] {start, total, count.pairs()});
                total += count.pairs();
            }
            start += count.pairs();
        }
        if (total == 0) {
            throw new BadInputException(
                    "The probe set \"%s\" asks nothing of %s (%s and %s) that can be scored without continuations."
                            .formatted(probes.name(), groups.attribute(), groups.groupA(), groups.groupB()));
        }
        List<AskedPair> pairs = new ArrayList<>();
        int count = (int) Math.min(most, total);
        Exclusions exclusions = Exclusions.of(probes);
        for (int i = 0; i < count; i++) {
            AskedPair pair = expansion.asked(index(ranges, drawn(i, count, total, seed)));
            if (!exclusions.hold(pair.pair())) {
                pairs.add(pair);
            }
        }
        if (pairs.isEmpty()) {
            throw exclusions.nothingLeft(groups.attribute());
        }
        long templates =
                pairs.stream().map(one -> one.pair().template()).distinct().count();
        return new Questions(
                probes,
                new Comparison(
                        kind.orElseThrow().fileName(),
                        Outcome.LIKELIHOOD,
                        groups.attribute(),
                        groups.control(),
                        groups.groupA(),
                        groups.groupB(),
                        pairs.size(),
                        (int) templates),
                pairs,
                seed);
    }

    private static long drawn(int stretch, int stretches, long count, long seed) {
        long from = (long) ((double) stretch / stretches * count);
        long to = (long) ((double) (stretch + 1) / stretches * count);
        return to - from < 2 ? from : from + new SplittableRandom(seed + stretch).nextLong(to - from);
    }

    private static long index(List<long[]> ranges, long place) {
        for (long[] range : ranges) {
            if (place < range[1] + range[2]) {
                return range[0] + place - range[1];
            }
        }
        throw new IllegalArgumentException("no pair " + place);
    }

    /// What is compared.
    Comparison comparison() {
        return comparison;
    }

    /// The differences of each template's pairs, `[templates][pairs]`, in the unit of the measure.
    ///
    /// @param outcome what a model's answers were compared in
    record Answers(Outcome outcome, double[][] differences) {

        /// Mean of each template, `[templates]`.
        double[] templateMeans() {
            double[] means = new double[differences.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = Samples.mean(differences[i]);
            }
            return means;
        }

        /// Mean over templates.
        double mean() {
            return Samples.mean(templateMeans());
        }

        /// Mean over templates of the mean distance from zero.
        double size() {
            double sum = 0;
            for (double[] template : differences) {
                double inner = 0;
                for (double difference : template) {
                    inner += Math.abs(difference);
                }
                sum += inner / template.length;
            }
            return sum / differences.length;
        }

        /// How much larger each difference is than in another run, `[templates][pairs]`.
        double[][] less(Answers other) {
            double[][] changes = new double[differences.length][];
            for (int i = 0; i < changes.length; i++) {
                changes[i] = new double[differences[i].length];
                for (int k = 0; k < changes[i].length; k++) {
                    changes[i][k] = differences[i][k] - other.differences[i][k];
                }
            }
            return changes;
        }

        /// How much further from zero each difference is than in another run.
        Answers furtherThan(Answers other) {
            double[][] changes = new double[differences.length][];
            for (int i = 0; i < changes.length; i++) {
                changes[i] = new double[differences[i].length];
                for (int k = 0; k < changes[i].length; k++) {
                    changes[i][k] = Math.abs(differences[i][k]) - Math.abs(other.differences[i][k]);
                }
            }
            return new Answers(outcome, changes);
        }
    }

    /// Asks the pairs; of several outcomes the first counts.
    Answers ask(LanguageModel model, Cancellation cancellation) {
        List<ScoredPair> scored = PairScores.of(model, probes, pairs, seed, Progress.none(), cancellation);
        Outcome outcome = scored.getFirst().outcome();
        Map<String, List<Double>> byTemplate = new LinkedHashMap<>();
        for (ScoredPair pair : scored) {
            if (pair.outcome().equals(outcome)) {
                byTemplate
                        .computeIfAbsent(pair.pair().template(), template -> new ArrayList<>())
                        .add(pair.difference());
            }
        }
        return new Answers(
                outcome,
                byTemplate.values().stream()
                        .map(values ->
                                values.stream().mapToDouble(Double::doubleValue).toArray())
                        .toArray(double[][]::new));
    }
}
