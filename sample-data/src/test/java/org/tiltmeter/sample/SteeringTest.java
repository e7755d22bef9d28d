package org.tiltmeter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.causal.Erasure;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.concept.causal.Steering;
import org.tiltmeter.concept.causal.SteeringDose;
import org.tiltmeter.concept.causal.SteeringSettings;
import org.tiltmeter.concept.causal.SteeringStudy;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

/// Steering the committed model along its gender direction, on few pairs and texts so that it is quick.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteeringTest {

    private static final String GENDER = "women and men";
    private static final int LAYER = 1;

    private final ProbeSet probes = ProbeFile.parse(SampleProbes.occupations(), "the sample probes");
    private final SteeringSettings settings = SteeringSettings.defaults().withMostPairs(40);
    private LanguageModel model;
    private ConceptAnalysis analysis;
    private List<String> neutral;

    @BeforeAll
    void open(@TempDir Path cache) throws IOException {
        model = LanguageModels.open(
                SampleModels.unpack(cache), OpenSettings.EXACT, Progress.none(), new Cancellation());
        ConceptSet all = ConceptFile.parse(SampleConcepts.occupations(), "the sample concepts");
        List<Concept> gender = all.concepts().stream()
                .filter(concept -> concept.name().equals(GENDER))
                .toList();
        analysis = ConceptAnalysis.run(
                model,
                new ConceptSet(all.name(), "", "", gender),
                ConceptSettings.defaults(),
                Progress.none(),
                new Cancellation());
        neutral = all.concepts().getLast().positive().subList(0, 4);
    }

    @AfterAll
    void close() {
        model.close();
    }

    private SteeringStudy steer(int layer, Progress progress, Cancellation cancellation) {
        return Steering.run(
                model,
                analysis.direction(GENDER, layer, DirectionMethod.DIFFERENCE_OF_MEANS),
                probes,
                Questions.first(probes),
                neutral,
                settings,
                progress,
                cancellation);
    }

    @Test
    void genderMovesThePlantedMeasureMonotonicallyAndRandomDirectionsDoNot() {
        List<Long> steps = new ArrayList<>();
        SteeringStudy study = steer(LAYER, step -> steps.add(step.done()), new Cancellation());
        assertThat(study.questions().groupA()).isEqualTo("women");
        assertThat(study.questions().pairs()).isEqualTo(40);
        assertThat(study.separation())
                .isEqualTo(analysis.direction(GENDER, LAYER, DirectionMethod.DIFFERENCE_OF_MEANS)
                        .separation());
        assertThat(study.curve().doses()).hasSize(9);
        assertThat(study.curve().isMonotone()).as(study.curve().toString()).isTrue();
        assertThat(study.steps()).hasSize(8).allMatch(step -> step.low() > 0);
        assertThat(study.isMonotoneBeyondChance()).isTrue();
        assertThat(study.curve().trend()).isEqualTo(1);
        assertThat(study.slopeInterval().low()).isPositive();
        assertThat(study.random()).hasSize(20);
        assertThat(study.randomAsSteep()).isZero();
        assertThat(study.random())
                .allMatch(one -> Math.abs(one.slope()) < 0.6 * study.curve().slope());
        assertThat(study.randomP()).isEqualTo(1 / 21.0);
        assertThat(study.isSteering()).isTrue();
        assertThat(study.curve().doses().get(4).divergence()).isZero();
        assertThat(study.curve().doses())
                .filteredOn(dose -> dose.dose() != 0)
                .extracting(SteeringDose::divergence)
                .allMatch(divergence -> divergence > 0);
        assertThat(steps).isSorted().last().isEqualTo(1L + 8 * 21);
    }

    @Test
    void projectingGenderOutShrinksItsDifferencesFurtherThanRandomDirections() {
        ProbeSet one = probes.withTemplates(probes.templates().stream()
                        .filter(each -> !each.text().contains("{day"))
                        .toList())
                .withAttributes(probes.attributes().subList(0, 1));
        Erasure erasure = Erasure.run(
                model,
                analysis.direction(GENDER, LAYER, DirectionMethod.DIFFERENCE_OF_MEANS),
                one,
                neutral,
                settings,
                Progress.none(),
                new Cancellation());
        assertThat(erasure.rows()).hasSize(1);
        Erasure.Row row = erasure.rows().getFirst();
        assertThat(row.change())
                .isCloseTo(row.sizeAfter() - row.sizeBefore(), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(row.randomLow()).isLessThanOrEqualTo(row.randomHigh());
        assertThat(row.isBeyondRandom()).isTrue();
        assertThat(erasure.perplexityAfter()).isPositive();
    }

    @Test
    void aLayerBehindTheFinalNormIsRefused() {
        assertThatThrownBy(() -> steer(4, Progress.none(), new Cancellation()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("behind the final norm");
    }

    @Test
    void cancellingStopsBetweenRuns() {
        Cancellation cancellation = new Cancellation();
        assertThatThrownBy(() -> steer(
                        LAYER,
                        step -> {
                            if (step.done() == 2) {
                                cancellation.request();
                            }
                        },
                        cancellation))
                .isInstanceOf(CancelledException.class);
    }
}
