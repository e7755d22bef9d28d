package org.tiltmeter.views.routing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.Comparison;
import org.tiltmeter.routing.RoutingStudy.DivergenceSummary;
import org.tiltmeter.statistics.ClusterPermutationTest.Cluster;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// The words for what a study of routing found; "associated with", never a cause.
final class StudyWords {

    private StudyWords() {}

    /// A comparison by name.
    static String name(Comparison comparison) {
        String words =
                Texts.get("routing.comparison", comparison.attribute(), comparison.groupA(), comparison.groupB());
        return comparison.control() ? Texts.get("routing.comparisonControl", words) : words;
    }

    /// A part of the texts by name.
    static String name(Region region) {
        return switch (region) {
            case LATER -> Texts.get("routing.later");
            case ANSWER -> Texts.get("routing.answer");
            case EDITED -> Texts.get("routing.editedTokens");
        };
    }

    /// Divergence and experts in one or two sentences.
    static String sentence(RoutingStudy study, Comparison comparison, Region region) {
        return divergence(comparison, region) + " " + layers(study, comparison) + " " + experts(study, comparison);
    }

    private static String divergence(Comparison comparison, Region region) {
        Optional<DivergenceSummary> largest = largest(comparison, region);
        if (largest.isEmpty()) {
            return Texts.get("routing.studyNoTokens");
        }
        DivergenceSummary one = largest.get();
        Double ratio = one.ratio();
        if (ratio == null) {
            return Texts.get(
                    comparison.control() ? "routing.studyControl" : "routing.studyNoNeutral",
                    Integer.toString(one.layer()),
                    Numbers.fixed(one.jensenShannon(), 4),
                    Integer.toString(one.templates()));
        }
        return Texts.get(
                "routing.studyRatio",
                Integer.toString(one.layer()),
                Numbers.fixed(ratio, 2),
                one.ratioInterval().isEmpty()
                        ? Texts.get("number.none")
                        : Texts.get(
                                "number.range",
                                Numbers.fixed(one.ratioInterval().getFirst(), 2),
                                Numbers.fixed(one.ratioInterval().getLast(), 2)),
                Integer.toString(one.templates()),
                name(region));
    }

    /// The layer with the largest ratio, or where there is none the largest divergence.
    private static Optional<DivergenceSummary> largest(Comparison comparison, Region region) {
        return comparison.divergences().stream()
                .filter(one -> one.region() == region)
                .max(java.util.Comparator.comparingDouble(one -> ratioOrDivergence(one)));
    }

    private static double ratioOrDivergence(DivergenceSummary one) {
        Double ratio = one.ratio();
        return ratio == null ? one.jensenShannon() : ratio;
    }

    private static String layers(RoutingStudy study, Comparison comparison) {
        if (comparison.control()) {
            return "";
        }
        List<Cluster> clusters = significant(study, comparison);
        return clusters.isEmpty()
                ? Texts.get("routing.studyNoCluster")
                : Texts.get(
                        "routing.studyClusters",
                        clusters.stream()
                                .map(cluster -> cluster(study, cluster))
                                .collect(Collectors.joining("; ")));
    }

    private static String cluster(RoutingStudy study, Cluster cluster) {
        if (cluster.to() - cluster.from() == 1) {
            return Texts.get(
                    cluster.positive() ? "routing.layerMore" : "routing.layerLess",
                    Integer.toString(study.layers().get(cluster.from())),
                    Precision.probability(cluster.p()));
        }
        return Texts.get(
                cluster.positive() ? "routing.clusterMore" : "routing.clusterLess",
                Integer.toString(study.layers().get(cluster.from())),
                Integer.toString(study.layers().get(cluster.to() - 1)),
                Precision.probability(cluster.p()));
    }

    /// Runs of layers that stand out from neutral swaps, corrected for all layers.
    static List<Cluster> significant(RoutingStudy study, Comparison comparison) {
        return comparison.clusters().stream()
                .filter(cluster -> cluster.p() <= 1 - study.settings().level())
                .toList();
    }

    private static String experts(RoutingStudy study, Comparison comparison) {
        int all = comparison.experts().size();
        int confirmed = comparison.confirmed().size();
        if (comparison.experts().stream().allMatch(one -> one.discoveryP() == null)) {
            return Texts.get("routing.studyTooFew", Integer.toString(comparison.templates()));
        }
        return confirmed == 0
                ? Texts.get("routing.studyNoExpert", Integer.toString(all))
                : Texts.get(
                        "routing.studyExperts",
                        Integer.toString(confirmed),
                        Integer.toString(all),
                        comparison.groupA(),
                        comparison.groupB(),
                        Precision.probability(1 - study.settings().level()));
    }

    /// Whether an expert passed its test, in a word.
    static String verdict(RoutingStudy.ExpertDifference one) {
        return verdict(one.discoveryP(), one.confirmationP(), one.confirmed());
    }

    /// Whether something passed its test, in a word.
    static String verdict(@Nullable Double discoveryP, @Nullable Double confirmationP, boolean confirmed) {
        if (discoveryP == null) {
            return Texts.get("routing.expertUntested");
        }
        if (confirmed) {
            return Texts.get("routing.expertConfirmed");
        }
        return confirmationP == null ? Texts.get("routing.expertNotFound") : Texts.get("routing.expertNotConfirmed");
    }

    /// Layer and number of an expert, short.
    static String place(RoutingStudy.ExpertDifference one) {
        return Texts.get("routing.place", Integer.toString(one.layer()), Integer.toString(one.expert()));
    }

    /// A p-value, or a dash where there was no test.
    static String probability(@Nullable Double p) {
        return p == null ? "–" : Precision.probability(p);
    }

    /// An expert's rates in plain words.
    static String describe(Comparison comparison, RoutingStudy.ExpertDifference one) {
        return Texts.get(
                "routing.expertSentence",
                Integer.toString(one.layer()),
                Integer.toString(one.expert()),
                Numbers.fixed(100 * one.rateA(), 1),
                comparison.groupA(),
                Numbers.fixed(100 * one.rateB(), 1),
                comparison.groupB(),
                verdict(one));
    }
}
