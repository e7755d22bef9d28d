package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.TokenAlignment.Part;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.routing.RoutingStudy.Comparison;
import org.tiltmeter.routing.RoutingStudy.DivergenceSummary;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class RoutingStudyTest {

    private static final int LAYER = 1;
    private static final int EXPERT = 3;

    private static ProbeSet probes() {
        List<String> verbs = List.of(
                "said", "thought", "hoped", "knew", "felt", "heard", "wrote", "learned", "saw", "feared", "wished",
                "guessed", "swore", "found", "noted", "held");
        List<Template> templates = verbs.stream()
                .map(verb -> new Template(
                        verb,
                        "On {day.name} the {occupation} " + verb + " that {gender.subject} was late again today",
                        QuestionKind.LIKELIHOOD))
                .toList();
        return new ProbeSet(
                "Gender",
                "",
                "",
                List.of(Probes.gender(), Probes.day()),
                Map.of("occupation", List.of("nurse", "pilot")),
                templates);
    }

    /// After "she" the router of one layer sends every token to one expert.
    private static WordModel planted() {
        return new WordModel((before, word) -> -1)
                .routedBy(
                        (words, layer, expert) -> layer == LAYER && expert == EXPERT && words.contains("she") ? 10 : 0);
    }

    private static RoutingStudy study(WordModel model, StudySettings settings) {
        return RoutingStudies.of(model, probes(), settings, Progress.none(), new Cancellation());
    }

    private static Comparison comparison(RoutingStudy study, String attribute) {
        return study.comparisons().stream()
                .filter(one -> one.attribute().equals(attribute))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePlantedExpertIsFoundAndConfirmedAndNoOther() {
        RoutingStudy study = study(planted(), StudySettings.defaults());
        Comparison gender = comparison(study, "gender");
        assertThat(gender.templates()).isEqualTo(16);
        ExpertDifference first = gender.experts().getFirst();
        assertThat(first.layer()).isEqualTo(LAYER);
        assertThat(first.expert()).isEqualTo(EXPERT);
        assertThat(first.rateA()).isCloseTo(1, within(1e-12));
        assertThat(first.discoveryP()).isLessThan(0.05);
        assertThat(first.confirmationP()).isLessThan(0.05);
        // The other experts of the layer make room for it; those of the other layer must not be found.
        assertThat(gender.confirmed()).allMatch(found -> found.layer() == LAYER).contains(first);
    }

    /// A router whose probabilities hang on every word.
    private static WordModel scattered() {
        return new WordModel((before, word) -> -1)
                .routedBy((words, layer, expert) ->
                        new SplittableRandom(words.hashCode() * 1_000_003L + layer * 131L + expert).nextDouble(-3, 3));
    }

    @Test
    void neutralSwapsOfEveryControlMakeTheFloor() {
        Attribute days = new Attribute(
                "day",
                true,
                List.of(
                        new Group("early", Map.of("name", List.of("Monday"))),
                        new Group("middle", Map.of("name", List.of("Wednesday"))),
                        new Group("late", Map.of("name", List.of("Friday")))));
        ProbeSet probes = probes().withAttributes(List.of(Probes.gender(), days));
        StudySettings quick = new StudySettings(42, 200, 0.95, 4_000, Region.LATER);
        RoutingStudy study = RoutingStudies.of(scattered(), probes, quick, Progress.none(), new Cancellation());
        List<Comparison> controls =
                study.comparisons().stream().filter(Comparison::control).toList();
        assertThat(controls).hasSize(3);
        for (int layer : study.layers()) {
            double mean = controls.stream()
                    .mapToDouble(one -> later(one, layer).jensenShannon())
                    .average()
                    .orElseThrow();
            assertThat(later(comparison(study, "gender"), layer).neutral()).isCloseTo(mean, within(1e-9));
        }
    }

    private static DivergenceSummary later(Comparison comparison, int layer) {
        return comparison.divergences().stream()
                .filter(one -> one.layer() == layer && one.region() == Region.LATER)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pairsThatTheSetLeavesOutAreNotRun() {
        StudySettings quick = new StudySettings(42, 200, 0.95, 4_000, Region.LATER);
        ProbeSet all = probes();
        List<Exclusion> exclusions = Expansion.of(all)
                .pairs()
                .filter(pair -> pair.template().equals("said"))
                .map(pair -> new Exclusion(pair.template(), pair.textA(), pair.textB(), "odd"))
                .toList();
        RoutingStudy without = RoutingStudies.of(
                scattered(), all.withExclusions(exclusions), quick, Progress.none(), new Cancellation());
        assertThat(without.pairs()).isEqualTo((int) Expansion.of(all).count() - exclusions.size());
        assertThat(without.comparisons())
                .allSatisfy(one -> assertThat(one.templates()).isEqualTo(15));
        assertThat(without.notes()).anyMatch(note -> note.contains("leaves out"));
    }

    @Test
    void withoutAPlantedExpertHardlyAnyIsFound() {
        StudySettings quick = new StudySettings(42, 200, 0.95, 4_000, Region.LATER);
        int confirmed = 0;
        int discovered = 0;
        int models = 20;
        for (int seed = 0; seed < models; seed++) {
            int salt = seed;
            WordModel model = new WordModel((before, word) -> -1)
                    .routedBy((words, layer, expert) -> new SplittableRandom(
                                    words.hashCode() * 1_000_003L + salt * 7_919L + layer * 131L + expert)
                            .nextDouble(-3, 3));
            Comparison gender = comparison(study(model, quick), "gender");
            confirmed += gender.confirmed().isEmpty() ? 0 : 1;
            discovered +=
                    gender.experts().stream().map(ExpertDifference::discoveryP).anyMatch(p -> p != null && p <= 0.05)
                            ? 1
                            : 0;
        }
        assertThat(discovered)
                .as("false discoveries at 5 %% among %d models", models)
                .isLessThanOrEqualTo(4);
        assertThat(confirmed).isLessThanOrEqualTo(1);
    }

    @Test
    void ratesAndDivergencesEqualAPlainLoopOverTheComparisons() {
        WordModel model = planted();
        RoutingStudy study = study(model, StudySettings.defaults());
        Map<String, List<double[]>> byTemplate = new LinkedHashMap<>();
        for (CounterfactualPair pair : Expansion.of(probes()).pairs().toList()) {
            if (!pair.attribute().equals("gender")) {
                continue;
            }
            RoutingComparison one = RoutingComparison.of(model, pair, Progress.none(), new Cancellation());
            int[] later = one.alignment().columns().stream()
                    .filter(column -> column.part() == Part.LATER)
                    .mapToInt(column -> column.indexA())
                    .toArray();
            double chosen = 0;
            for (int token : later) {
                chosen +=
                        Arrays.stream(one.routing(0, Variant.A).chosen()[token]).anyMatch(e -> e == 5) ? 1 : 0;
            }
            byTemplate.computeIfAbsent(pair.template(), id -> new ArrayList<>()).add(new double[] {
                chosen / later.length,
                one.divergence(LAYER, Region.LATER).orElseThrow().jensenShannon()
            });
        }
        Comparison gender = comparison(study, "gender");
        ExpertDifference fifth = gender.experts().stream()
                .filter(one -> one.layer() == 0 && one.expert() == 5)
                .findFirst()
                .orElseThrow();
        DivergenceSummary divergence = gender.divergences().stream()
                .filter(one -> one.layer() == LAYER && one.region() == Region.LATER)
                .findFirst()
                .orElseThrow();
        assertThat(fifth.rateA()).isCloseTo(meanOfMeans(byTemplate, 0), within(1e-12));
        assertThat(divergence.jensenShannon()).isCloseTo(meanOfMeans(byTemplate, 1), within(1e-12));
        assertThat(divergence.interval().get(0)).isLessThan(divergence.jensenShannon());
        assertThat(divergence.ratio()).isGreaterThan(1);
    }

    private static double meanOfMeans(Map<String, List<double[]>> byTemplate, int what) {
        return byTemplate.values().stream()
                .mapToDouble(pairs ->
                        pairs.stream().mapToDouble(pair -> pair[what]).average().orElseThrow())
                .average()
                .orElseThrow();
    }

    @Test
    void theLayerWithThePlantedExpertFormsACluster() {
        Comparison gender = comparison(study(planted(), StudySettings.defaults()), "gender");
        assertThat(gender.clusters()).anySatisfy(cluster -> {
            assertThat(cluster.from()).isLessThanOrEqualTo(LAYER);
            assertThat(cluster.to()).isGreaterThan(LAYER);
            assertThat(cluster.positive()).isTrue();
            assertThat(cluster.p()).isLessThan(0.01);
        });
    }

    @Test
    void moreThanTheMostPairsAreDrawnEvenlyAndSaidSo() {
        StudySettings few = new StudySettings(1, 200, 0.95, 30, Region.ANSWER);
        RoutingStudy study = study(planted(), few);
        assertThat(study.pairs()).isEqualTo(30);
        assertThat(study.notes()).anySatisfy(note -> assertThat(note).contains("30 of"));
        assertThat(study(planted(), few)).isEqualTo(study);
    }

    @Test
    void itStopsWhenAsked() {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertThatThrownBy(() ->
                        RoutingStudies.of(planted(), probes(), StudySettings.defaults(), Progress.none(), cancellation))
                .isInstanceOf(CancelledException.class);
    }
}
