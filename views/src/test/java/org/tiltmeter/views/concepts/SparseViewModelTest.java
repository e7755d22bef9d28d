package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.sparse.SparseActivation;
import org.tiltmeter.concept.sparse.SparseAutoencoder;
import org.tiltmeter.concept.sparse.SparseFeature;
import org.tiltmeter.concept.sparse.SparseFile;
import org.tiltmeter.concept.sparse.SparseTraining;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

class SparseViewModelTest {

    private static final int SIZE = 12;

    @TempDir
    Path folder;

    private final Desk desk = new Desk();
    private final ConceptsViewModel concepts = new ConceptsViewModel(desk.workspace());
    private final SparseState state = new SparseState(desk.workspace());
    private final SparseViewModel sparse = new SparseViewModel(desk.workspace(), concepts, state);

    @BeforeEach
    void findDirections() {
        desk.workspace().modelProperty().set(new MadeUpModel(4, 0));
        concepts.draft().show(ConceptsViewModelTest.SET);
        concepts.run();
        desk.work();
        concepts.layerProperty().set(3);
    }

    /// One feature for the positive part of each number of a hidden state.
    private static SparseAutoencoder parts(int size, int layer) {
        float[] identity = new float[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        return new SparseAutoencoder(
                "parts",
                layer,
                SparseActivation.RELU,
                0,
                false,
                identity,
                new float[size],
                identity.clone(),
                new float[size],
                new float[0]);
    }

    private void open(SparseAutoencoder autoencoder) throws Exception {
        Path place = folder.resolve("parts");
        SparseFile.write(autoencoder, "made-up", place);
        sparse.open(place);
        desk.work();
    }

    private String problem() {
        return Objects.requireNonNull(
                        desk.workspace().messages().problemProperty().get())
                .text();
    }

    @Test
    void aPublishedOneIsOpenedTriedAndItsFeaturesCompared() throws Exception {
        open(parts(SIZE, 3));
        assertThat(sparse.qualityProperty().get()).contains("“parts” reads layer 3: 12 features");
        assertThat(sparse.rowsProperty().get()).isEmpty();
        sparse.compare();
        desk.work();
        SparseFeature first = sparse.rowsProperty().get().getFirst();
        assertThat(first.index()).isZero();
        assertThat(first.correlation()).isGreaterThan(0.8);
        assertThat(first.p()).isLessThan(0.01);
        assertThat(first.positiveMean()).isGreaterThan(first.negativeMean());
        assertThat(first.tokens()).isNotEmpty().allMatch(token -> Character.isUpperCase(token.charAt(0)));
        assertThat(first.raised()).isNotEmpty();
        assertThat(sparse.findingProperty().get()).contains("“capital”", "layer 3");
        IntervalChart chart =
                (IntervalChart) Objects.requireNonNull(sparse.chartProperty().get());
        assertThat(chart.rows().getFirst().points().getFirst().value()).isEqualTo(first.correlation());
        assertThat(first.interval().low()).isLessThanOrEqualTo(first.correlation());
        assertThat(first.interval().high()).isGreaterThanOrEqualTo(first.correlation());
        assertThat(chart.noiseFloor().orElseThrow().high()).isPositive();
        assertThat(chart.caption().finding()).isEqualTo(sparse.findingProperty().get());
        assertThat(sparse.table().orElseThrow().rows())
                .hasSameSizeAs(sparse.rowsProperty().get());
        concepts.draft().chosenProperty().set(2);
        sparse.compare();
        desk.work();
        assertThat(sparse.rowsProperty().get()).allMatch(row -> row.p() >= 0.05);
        assertThat(sparse.findingProperty().get()).contains("No feature stands for this concept");
    }

    @Test
    void oneIsTrainedJudgedOnOtherTextsSavedAndOpenedAgain() {
        sparse.use(new SparseTraining(1, 64, 12, 300, 32, 0.01));
        sparse.train();
        desk.work();
        SparseAutoencoder trained =
                Objects.requireNonNull(state.autoencoderProperty().get());
        assertThat(trained.layer()).isEqualTo(3);
        assertThat(trained.features()).isEqualTo(64);
        String quality = sparse.qualityProperty().get();
        assertThat(quality).contains("held-out");
        sparse.save(folder);
        desk.work();
        Path saved = folder.resolve("made-up-layer-3-64");
        assertThat(saved.resolve("cfg.json")).exists();
        sparse.putAway();
        assertThat(sparse.qualityProperty().get()).isEmpty();
        sparse.open(saved);
        desk.work();
        assertThat(Objects.requireNonNull(state.autoencoderProperty().get()).encoder())
                .containsExactly(trained.encoder());
        assertThat(sparse.qualityProperty().get()).contains("64 features").doesNotContain("held-out");
    }

    @Test
    void rankingReadsTheFeaturesInTheirOwnLayer() throws Exception {
        open(parts(SIZE, 2));
        AsymmetryViewModel leanings = new AsymmetryViewModel(desk.workspace(), concepts, state);
        leanings.use(20);
        leanings.sourceProperty().set(TargetSource.CONCEPTS);
        leanings.firstProperty().set("capital");
        leanings.secondProperty().set("nothing");
        leanings.throughFeaturesProperty().set(true);
        leanings.compare();
        desk.work();
        Figure chart = Objects.requireNonNull(leanings.chartProperty().get());
        assertThat(chart.caption().footer().toString()).contains(Texts.get("concepts.lean.biasLens"));
        assertThat(leanings.rowsProperty().get()).allMatch(row -> row.layer() == 2);
        assertThat(leanings.table().orElseThrow().rows()).isNotEmpty();
    }

    @Test
    void whatDoesNotFitTheModelIsRefusedInOneSentence() throws Exception {
        open(parts(5, 2));
        assertThat(problem()).contains("parts", "5 numbers", "12");
        open(parts(SIZE, 4));
        assertThat(problem()).contains("hidden state 4", "0 to 3");
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("cfg.json"), "{\"d_in\": 12");
        sparse.open(broken);
        desk.work();
        assertThat(problem()).contains("cfg.json");
        sparse.open(folder.resolve("missing"));
        desk.work();
        assertThat(problem()).contains("missing");
        assertThat(state.autoencoderProperty().get()).isNull();
    }

    @Test
    void cancellingAndAnotherModelLeaveNothingBehind() throws Exception {
        sparse.train();
        sparse.job().cancel();
        desk.work();
        assertThat(state.autoencoderProperty().get()).isNull();
        assertThat(sparse.job().busyProperty().get()).isFalse();
        open(parts(SIZE, 3));
        sparse.compare();
        desk.work();
        desk.workspace().modelProperty().set(new MadeUpModel(2, 0));
        assertThat(state.autoencoderProperty().get()).isNull();
        assertThat(state.encoder()).isEmpty();
        assertThat(sparse.rowsProperty().get()).isEqualTo(List.of());
        assertThat(sparse.table()).isEmpty();
    }
}
