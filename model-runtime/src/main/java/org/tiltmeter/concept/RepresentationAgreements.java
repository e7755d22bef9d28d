package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.SlotSummary;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Correlation;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Compares an audit with concepts of the same attribute.
public final class RepresentationAgreements {

    /// With fewer words than this nothing is compared.
    public static final int FEWEST_WORDS = 5;

    private static final int RESAMPLES = 2_000;
    private static final int PERMUTATIONS = 9_999;
    private static final double LEVEL = 0.95;

    private RepresentationAgreements() {}

    /// Every comparison of the audit whose two groups have a concept, each slot, layer and
    /// method.
    ///
    /// @param concepts by name of a group, the name of the concept that stands for it
    /// @param progress hears TRACING in texts
    /// @throws BadInputException if no comparison of the audit has concepts for both its groups
    ///     and words to compare
    public static List<RepresentationAgreement> of(
            LanguageModel model,
            ConceptAnalysis analysis,
            ProbeSet probes,
            AuditResult audit,
            Map<String, String> concepts,
            Progress progress,
            Cancellation cancellation) {
        List<RepresentationAgreement> found = new ArrayList<>();
        for (ProbeResult result : audit.results()) {
            String conceptA = concepts.get(result.groupA());
            String conceptB = concepts.get(result.groupB());
            if (conceptA == null || conceptB == null) {
                continue;
            }
            found.addAll(each(model, analysis, probes, result, conceptA, conceptB, progress, cancellation));
        }
        if (found.isEmpty()) {
            throw new BadInputException(
                    ("The probe set \"%s\" has no two groups that both have a concept, with at least %d words to"
                                    + " compare; say which concept stands for which group.")
                            .formatted(probes.name(), FEWEST_WORDS));
        }
        return found;
    }

    /// One comparison of an audit, each slot, layer and method.
    ///
    /// @param conceptA name of the concept that stands for the first group
    /// @param conceptB that for the second
    /// @param progress hears TRACING in texts
    /// @throws BadInputException if the comparison has too few words, or the probe set no texts
    ///     with them
    public static List<RepresentationAgreement> of(
            LanguageModel model,
            ConceptAnalysis analysis,
            ProbeSet probes,
            ProbeResult result,
            String conceptA,
            String conceptB,
            Progress progress,
            Cancellation cancellation) {
        List<RepresentationAgreement> found =
                each(model, analysis, probes, result, conceptA, conceptB, progress, cancellation);
        if (found.isEmpty()) {
            throw new BadInputException(
                    "The comparison of \"%s\" and \"%s\" has fewer than %d words with texts in the probe set; add words."
                            .formatted(result.groupA(), result.groupB(), FEWEST_WORDS));
        }
        return found;
    }

    private static List<RepresentationAgreement> each(
            LanguageModel model,
            ConceptAnalysis analysis,
            ProbeSet probes,
            ProbeResult result,
            String conceptA,
            String conceptB,
            Progress progress,
            Cancellation cancellation) {
        List<RepresentationAgreement> found = new ArrayList<>();
        for (SlotSummary slot : result.slots()) {
            List<TermSummary> terms = slot.terms().stream()
                    .filter(term -> Double.isFinite(term.difference().value()))
                    .toList();
            if (terms.size() >= FEWEST_WORDS) {
                found.addAll(of(
                        model,
                        analysis,
                        probes,
                        result,
                        slot.slot(),
                        terms,
                        conceptA,
                        conceptB,
                        progress,
                        cancellation));
            }
        }
        return found;
    }

