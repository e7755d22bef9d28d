package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.model.Capture;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.views.tokens.TokenCells;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class ConceptsViewModelTest {

    static final ConceptSet SET = new ConceptSet(
            "capital letters",
            "",
            "",
            List.of(
                    new Concept("capital", words("This is W"), words("This is w")),
                    new Concept("capital again", words("Here is W"), words("Here is w")),
                    new Concept("nothing", words("We see a"), words("We see b"))));

    @TempDir
    Path folder;

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, 0);
    private final ConceptsViewModel concepts = new ConceptsViewModel(desk.workspace());

    private static List<String> words(String beginning) {
        return IntStream.range(0, 8).mapToObj(i -> beginning + i).toList();
    }

    @Test
    void readsAConceptFileAndKeepsEdits() throws Exception {
        Path file = folder.resolve("set.json");
        ConceptFile.write(SET, file);
        concepts.open(file);
        desk.work();
        assertThat(concepts.draft().names()).containsExactly("capital", "capital again", "nothing");
        concepts.draft().chosenProperty().set(2);
        concepts.draft().positiveProperty().set("one\n\n  two  \nthree");
        concepts.draft().nameProperty().set("numbers");
        concepts.draft().chosenProperty().set(0);
        concepts.draft().chosenProperty().set(2);
        assertThat(concepts.draft().concept().positive()).containsExactly("one", "two", "three");
        assertThat(concepts.draft().names()).containsExactly("capital", "capital again", "numbers");
        concepts.draft().remove();
        assertThat(concepts.draft().setProperty().get().concepts()).hasSize(2);
        assertThat(concepts.draft().nameProperty().get()).isEqualTo("capital again");
    }

    @Test
    void aRemovedConceptAndReplacedConceptsComeBack() throws Exception {
        concepts.draft().show(SET);
        concepts.draft().chosenProperty().set(1);
        concepts.removeConcept();
        assertThat(concepts.draft().names()).containsExactly("capital", "nothing");
        undo();
        assertThat(concepts.draft().setProperty().get()).isEqualTo(SET);
        assertThat(concepts.draft().nameProperty().get()).isEqualTo("capital again");

        Path file = folder.resolve("other.json");
        ConceptFile.write(new ConceptSet("other", "", "", SET.concepts().subList(0, 2)), file);
        concepts.open(file);
        desk.work();
        assertThat(concepts.draft().setProperty().get().name()).isEqualTo("other");
        undo();
        assertThat(concepts.draft().setProperty().get()).isEqualTo(SET);

        concepts.removeConcept();
        concepts.draft().add("new");
        assertThat(desk.workspace().messages().notices()).isEmpty();
    }

    private void undo() {
        desk.workspace()
                .messages()
                .notices()
                .getLast()
                .action()
                .orElseThrow()
                .run()
                .run();
    }

    @Test
    void aBrokenFileIsReportedAndNothingIsLost() throws Exception {
        concepts.draft().show(SET);
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{\"format\": \"something else\"}");
        concepts.open(file);
        desk.work();
        assertThat(Objects.requireNonNull(
                                desk.workspace().messages().problemProperty().get())
                        .text())
                .contains("broken.json");
        assertThat(concepts.draft().setProperty().get()).isEqualTo(SET);
    }

    @Test
    void findsTheDirectionTheModelHolds() {
        open();
        assertThat(concepts.stateProperty().get()).isEqualTo(ConceptState.READY);
        assertThat(concepts.sentence())
                .contains("“capital” can be read from layer")
                .contains("8 with, 8 without");
        LineChart accuracy =
                (LineChart) Objects.requireNonNull(concepts.accuracyProperty().get());
        assertThat(accuracy.places()).containsExactly(0, 1, 2, 3);
        assertThat(accuracy.series().getFirst().values()[3]).isEqualTo(1);
        assertThat(accuracy.caption().footer()).contains(Texts.get("concepts.caution"));
        LineChart similarity =
                (LineChart) Objects.requireNonNull(concepts.similarityProperty().get());
        assertThat(similarity.series().getFirst().name()).isEqualTo("capital again");
        assertThat(similarity.series().getFirst().values()[3]).isGreaterThan(0.8);
        assertThat(Math.abs(similarity.series().get(1).values()[3])).isLessThan(0.8);
    }

    @Test
    void ofEquallyGoodLayersItIsTheOneFarthestAboveChanceAndOfThoseTheLast() {
        open();
        ConceptAnalysis found =
                Objects.requireNonNull(concepts.analysisProperty().get());
        for (Concept concept : SET.concepts()) {
            ConceptDirection best = ConceptFigures.best(found, concept.name(), DirectionMethod.DIFFERENCE_OF_MEANS);
            for (int layer = 0; layer < found.layers(); layer++) {
                ConceptDirection other = found.direction(concept.name(), layer, DirectionMethod.DIFFERENCE_OF_MEANS);
                assertThat(other.accuracy()).isLessThanOrEqualTo(best.accuracy());
                if (other.accuracy() == best.accuracy()) {
                    assertThat(other.nullHigh()).isGreaterThanOrEqualTo(best.nullHigh());
                    assertThat(other.nullHigh() > best.nullHigh() || layer <= best.layer())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void looksAtTheBestLayerUntilTheUserChoosesAnother() {
        open();
        ConceptAnalysis found =
                Objects.requireNonNull(concepts.analysisProperty().get());
        int best = ConceptFigures.best(found, "capital", DirectionMethod.DIFFERENCE_OF_MEANS)
                .layer();
        assertThat(best).isPositive();
        assertThat(concepts.layerProperty().get()).isEqualTo(best);
        assertThat(concepts.layerReason()).contains("better than this one");
        concepts.draft().chosenProperty().set(2);
        assertThat(concepts.layerProperty().get())
                .isEqualTo(ConceptFigures.best(found, "nothing", DirectionMethod.DIFFERENCE_OF_MEANS)
                        .layer());
        concepts.draft().chosenProperty().set(0);
        concepts.layerProperty().set(0);
        assertThat(concepts.layerReason()).contains("better than layer " + best + ":");
        concepts.methodProperty().set(DirectionMethod.LOGISTIC_REGRESSION);
        concepts.run();
        desk.work();
        assertThat(concepts.layerProperty().get()).as("the user's own").isZero();
        desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
        assertThat(concepts.layerReason()).isEmpty();
        concepts.run();
        desk.work();
        assertThat(concepts.layerProperty().get()).as("another model").isPositive();
    }

    @Test
    void chartsAreTheAnalysisNumbers() {
        open();
        ConceptAnalysis expected =
                ConceptAnalysis.run(model, SET, ConceptSettings.defaults(), Progress.none(), new Cancellation());
        for (DirectionMethod method : expected.settings().methods()) {
            concepts.methodProperty().set(method);
            LineChart accuracy = (LineChart)
                    Objects.requireNonNull(concepts.accuracyProperty().get());
            LineChart similarity = (LineChart)
                    Objects.requireNonNull(concepts.similarityProperty().get());
            for (int layer = 0; layer < 4; layer++) {
                assertThat(accuracy.series().getFirst().values()[layer])
                        .isEqualTo(expected.direction("capital", layer, method).accuracy());
            }
            assertThat(similarity.series().getFirst().values())
                    .containsExactly(expected.similarityByLayer("capital", "capital again", method));
        }
    }

    @Test
    void tokensOfPairAndTypedTextFollowWithTheirCosines() {
        open();
        concepts.tokens().activeProperty().set(true);
        concepts.tokens().typedTextProperty().set("A Word here");
        desk.workspace().selection().pairProperty().set(Desk.pair("Then ", "He", "she", " left"));
        desk.work();
        assertThat(concepts.tokens().stripsProperty().get()).hasSize(3);
        assertThat(concepts.tokens()
                        .stripsProperty()
                        .get()
                        .get(0)
                        .cells()
                        .get(2)
                        .edited())
                .isTrue();
        ConceptAnalysis expected =
                ConceptAnalysis.run(model, SET, ConceptSettings.defaults(), Progress.none(), new Cancellation());
        int[] ids = model.tokenizer().encode("A Word here").ids();
        var states = model.trace(List.of(ids), Capture.HIDDEN_STATES, Progress.none(), new Cancellation())
                .getFirst()
                .hiddenStates();
        for (int layer = 0; layer < 4; layer++) {
            concepts.layerProperty().set(layer);
            double[] cosines = expected.direction("capital", layer, DirectionMethod.DIFFERENCE_OF_MEANS)
                    .cosines(states.get(layer));
            for (int token = 0; token < ids.length; token++) {
                assertThat(concepts.tokens()
                                .stripsProperty()
                                .get()
                                .get(2)
                                .cells()
                                .get(token)
                                .value())
                        .isEqualTo(cosines[token]);
            }
        }
    }

    @Test
    void aPairsTextsStandAboveEachOtherWithTheirDifference() {
        open();
        concepts.tokens().activeProperty().set(true);
        assertThat(concepts.tokens().pairProperty().get()).isNull();
        desk.workspace().selection().pairProperty().set(Desk.pair("Then ", "He", "she", " left"));
        desk.work();
        for (int layer = 3; layer >= 0; layer--) {
            concepts.layerProperty().set(layer);
            Heatmap pair = (Heatmap)
                    Objects.requireNonNull(concepts.tokens().pairProperty().get());
            List<TokenCells> strips = concepts.tokens().stripsProperty().get();
            assertThat(pair.rows().labels()).containsExactly("men", "women", Texts.get("concepts.pair.difference"));
            for (int token = 0; token < pair.columns().size(); token++) {
                double first = strips.get(0).cells().get(token).value();
                double second = strips.get(1).cells().get(token).value();
                assertThat(pair.values().get(0, token)).isEqualTo((float) first);
                assertThat(pair.values().get(1, token)).isEqualTo((float) second);
                assertThat(pair.values().get(2, token)).isEqualTo((float) (first - second));
            }
            assertThat(pair.values().get(2, 0)).isZero();
            assertThat(pair.columns().marks()).hasSize(1);
            assertThat(pair.columns()
                            .labels()
                            .get(pair.columns().marks().getFirst().from()))
                    .contains("He")
                    .contains("she");
        }
        desk.workspace().selection().pairProperty().set(null);
        desk.work();
        assertThat(concepts.tokens().pairProperty().get()).isNull();
    }

    @Test
    void nearestWordsAreAFigureToPin() {
        open();
        assertThat(concepts.words().figure()).isNull();
        concepts.words().wantedProperty().set(true);
        desk.work();
        IntervalChart figure =
                (IntervalChart) Objects.requireNonNull(concepts.words().figure());
        List<NearestWords.Row> rows = concepts.words().rowsProperty().get();
        assertThat(figure.rows()).hasSize(2 * rows.size());
        assertThat(figure.rows().getFirst().label()).isEqualTo(rows.getFirst().raised());
        assertThat(figure.rows().getFirst().points().getFirst().value())
                .isEqualTo(rows.getFirst().rise());
        assertThat(figure.rows().getLast().label()).isEqualTo(rows.getFirst().lowered());
        assertThat(figure.caption().footer()).contains(Texts.get("concepts.caution"));
    }

    @Test
    void tooFewTextsAreRefusedInOneSentence() {
        desk.workspace().modelProperty().set(model);
        concepts.run();
        desk.work();
        assertThat(concepts.stateProperty().get()).isEqualTo(ConceptState.IDLE);
        assertThat(Objects.requireNonNull(
                                desk.workspace().messages().problemProperty().get())
                        .text())
                .contains("at least 4");
    }

    @Test
    void cancellingAndClosingTheModelLeaveNothingBehind() {
        desk.workspace().modelProperty().set(model);
        concepts.draft().show(SET);
        concepts.run();
        concepts.cancel();
        desk.work();
        assertThat(concepts.stateProperty().get()).isEqualTo(ConceptState.IDLE);
        open();
        desk.workspace().modelProperty().set(null);
        assertThat(concepts.stateProperty().get()).isEqualTo(ConceptState.NO_MODEL);
        assertThat(concepts.accuracyProperty().get()).isNull();
    }

    private void open() {
        desk.workspace().modelProperty().set(model);
        concepts.draft().show(SET);
        concepts.run();
        desk.work();
    }
}
