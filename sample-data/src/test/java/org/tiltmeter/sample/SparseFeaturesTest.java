package org.tiltmeter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.Asymmetries;
import org.tiltmeter.concept.AsymmetryRequest;
import org.tiltmeter.concept.AsymmetryStudy;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.ReferencePair;
import org.tiltmeter.concept.sparse.SparseAutoencoder;
import org.tiltmeter.concept.sparse.SparseTrainer;
import org.tiltmeter.concept.sparse.SparseTraining;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A small sparse autoencoder of the committed model, and asymmetries seen through its features.
class SparseFeaturesTest {

    private static final int LAYER = 2;

    @Test
    void asymmetriesAreSeenThroughTheFeaturesOfATrainedAutoencoder(@TempDir Path cache) throws IOException {
        try (LanguageModel model = LanguageModels.open(
                SampleModels.unpack(cache), OpenSettings.EXACT, Progress.none(), new Cancellation())) {
            ConceptSet set = ConceptFile.parse(SampleConcepts.occupations(), "the sample concepts");
            float[][] states = states(model, set);
            SparseAutoencoder autoencoder = SparseTrainer.train(
                    "trained",
                    LAYER,
                    states,
                    new SparseTraining(7, 256, 16, 400, 32, 0.003),
                    Progress.none(),
                    new Cancellation());
            assertThat(autoencoder.quality(states).unexplained()).isLessThan(0.5);
            ConceptAnalysis analysis =
                    ConceptAnalysis.run(model, set, ConceptSettings.defaults(), Progress.none(), new Cancellation());
            AsymmetryStudy study = Asymmetries.of(
                    model,
                    analysis,
                    AsymmetryRequest.of(
                                    List.of("jobs mostly of women", "jobs mostly of men"),
                                    List.of(new ReferencePair("women", "men")))
                            .withDraws(20, 20),
                    autoencoder,
                    Progress.none(),
                    new Cancellation());
            assertThat(study.label()).startsWith("BiasLens");
            assertThat(study.layers()).hasSize(2).allMatch(one -> one.layer() == LAYER);
            assertThat(score(study, "jobs mostly of women")).isGreaterThan(score(study, "jobs mostly of men"));
        }
    }

    private static double score(AsymmetryStudy study, String target) {
        return study.ranked().stream()
                .filter(one -> one.target().equals(target))
                .findFirst()
                .orElseThrow()
                .score();
    }

    private static float[][] states(LanguageModel model, ConceptSet set) {
        List<float[]> rows = new ArrayList<>();
        List<int[]> texts = set.concepts().stream()
                .flatMap(concept -> concept.positive().stream())
                .map(text -> model.tokenizer().encode(text).ids())
                .toList();
        model.trace(texts, Capture.HIDDEN_STATES, Progress.none(), new Cancellation())
                .forEach(trace -> {
                    Matrix matrix = trace.hiddenStates().get(LAYER);
                    for (int token = 1; token < matrix.rows(); token++) {
                        rows.add(matrix.row(token));
                    }
                });
        return rows.toArray(new float[0][]);
    }
}
