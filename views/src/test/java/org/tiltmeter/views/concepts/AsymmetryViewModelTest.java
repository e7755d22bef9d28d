package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

class AsymmetryViewModelTest {

    private static final String WORDS = "Anna\nBob\ncup\ndoor\nEve\nflag";

    private final Desk desk = new Desk();
    private final ConceptsViewModel concepts = new ConceptsViewModel(desk.workspace());
    private final AsymmetryViewModel leanings =
            new AsymmetryViewModel(desk.workspace(), concepts, new SparseState(desk.workspace()));

    private void find() {
        desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
        desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
        concepts.run();
        desk.work();
        concepts.layerProperty().set(3);
        leanings.use(40);
        leanings.sourceProperty().set(TargetSource.OWN);
        leanings.wordsProperty().set(WORDS);
        leanings.sentencesProperty()
                .set("The {word}\nThis {word}\nWe met {word}\nOn Friday {word}\nHere {word}\nWe saw {word}");
    }

    @Test
    void wordsWithCapitalsLeanToTheConceptOfCapitals() {
        find();
        leanings.firstProperty().set("capital");
        leanings.secondProperty().set("nothing");
        leanings.compare();
        assertThat(leanings.job().busyProperty().get()).isTrue();
        desk.work();
        assertThat(leanings.job().busyProperty().get()).isFalse();
        List<Asymmetry> rows = leanings.rowsProperty().get();
        assertThat(rows).hasSize(6).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(rows.subList(0, 3)).extracting(Asymmetry::target).containsExactlyInAnyOrder("Anna", "Bob", "Eve");
        IntervalChart chart =
                (IntervalChart) Objects.requireNonNull(leanings.chartProperty().get());
        assertThat(chart.rows().getFirst().points().getFirst().value())
                .isEqualTo(rows.getFirst().score());
        assertThat(chart.noiseFloor()).hasValueSatisfying(band -> {
            assertThat(band.high())
                    .isEqualTo(rows.stream()
                            .mapToDouble(Asymmetry::randomChance)
                            .max()
                            .orElseThrow());
            assertThat(band.low()).isEqualTo(-band.high());
        });
        assertThat(chart.caption().footer()).contains(Texts.get("concepts.caution"));
        assertThat(String.join(" ", chart.caption().footer())).contains("our reconstruction");
        assertThat(chart.caption().howToRead()).isNotEmpty();
        assertThat(chart.caption().finding()).contains("of 6 comparisons in layer 3");
        assertThat(leanings.note()).isEmpty();
        assertThat(leanings.table().orElseThrow().rows()).hasSizeGreaterThanOrEqualTo(6);
        concepts.layerProperty().set(2);
        assertThat(leanings.note()).isEqualTo(Texts.get("concepts.lean.otherLayer", "3", "2"));
    }

    @Test
    void theSetsOtherConceptsAreTargetsAndNoneIsHeldAgainstItself() {
        find();
        leanings.sourceProperty().set(TargetSource.CONCEPTS);
        leanings.firstProperty().set("capital");
        leanings.secondProperty().set("nothing");
        leanings.compare();
        desk.work();
        assertThat(leanings.rowsProperty().get()).extracting(Asymmetry::target).containsExactly("capital again");
        leanings.everyPairProperty().set(true);
        leanings.compare();
        desk.work();
        List<Asymmetry> rows = leanings.rowsProperty().get();
        assertThat(rows).hasSize(3).noneMatch(row -> row.references().holds(row.target()));
        assertThat(Math.abs(rows.getFirst().score()))
                .isGreaterThanOrEqualTo(Math.abs(rows.get(1).score()));
    }

    @Test
    void aProbeSetsWordsAndSentencesAreSuggested() {
        ProbeSet probes = new ProbeSet(
                "jobs",
                "",
                "",
                SteeringViewModelTest.probes().attributes(),
                Map.of("job", List.of("nurse", "smith")),
                IntStream.range(0, 5)
                        .mapToObj(i -> new Template(
                                "t" + i,
                                "Text " + i + ", the {job} has {letters.word} things",
                                QuestionKind.LIKELIHOOD))
                        .toList());
        desk.workspace().probesProperty().set(probes);
        assertThat(leanings.sources()).first().isEqualTo(new TargetSource("job", 2));
        assertThat(leanings.wordsProperty().get()).isEqualTo("nurse\nsmith");
        assertThat(leanings.sentencesProperty().get().lines())
                .hasSize(5)
                .allMatch(line -> line.endsWith(", the {word}"));
    }

    @Test
    void mistakesAreOneSentenceAndCancellingFreesTheButton() {
        find();
        leanings.firstProperty().set("capital");
        leanings.secondProperty().set("capital");
        leanings.compare();
        assertThat(problem()).contains("two different concepts");
        leanings.secondProperty().set("nothing");
        leanings.sentencesProperty().set("one\ntwo\nthree\nfour");
        leanings.compare();
        desk.work();
        assertThat(problem()).contains("{word}");
        find();
        leanings.compare();
        leanings.job().cancel();
        desk.work();
        assertThat(leanings.job().busyProperty().get()).isFalse();
        assertThat(leanings.chartProperty().get()).isNull();
    }

    private String problem() {
        return Objects.requireNonNull(
                        desk.workspace().messages().problemProperty().get())
                .text();
    }
}
