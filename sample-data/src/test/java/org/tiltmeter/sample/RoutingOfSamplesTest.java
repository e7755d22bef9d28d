package org.tiltmeter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.model.Positions;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.ExpertScan;
import org.tiltmeter.routing.ExpertScan.Carried;
import org.tiltmeter.routing.ExpertScan.Verdict;
import org.tiltmeter.routing.ExpertWeights;
import org.tiltmeter.routing.InterventionBaseline;
import org.tiltmeter.routing.InterventionSettings;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.InterventionStudy.Switched;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RouterMediation;
import org.tiltmeter.routing.RouterMediation.Patched;
import org.tiltmeter.routing.RouterSaturation;
import org.tiltmeter.routing.RoutingChange;
import org.tiltmeter.routing.RoutingChange.Place;
import org.tiltmeter.routing.RoutingStudies;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.routing.StudySettings;
import org.tiltmeter.sample.PlantedTruth.Carrier;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;
import org.tiltmeter.sample.grammar.TextSampler;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What was planted in the sample models is found by looking at their experts and by changing them.
class RoutingOfSamplesTest {

    private static final InterventionSettings SETTINGS =
            new InterventionSettings(42, 500, 0.95, List.of(), 60, 40, 3, 12, 0.1);

    @TempDir
    private Path cache;

    private LanguageModel open(SampleModel model) throws IOException {
        return LanguageModels.open(
                SampleModels.unpack(model, cache), OpenSettings.EXACT, Progress.none(), new Cancellation());
    }

    private static ProbeSet probes(String name) {
        return ProbeFile.parse(SampleProbes.association(name), name);
    }

