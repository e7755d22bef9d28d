package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.routing.RouterMediation.Patched;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordTokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Patching against slow and obvious code: both texts go through a tiny model side by side, layer by layer, and
/// what the second takes from the first is written out.
class RouterMediationTest {

    private static final InterventionSettings ALL =
            new InterventionSettings(42, 200, 0.95, List.of(), 100, 100, 0, 10_000, 0.1);

    /// The four ways to patch.
    private enum Way {
        NOTHING,
        ROUTING,
        OUTPUTS,
        BOTH,
        BRANCH
    }

    /// The second text's log-probability from a token on, with what is taken from the first.
    private static double slowly(int[] a, int[] b, int from, Set<Integer> patched, Way way) {
        double[][] first = TinyMixture.embedded(a);
        double[][] second = TinyMixture.embedded(b);
        for (int layer = 0; layer < TinyMixture.LAYERS; layer++) {
            TinyMixture.mix(first);
            TinyMixture.mix(second);
            for (int token = 0; token < a.length; token++) {
                double[] logitsA = TinyMixture.routerLogits(layer, first[token]);
                double[] logitsB = TinyMixture.routerLogits(layer, second[token]);
                double[] addedA = TinyMixture.added(
                        layer,
                        TinyMixture.chosen(logitsA),
                        TinyMixture.weights(logitsA, TinyMixture.chosen(logitsA)),
                        first[token].clone());
                boolean here = patched.contains(layer);
                double[] logits = here && (way == Way.ROUTING || way == Way.BOTH) ? logitsA : logitsB;
                double[] x = here && (way == Way.OUTPUTS || way == Way.BOTH) ? first[token] : second[token];
                double[] addedB = here && way == Way.BRANCH
                        ? addedA
                        : TinyMixture.added(
                                layer,
                                TinyMixture.chosen(logits),
                                TinyMixture.weights(logits, TinyMixture.chosen(logits)),
                                x.clone());
                for (int i = 0; i < second[token].length; i++) {
                    first[token][i] += addedA[i];
                    second[token][i] += addedB[i];
                }
            }
        }
        double sum = 0;
        for (int token = from; token < b.length; token++) {
            sum += TinyMixture.logProbability(second[token - 1], b[token]);
        }
        return sum;
    }

    private static final Template CONTINUED = new Template(
            "thinks",
            "The {occupation} thinks that {gender.subject} is",
            QuestionKind.CONTINUATION,
            Answering.of(new Target("good", List.of("clever")), new Target("bad", List.of("slow"))));

    private static ProbeSet probes() {
        List<Template> templates = new ArrayList<>();
        for (String verb : List.of("said", "hoped", "knew")) {
            templates.add(new Template(
                    verb,
                    "The {occupation} " + verb + " that {gender.subject} was late again",
                    QuestionKind.LIKELIHOOD));
        }
        templates.add(CONTINUED);
        return new ProbeSet(
                "Gender",
                "",
                "",
                List.of(Probes.gender()),
                Map.of("occupation", List.of("nurse", "pilot", "clerk")),
                templates);
    }

    /// The answer of a pair in one way: for likelihood the words after the pronoun, which is the fifth token after
    /// the start; for the other question one answer, the seventh, against the other.
    private static double answer(WordTokenizer words, CounterfactualPair pair, Set<Integer> patched, Way way) {
        return pair.template().equals("thinks")
                ? answer(words, pair, " clever", 7, patched, way) - answer(words, pair, " slow", 7, patched, way)
                : answer(words, pair, "", 6, patched, way);
    }

    private static double answer(
            WordTokenizer words, CounterfactualPair pair, String answer, int from, Set<Integer> patched, Way way) {
        return slowly(
                words.encode(pair.textA() + answer).ids(),
                words.encode(pair.textB() + answer).ids(),
                from,
                patched,
                way);
    }

