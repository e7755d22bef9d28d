package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.views.testing.Desk;

class ConceptBuilderViewModelTest {

    @TempDir
    Path folder;

    private final Desk desk = new Desk();
    private final ConceptDraft draft = new ConceptDraft();
    private final ConceptBuilderViewModel builder =
            new ConceptBuilderViewModel(desk.workspace(), draft, List.of(ConceptsViewModelTest.SET));

    private String problem() {
        return Objects.requireNonNull(
                        desk.workspace().messages().problemProperty().get())
                .text();
    }

    @Test
    void aReadySetTakesThePlaceOfAnEmptyOneAndIsAddedToAnother() {
        builder.addReady();
        assertThat(draft.names()).containsExactly("capital", "capital again", "nothing");
        builder.addReady();
        assertThat(draft.names())
                .containsExactly("capital", "capital again", "nothing", "capital 2", "capital again 2", "nothing 2");
        assertThat(draft.chosenProperty().get()).isEqualTo(3);
        draft.undo();
        assertThat(draft.names()).hasSize(3);
        draft.redo();
        assertThat(draft.names()).hasSize(6);
        builder.replaceByReady();
        assertThat(draft.names()).hasSize(3);
    }

    @Test
    void wordsInTemplatesBecomeTextsOfEitherSide() throws Exception {
        Path list = Files.writeString(folder.resolve("jobs.csv"), "word,count\nnurse,1\njudge,2\n");
        builder.readWords(list);
        desk.work();
        builder.templatesProperty().set("The {word} spoke.\nWe met the {word}");
        assertThat(builder.previewProperty().get()).isEqualTo("4 texts, such as “The nurse spoke.”");
        builder.addTexts(true);
        builder.wordsProperty().set("lamp");
        builder.addTexts(false);
        builder.addTexts(false);
        assertThat(draft.concept())
                .isEqualTo(new Concept(
                        "concept",
                        List.of("The nurse spoke.", "The judge spoke.", "We met the nurse", "We met the judge"),
                        List.of("The lamp spoke.", "We met the lamp")));
        builder.templatesProperty().set("no place");
        assertThat(builder.previewProperty().get()).contains("{word}");
        builder.addTexts(true);
        assertThat(problem()).contains("no place");
        assertThat(draft.concept().positive()).hasSize(4);
    }

    @Test
    void listsAndGroupsOfTheProbeSetAreSources() {
        desk.workspace().probesProperty().set(SteeringViewModelTest.probes());
        assertThat(builder.sources()).extracting(WordSource::title).contains("letters: capital, word (1 words)");
        builder.openProperty().set(true);
        desk.work();
        assertThat(builder.comparison().all()).hasSizeGreaterThanOrEqualTo(2);
        builder.comparison().chosenProperty().set(builder.comparison().all().get(1));
        builder.addGroups();
        desk.work();
        assertThat(draft.concept().name()).isEqualTo("small");
        assertThat(draft.concept().positive())
                .contains("We saw 0 big ones")
                .hasSameSizeAs(draft.concept().negative());
        assertThat(draft.concept().negative()).contains("We saw 0 Big ones");
    }

    @Test
    void suggestionsAreShownAndCanBeDeclinedOrTaken() {
        builder.suggest();
        desk.work();
        assertThat(builder.suggestedProperty().get()).contains("No other concept");
        builder.replaceByReady();
        draft.add("mine");
        draft.positiveProperty().set("This is X9\nHere is Y9");
        builder.suggest();
        desk.work();
        assertThat(builder.suggestionsProperty().get()).hasSize(2);
        builder.decline();
        assertThat(builder.suggestionsProperty().get()).isEmpty();
        assertThat(draft.concept().negative()).isEmpty();
        builder.suggest();
        desk.work();
        builder.accept(builder.suggestionsProperty().get().subList(0, 1));
        assertThat(draft.concept().negative()).containsExactly("This is W0");
        assertThat(draft.negativeProperty().get()).isEqualTo("This is W0");
        draft.undo();
        assertThat(draft.concept().negative()).isEmpty();
    }

    @Test
    void repeatedTextsArePointedOutAndTypingIsTakenBackAsOne() {
        assertThat(builder.checkProperty().get()).isEmpty();
        draft.positiveProperty().set("one");
        draft.positiveProperty().set("one\none\ntwo");
        draft.negativeProperty().set("two");
        assertThat(builder.checkProperty().get()).contains("1 on both sides", "“two”", "1 repeated", "“one”");
        draft.undo();
        draft.undo();
        assertThat(draft.canUndoProperty().get()).isFalse();
        assertThat(draft.positiveProperty().get()).isEmpty();
        assertThat(builder.checkProperty().get()).isEmpty();
    }

    @Test
    void aBrokenListIsRefusedInOneSentence() throws Exception {
        builder.wordsProperty().set("kept");
        builder.readWords(Files.writeString(folder.resolve("bad.json"), "{"));
        desk.work();
        assertThat(problem()).contains("bad.json");
        assertThat(builder.wordsProperty().get()).isEqualTo("kept");
    }
}