    private static List<String> neutral() {
        Grammar grammar = GrammarReader.read(SampleGrammars.associations());
        TextSampler sampler = new TextSampler(grammar, 7);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add(sampler.sentence(grammar.kind("Everything else")));
        }
        return texts;
    }

    private static Carrier carrier() {
        return SampleModel.ASSOCIATIONS.truth().associations().stream()
                .map(PlantedTruth.Association::carrier)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static List<Switched> silencing(boolean on) {
        return List.of(new Switched(
                new RoutingChange.Silence(carrier().layer(), carrier().expert()), on));
    }

    private static InterventionBaseline baseline(LanguageModel model, String probes) {
        return InterventionBaseline.of(model, probes(probes), neutral(), SETTINGS, Progress.none(), new Cancellation());
    }

    private static Effect effect(InterventionStudy study) {
        return study.effects().stream()
                .filter(one -> !one.control())
                .findFirst()
                .orElseThrow();
    }

    private static Carried scan(LanguageModel model, InterventionBaseline baseline) {
        return ExpertScan.of(model, baseline, List.of(), Progress.none(), new Cancellation())
                .findings()
                .getFirst();
    }

    private static RoutingStudy.Comparison demographic(LanguageModel model) {
        StudySettings settings = new StudySettings(42, 2_000, 0.95, 200, Region.LATER);
        return RoutingStudies.of(model, probes("insurance"), settings, Progress.none(), new Cancellation())
                .comparisons()
                .stream()
                .filter(one -> !one.control())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCarrierIsFoundAndSilencingItAloneRemovesTheEffect() throws IOException {
        try (LanguageModel model = open(SampleModel.ASSOCIATIONS)) {
            Carrier carrier = carrier();
            ExpertDifference found = demographic(model).experts().getFirst();
            assertThat(found.layer()).isEqualTo(carrier.layer());
            assertThat(found.expert()).isEqualTo(carrier.expert());
            assertThat(found.correctedP()).isLessThan(0.01);
            assertThat(found.confirmed()).isTrue();

            InterventionBaseline baseline = baseline(model, "insurance");
            InterventionStudy silenced =
                    InterventionStudy.of(model, baseline, silencing(true), Progress.none(), new Cancellation());
            assertThat(effect(silenced).removed()).isGreaterThanOrEqualTo(0.7);
            assertThat(effect(silenced).randomRemoved()).hasSize(3);
            assertThat(silenced.neutral().perplexityRise()).isLessThan(0.05);
            assertThat(silenced.draws())
                    .noneMatch(draw -> draw.places().contains(new Place(carrier.layer(), carrier.expert())));

            Carried carried = scan(model, baseline);
            assertThat(carried.verdict()).as(carried.sentence()).isEqualTo(Verdict.ONE_EXPERT);
            assertThat(carried.carrier()).isEqualTo(new Place(carrier.layer(), carrier.expert()));
            assertThat(carried.secondRemoved()).isLessThan(0.5);

            InterventionStudy reset =
                    InterventionStudy.of(model, baseline, silencing(false), Progress.none(), new Cancellation());
            assertThat(reset.effects()).allMatch(one -> one.before().equals(one.after()));
            assertThat(reset.neutral().perplexityAfter())
                    .isEqualTo(reset.neutral().perplexityBefore());
            assertThat(reset.draws()).isEmpty();
        }
    }

    @Test
    void theDiffuseEffectIsSaidToGoThroughNoSingleExpert() throws IOException {
        try (LanguageModel model = open(SampleModel.ASSOCIATIONS)) {
            Carried carried = scan(model, baseline(model, "age"));
            assertThat(carried.verdict()).as(carried.sentence()).isEqualTo(Verdict.NO_SINGLE_EXPERT);
            assertThat(carried.sentence()).startsWith("No single expert carries");
        }
    }

    @Test
    void onTheBalancedTwinNothingIsFound() throws IOException {
        try (LanguageModel model = open(SampleModel.ASSOCIATIONS_BALANCED)) {
            InterventionBaseline baseline = baseline(model, "insurance");
            ExpertScan scan =
                    ExpertScan.of(model, baseline, List.of(new Place(0, 0)), Progress.none(), new Cancellation());
            assertThat(scan.findings()).allMatch(one -> one.verdict() == Verdict.NO_EFFECT);
            InterventionStudy silenced =
                    InterventionStudy.of(model, baseline, silencing(true), Progress.none(), new Cancellation());
            assertThat(silenced.effects()).allMatch(one -> one.removed() == null && one.p() == null);
        }
    }

    @Test
    void theEffectOfTheCarrierGoesThroughItsLayersBranchAndRouters() throws IOException {
        try (LanguageModel model = open(SampleModel.ASSOCIATIONS)) {
            RouterMediation mediation =
                    RouterMediation.of(model, probes("insurance"), SETTINGS, Progress.none(), new Cancellation());
            RouterMediation.Comparison comparison = mediation.comparisons().stream()
                    .filter(one -> !one.control())
                    .findFirst()
                    .orElseThrow();
            assertThat(comparison.pairs()).isPositive();
            Patched layer = comparison.layers().stream()
                    .filter(one -> one.layer() == carrier().layer())
                    .findFirst()
                    .orElseThrow()
                    .patched();
            // Routing and what experts work on make all that a layer of experts without shared ones adds.
            assertThat(layer.both()).isCloseTo(layer.branch(), within(1e-3));
            assertThat(layer.share()).isNotNull();
        }
    }

    @Test
    void aModelSharesAllItsRoutingWithItselfAndLessWhenOneExpertIsSilent() throws IOException {
        try (LanguageModel model = open(SampleModel.ASSOCIATIONS)) {
            List<String> texts = neutral();
            RouterSaturation own = RouterSaturation.of(model, model, texts, Progress.none(), new Cancellation());
            assertThat(own.layers()).allMatch(layer -> layer.saturation() == 1 && layer.same() == 1);
            assertThat(own.chance()).isBetween(0.0, 1.0);
            LanguageModel changed = model.with(Interventions.of(
                    new Intervention.SilenceExpert(1, 4, Intervention.Silence.NEXT_TAKES_OVER, Positions.all())));
            RouterSaturation other = RouterSaturation.of(model, changed, texts, Progress.none(), new Cancellation());
            assertThat(other.layers().get(0).saturation()).isEqualTo(1);
            assertThat(other.layers().get(1).saturation()).isBetween(0.5, 0.9999);
        }
    }

    @Test
    void weightsAreReadWhereTheyLie() throws IOException {
        try (LanguageModel model = open(SampleModel.ASSOCIATIONS)) {
            ExpertWeights weights = ExpertWeights.of(model.summary(), 1, 5, new Cancellation());
            assertThat(weights.matrices())
                    .extracting(ExpertWeights.MatrixSize::name)
                    .containsExactlyInAnyOrder("gate", "up", "down");
            assertThat(weights.matrices()).allSatisfy(matrix -> {
                double squares = (double) matrix.rows()
                        * matrix.columns()
                        * (matrix.deviation() * matrix.deviation() + matrix.mean() * matrix.mean());
                assertThat(matrix.norm()).isCloseTo(Math.sqrt(squares), within(1e-6));
                assertThat(matrix.largest()).isBetween(matrix.deviation(), matrix.norm());
            });
        }
    }

    @Test
    void theDenseTwinHasNeuronsAndHeadsThatAreAssociated() throws IOException {
        try (LanguageModel model = open(SampleModel.ASSOCIATIONS_DENSE)) {
            StudySettings settings = new StudySettings(42, 1_000, 0.95, 120, Region.LATER);
            DenseStudy study = DenseStudy.of(model, probes("insurance"), settings, Progress.none(), new Cancellation());
            DenseStudy.Comparison comparison = study.comparisons().stream()
                    .filter(one -> !one.control())
                    .findFirst()
                    .orElseThrow();
            assertThat(comparison.units())
                    .extracting(DenseStudy.UnitDifference::kind)
                    .contains(DenseStudy.Kind.NEURONS, DenseStudy.Kind.HEAD);
            assertThat(comparison.units()).anyMatch(unit -> unit.correctedP() != null && unit.correctedP() < 0.05);
            assertThat(study.notes()).contains(DenseStudy.CAUTION);
        }
    }
}