    private static Map<Way, Double> reference(WordTokenizer words, Set<Integer> patched) {
        Map<Way, Map<String, List<Double>>> effects = new LinkedHashMap<>();
        for (CounterfactualPair pair : Expansion.of(probes()).pairs().toList()) {
            double b = answer(words, pair, Set.of(), Way.NOTHING);
            double a = answer(words, turned(pair), Set.of(), Way.NOTHING);
            if (Math.abs(a - b) < 0.1) {
                continue;
            }
            for (Way way : Way.values()) {
                effects.computeIfAbsent(way, any -> new LinkedHashMap<>())
                        .computeIfAbsent(pair.template(), any -> new ArrayList<>())
                        .add((answer(words, pair, patched, way) - b) / (a - b));
            }
        }
        Map<Way, Double> means = new LinkedHashMap<>();
        effects.forEach((way, templates) -> {
            double sum = 0;
            for (List<Double> pairs : templates.values()) {
                sum += pairs.stream().mapToDouble(Double::doubleValue).sum() / pairs.size();
            }
            means.put(way, sum / templates.size());
        });
        return means;
    }

    /// The same pair with its texts exchanged.
    private static CounterfactualPair turned(CounterfactualPair pair) {
        return new CounterfactualPair(
                pair.index(),
                pair.template(),
                pair.attribute(),
                pair.control(),
                pair.groupB(),
                pair.groupA(),
                pair.termB(),
                pair.termA(),
                Map.of(),
                Map.of(),
                pair.textB(),
                pair.textA(),
                pair.changedB(),
                pair.changedA());
    }

    private static void compare(Patched found, Map<Way, Double> wanted) {
        assertThat(found.routing()).isCloseTo(wanted.get(Way.ROUTING), within(1e-4));
        assertThat(found.outputs()).isCloseTo(wanted.get(Way.OUTPUTS), within(1e-4));
        assertThat(found.both()).isCloseTo(wanted.get(Way.BOTH), within(1e-4));
        assertThat(found.branch()).isCloseTo(wanted.get(Way.BRANCH), within(1e-4));
        if (Math.abs(found.branch()) >= 0.1) {
            assertThat(found.share()).isCloseTo(found.routing() / found.branch(), within(1e-9));
        } else {
            assertThat(found.share()).isNull();
        }
    }

    @Test
    void effectsEqualTwoTextsSideBySide() {
        WordTokenizer words = new WordTokenizer();
        Comparison comparison = RouterMediation.of(
                        TinyMixture.unchanged(words), probes(), ALL, Progress.none(), new Cancellation())
                .comparisons()
                .getFirst();
        assertThat(words.size()).isLessThan(TinyMixture.VOCABULARY);
        assertThat(comparison.pairs() + comparison.tooSmall()).isEqualTo(12);
        assertThat(comparison.pairs()).isGreaterThan(6);
        assertThat(comparison.templates()).isGreaterThan(2);
        compare(Objects.requireNonNull(comparison.whole()), reference(words, Set.of(0, 1)));
        for (int layer = 0; layer < TinyMixture.LAYERS; layer++) {
            assertThat(comparison.layers().get(layer).layer()).isEqualTo(layer);
            compare(comparison.layers().get(layer).patched(), reference(words, Set.of(layer)));
        }
        // A layer of experts without shared ones adds what its routing and their inputs make.
        assertThat(comparison.layers().getLast().patched().both())
                .isCloseTo(comparison.layers().getLast().patched().branch(), within(1e-4));
    }

    @Test
    void textsOfOtherLengthAreCountedAndLeftOut() {
        ProbeSet longer = new ProbeSet(
                "Length",
                "",
                "",
                List.of(new Attribute(
                        "group",
                        false,
                        List.of(
                                new Group("short", Map.of("name", List.of("she"))),
                                new Group("long", Map.of("name", List.of("the old woman")))))),
                Map.of(),
                List.of(new Template("t", "They say that {group.name} was late again", QuestionKind.LIKELIHOOD)));
        Comparison comparison = RouterMediation.of(
                        TinyMixture.unchanged(new WordTokenizer()), longer, ALL, Progress.none(), new Cancellation())
                .comparisons()
                .getFirst();
        assertThat(comparison.pairs()).isZero();
        assertThat(comparison.otherLength()).isEqualTo(1);
        assertThat(comparison.whole()).isNull();
    }
}
