package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Trace;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.routing.DenseStudy.Comparison;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class DenseStudyTest {

    private static final StudySettings QUICK = new StudySettings(42, 500, 0.95, 4_000, Region.LATER);

    private static ProbeSet probes() {
        List<Template> templates = new ArrayList<>();
        for (String verb : List.of(
                "said", "thought", "hoped", "knew", "felt", "heard", "wrote", "learned", "saw", "feared", "wished",
                "guessed", "swore", "found")) {
            templates.add(new Template(
                    verb,
                    "On {day.name} the {occupation} " + verb + " that {gender.subject} was late again today",
                    QuestionKind.LIKELIHOOD));
        }
        return new ProbeSet(
                "Gender",
                "",
                "",
                List.of(Probes.gender(), Probes.day()),
                Map.of("occupation", List.of("nurse", "pilot")),
                templates);
    }

    /// After "she" one neuron of one layer is far more active.
    private static WordModel planted() {
        return new WordModel((before, word) -> -1)
                .routedBy((words, layer, neuron) -> layer == 1 && neuron == 6 && words.contains("she") ? 5 : 0);
    }

    private static DenseStudy study(WordModel model, StudySettings settings) {
        return DenseStudy.of(model, probes(), settings, Progress.none(), new Cancellation());
    }

    private static Comparison gender(DenseStudy study) {
        return study.comparisons().stream()
                .filter(one -> one.attribute().equals("gender"))
                .findFirst()
                .orElseThrow();
    }

    private static Trace trace(WordModel model, String text) {
        return model.trace(
                        List.of(model.tokenizer().encode(text).ids()),
                        Capture.NOTHING.withNeurons(Capture.layers(2)).withAttention(Capture.layers(2)),
                        Progress.none(),
                        new Cancellation())
                .getFirst();
    }

    /// Where the texts of a pair first differ: here one word in both, so all that follow are later
    /// tokens at the same places.
    private static int edited(Trace a, Trace b) {
        int at = 0;
        while (a.ids()[at] == b.ids()[at]) {
            at++;
        }
        return at;
    }

    private static double neuron(Trace trace, int layer, int neuron, int edited) {
        double sum = 0;
        int count = 0;
        for (int token = edited + 1; token < trace.tokens(); token++) {
            sum += Math.abs(trace.neurons().get(layer).activations().get(token, neuron));
            count++;
        }
        return sum / count;
    }

    private static double head(Trace trace, int layer, int head, int edited) {
        double sum = 0;
        int count = 0;
        for (int token = edited + 1; token < trace.tokens(); token++) {
            sum += trace.attention().get(layer).get(head, token, edited);
            count++;
        }
        return sum / count;
    }

    /// For one unit after the other: every pair, every token, one loop in another.
    @Test
    void valuesEqualPlainLoopsOverTheTraces() {
        WordModel model = planted();
        Comparison gender = gender(study(model, QUICK));
        assertThat(gender.units()).hasSize(2 * 10 + 2 * 3);
        assertThat(gender.templates()).isEqualTo(14);
        for (UnitDifference unit : gender.units()) {
            Map<String, List<double[]>> byTemplate = new LinkedHashMap<>();
            for (CounterfactualPair pair : Expansion.of(probes()).pairs().toList()) {
                if (!pair.attribute().equals("gender")) {
                    continue;
                }
                Trace a = trace(model, pair.textA());
                Trace b = trace(model, pair.textB());
                int edited = edited(a, b);
                double[] both = unit.kind() == Kind.HEAD
                        ? new double[] {
                            head(a, unit.layer(), unit.first(), edited), head(b, unit.layer(), unit.first(), edited)
                        }
                        : new double[] {
                            neuron(a, unit.layer(), unit.first(), edited), neuron(b, unit.layer(), unit.first(), edited)
                        };
                byTemplate
                        .computeIfAbsent(pair.template(), id -> new ArrayList<>())
                        .add(both);
            }
            double valueA = 0;
            double valueB = 0;
            for (List<double[]> pairs : byTemplate.values()) {
                valueA += pairs.stream().mapToDouble(both -> both[0]).sum() / pairs.size() / byTemplate.size();
                valueB += pairs.stream().mapToDouble(both -> both[1]).sum() / pairs.size() / byTemplate.size();
            }
            assertThat(unit.end()).isEqualTo(unit.first() + 1);
            assertThat(unit.valueA()).isCloseTo(valueA, within(1e-9));
            assertThat(unit.valueB()).isCloseTo(valueB, within(1e-9));
            assertThat(unit.difference()).isCloseTo(valueA - valueB, within(1e-9));
            assertThat(unit.difference())
                    .isBetween(unit.interval().getFirst(), unit.interval().getLast());
        }
    }

    @Test
    void thePlantedNeuronIsFoundAndConfirmedAndNoOther() {
        Comparison gender = gender(study(planted(), StudySettings.defaults()));
        UnitDifference first = gender.units().getFirst();
        assertThat(first.kind()).isEqualTo(Kind.NEURONS);
        assertThat(first.layer()).isEqualTo(1);
        assertThat(first.first()).isEqualTo(6);
        assertThat(first.correctedP()).isLessThan(0.01);
        assertThat(first.interval().getFirst()).isPositive();
        assertThat(gender.confirmed()).containsExactly(first);
    }

    @Test
    void theNeutralSwapIsAComparisonOfItsOwn() {
        DenseStudy study = study(planted(), QUICK);
        assertThat(study.comparisons()).hasSize(2);
        Comparison day = study.comparisons().stream()
                .filter(Comparison::control)
                .findFirst()
                .orElseThrow();
        assertThat(day.attribute()).isEqualTo("day");
        assertThat(day.confirmed())
                .noneMatch(unit -> unit.kind() == Kind.NEURONS && unit.layer() == 1 && unit.first() == 6);
        assertThat(study.notes()).contains(DenseStudy.CAUTION);
    }

    @Test
    void theSameSeedGivesTheSameAndFewerPairsAreSaidSo() {
        DenseStudy one = study(planted(), QUICK.withMostPairs(20));
        assertThat(study(planted(), QUICK.withMostPairs(20))).isEqualTo(one);
        assertThat(one.pairs()).isEqualTo(20);
        assertThat(one.notes()).anyMatch(note -> note.contains("20 of"));
        double[] ps = gender(one).units().stream()
                .map(UnitDifference::correctedP)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        assertThat(Arrays.stream(ps)).allMatch(p -> p > 0 && p <= 1);
    }

    @Test
    void cancellingStops() {
        Cancellation cancelled = new Cancellation();
        cancelled.request();
        assertThatThrownBy(() -> DenseStudy.of(planted(), probes(), QUICK, Progress.none(), cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