    private static List<RepresentationAgreement> of(
            LanguageModel model,
            ConceptAnalysis analysis,
            ProbeSet probes,
            ProbeResult result,
            String slot,
            List<TermSummary> terms,
            String conceptA,
            String conceptB,
            Progress progress,
            Cancellation cancellation) {
        List<Integer> layers = analysis.lookedAt();
        Map<String, Set<String>> beginnings = beginnings(probes, result, slot);
        PooledActivations activations = new PooledActivations(model, Pooling.LAST_TOKEN, layers);
        List<TermSummary> kept = new ArrayList<>();
        List<double[][]> states = new ArrayList<>();
        for (TermSummary term : terms) {
            List<String> texts = List.copyOf(beginnings.getOrDefault(term.term(), Set.of()));
            if (!texts.isEmpty()) {
                kept.add(term);
                states.add(mean(activations.of(texts, progress, cancellation)));
            }
        }
        List<RepresentationAgreement> found = new ArrayList<>();
        if (kept.size() < FEWEST_WORDS) {
            return found;
        }
        for (int index = 0; index < layers.size(); index++) {
            int state = index;
            double[][] rows = states.stream().map(one -> one[state].clone()).toArray(double[][]::new);
            Vectors.centre(rows);
            for (DirectionMethod method : analysis.settings().methods()) {
                cancellation.throwIfRequested();
                ConceptDirection a = analysis.direction(conceptA, layers.get(index), method);
                ConceptDirection b = analysis.direction(conceptB, layers.get(index), method);
                List<RepresentationAgreement.Item> items = new ArrayList<>();
                for (int i = 0; i < rows.length; i++) {
                    items.add(new RepresentationAgreement.Item(
                            kept.get(i).term(),
                            kept.get(i).difference().value(),
                            Vectors.cosine(rows[i], Vectors.doubles(a.direction()))
                                    - Vectors.cosine(rows[i], Vectors.doubles(b.direction()))));
                }
                double[] behaviour = items.stream()
                        .mapToDouble(RepresentationAgreement.Item::behaviour)
                        .toArray();
                double[] representation = items.stream()
                        .mapToDouble(RepresentationAgreement.Item::representation)
                        .toArray();
                found.add(new RepresentationAgreement(
                        probes.name(),
                        result.measure(),
                        result.attribute(),
                        result.groupA(),
                        result.groupB(),
                        conceptA,
                        conceptB,
                        slot,
                        method,
                        layers.get(index),
                        Correlation.spearman(behaviour, representation),
                        interval(
                                Correlation::spearman,
                                behaviour,
                                representation,
                                analysis.settings().seed()),
                        p(
                                Correlation::spearman,
                                behaviour,
                                representation,
                                analysis.settings().seed()),
                        Correlation.pearson(behaviour, representation),
                        interval(
                                Correlation::pearson,
                                behaviour,
                                representation,
                                analysis.settings().seed()),
                        p(
                                Correlation::pearson,
                                behaviour,
                                representation,
                                analysis.settings().seed()),
                        a.isReliable() && b.isReliable(),
                        items));
            }
        }
        return found;
    }

    /// By word, the texts of the result's pairs up to the word's end.
    private static Map<String, Set<String>> beginnings(ProbeSet probes, ProbeResult result, String slot) {
        Map<String, Set<String>> beginnings = new LinkedHashMap<>();
        Exclusions exclusions = Exclusions.of(probes);
        Expansion.of(probes).pairs().filter(pair -> !exclusions.hold(pair)).forEach(pair -> {
            String term = pair.fills().get(slot);
            if (term == null
                    || !pair.attribute().equals(result.attribute())
                    || !pair.groupA().equals(result.groupA())
                    || !pair.groupB().equals(result.groupB())) {
                return;
            }
            for (String text : List.of(pair.textA(), pair.textB())) {
                WordPlace.of(text, term)
                        .ifPresent(at -> beginnings
                                .computeIfAbsent(term, word -> new LinkedHashSet<>())
                                .add(text.substring(0, at + term.length())));
            }
        });
        return beginnings;
    }

    /// Mean over texts, `[layers][hidden size]`.
    private static double[][] mean(List<float[][]> texts) {
        double[][] mean = new double[texts.getFirst().length][];
        for (int layer = 0; layer < mean.length; layer++) {
            mean[layer] = new double[texts.getFirst()[layer].length];
            for (float[][] text : texts) {
                for (int i = 0; i < mean[layer].length; i++) {
                    mean[layer][i] += text[layer][i] / (double) texts.size();
                }
            }
        }
        return mean;
    }

    private static Interval interval(
            ToDoubleBiFunction<double[], double[]> correlation, double[] x, double[] y, long seed) {
        return Bootstrap.of(
                        x.length,
                        drawn -> {
                            double value = correlation.applyAsDouble(at(x, drawn), at(y, drawn));
                            return Double.isNaN(value) ? 0 : value;
                        },
                        RESAMPLES,
                        LEVEL,
                        seed)
                .percentile();
    }

    private static double[] at(double[] values, int[] drawn) {
        double[] at = new double[drawn.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = values[drawn[i]];
        }
        return at;
    }

    private static double p(ToDoubleBiFunction<double[], double[]> correlation, double[] x, double[] y, long seed) {
        double observed = Math.abs(correlation.applyAsDouble(x, y));
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = java.util.stream.IntStream.range(0, x.length).toArray();
        int extreme = 0;
        for (int i = 0; i < PERMUTATIONS; i++) {
            DirectionFit.shuffle(order, random);
            extreme += Math.abs(correlation.applyAsDouble(at(x, order), y)) >= observed - 1e-12 ? 1 : 0;
        }
        return Double.isNaN(observed) ? Double.NaN : (1.0 + extreme) / (1.0 + PERMUTATIONS);
    }
}
