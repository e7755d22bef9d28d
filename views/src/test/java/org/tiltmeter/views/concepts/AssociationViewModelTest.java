package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.concept.ReadyTests;
import org.tiltmeter.concept.VectorScaling;
import org.tiltmeter.concept.WordSets;
import org.tiltmeter.concept.WordSetsFile;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class AssociationViewModelTest {

    static final WordSets SETS = new WordSets(
            "capital and small, large and tiny",
            new WordSets.Words("capital", List.of("Anna", "Bert", "Cup", "Door", "Anna")),
            new WordSets.Words("small", List.of("egg", "flag", "gate", "hat")),
            new WordSets.Words("large", List.of("Huge", "Big")),
            new WordSets.Words("tiny", List.of("wee", "mini")),
            List.of("This is {word}", "{word}"));

    @TempDir
    Path folder;

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, 0);
    private final AssociationViewModel viewModel = new AssociationViewModel(desk.workspace());

    private void run() {
        desk.workspace().modelProperty().set(model);
        viewModel.use(SETS);
        viewModel.run();
        desk.work();
    }

    @Test
    void oneClickFromTheReadyListsToAResult() {
        assertThat(viewModel.asked().x())
                .isEqualTo(ReadyTests.associations().getFirst().x());
        assertThat(desk.workspace().conceptTestsProperty().get())
                .as("nothing was edited")
                .isEqualTo(ConceptTestDraft.EMPTY);
        desk.workspace().modelProperty().set(model);
        viewModel.run();
        desk.work();
        assertThat(viewModel.rowsProperty().get()).hasSize(4);
        assertThat(viewModel.sentence()).contains("WEAT d =", "; p ", "corrected over 4 layers");
    }

    @Test
    void everyMeasureShowsTheNumbersOfTheRuntime() {
        run();
        List<ModelAssociation> expected = ModelAssociation.of(
                model,
                SETS,
                ConceptSettings.defaults(),
                VectorScaling.STANDARDISED,
                Progress.none(),
                new Cancellation());
        assertThat(viewModel.rowsProperty().get()).isEqualTo(expected);
        for (AssociationMeasure measure : AssociationMeasure.values()) {
            viewModel.measureProperty().set(measure);
            LineChart layers = (LineChart) viewModel.figuresProperty().get().getFirst();
            for (int layer = 0; layer < 4; layer++) {
                assertThat(layers.series().getFirst().values()[layer]).isEqualTo(measure.effect(expected.get(layer)));
            }
            LineChart chance = (LineChart) viewModel.figuresProperty().get().getLast();
            double observed = measure.effect(
                    Objects.requireNonNull(viewModel.shownProperty().get()));
            assertThat(chance.places()).isSorted().contains(observed);
            assertThat(chance.caption().finding()).contains(measure.name() + " d =");
            assertThat(chance.caption().footer()).contains(Texts.get("concepts.caution"));
            assertThat(chance.caption().howToRead()).contains("partitions");
        }
        assertThat(viewModel.leftOut()).contains("Anna (capital: repeated)");
    }

    @Test
    void anotherLayerIsShownOnceItIsChosen() {
        run();
        viewModel.shownProperty().set(viewModel.rowsProperty().get().get(2));
        assertThat(viewModel.figuresProperty().get().getLast().caption().title())
                .contains("layer 2");
        viewModel.layers().chosenProperty().set(1);
        viewModel.run();
        desk.work();
        assertThat(viewModel.rowsProperty().get()).hasSize(1);
        assertThat(viewModel.figuresProperty().get()).hasSize(1);
        assertThat(viewModel.table().orElseThrow().rows()).hasSize(1);
        desk.workspace()
                .originProperty()
                .set(new ModelOrigin(new TreeMap<>(Map.of("model.safetensors", "abc")), RuntimeFacts.unknown()));
        desk.workspace().modelProperty().set(new MadeUpModel(2, 0));
        assertThat(viewModel.figuresProperty().get()).as("of another model").isEmpty();
        desk.workspace().originProperty().set(ModelOrigin.unknown());
        desk.workspace().modelProperty().set(model);
        assertThat(viewModel.figuresProperty().get()).as("of this model again").hasSize(1);
    }

    @Test
    void listsComeFromFilesAndTheSessionAndCanBeTakenBack() throws IOException {
        Path file = folder.resolve("tests.json");
        Files.writeString(file, WordSetsFile.toJson(List.of(SETS)));
        WordSets before = viewModel.asked();
        viewModel.open(file);
        desk.work();
        assertThat(viewModel.asked()).isEqualTo(SETS);
        assertThat(viewModel.tests().getFirst()).isEqualTo(SETS);
        assertThat(desk.workspace().conceptTestsProperty().get().words()).isEqualTo(SETS);
        desk.workspace()
                .messages()
                .notices()
                .getLast()
                .action()
                .orElseThrow()
                .run()
                .run();
        assertThat(viewModel.asked()).isEqualTo(before);
        desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
        WordSource source = viewModel.sources().getFirst();
        viewModel.fill(viewModel.lists().getFirst(), source);
        assertThat(viewModel.asked().x().words()).isEqualTo(source.words());
        assertThat(viewModel.asked().contexts()).containsExactly("{word}");
        AssociationViewModel again = new AssociationViewModel(desk.workspace());
        assertThat(again.asked()).as("the session's lists").isEqualTo(viewModel.asked());
    }

    @Test
    void tooFewWordsAreReportedInOneSentence() {
        desk.workspace().modelProperty().set(model);
        viewModel.use(new WordSets(
                "t", SETS.x(), SETS.y(), SETS.a(), new WordSets.Words("b", List.of("one")), List.of("{word}")));
        viewModel.run();
        desk.work();
        assertThat(Objects.requireNonNull(
                                desk.workspace().messages().problemProperty().get())
                        .text())
                .contains("\"b\" has 1 words that can be compared");
        assertThat(viewModel.rowsProperty().get()).isEmpty();
    }
}
