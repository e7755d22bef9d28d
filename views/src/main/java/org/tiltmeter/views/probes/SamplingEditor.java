package org.tiltmeter.views.probes;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Spinner;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tiltmeter.probe.Sampling;
import org.tiltmeter.probe.Scoring;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Texts;

/// What a generation question draws and how it is scored. UI thread.
final class SamplingEditor {

    private static final Sampling NONE = new Sampling(1, 1, List.of());

    private final ProbesViewModel viewModel;
    private final int template;
    private final List<Runnable> followers;
    private final List<String> lists;

    /// @param followers gets what must run whenever the set changes
    /// @param lists names of the set's word lists
    SamplingEditor(ProbesViewModel viewModel, int template, List<Runnable> followers, List<String> lists) {
        this.viewModel = viewModel;
        this.template = template;
        this.followers = followers;
        this.lists = lists;
    }

    Node node() {
        HBox numbers = new HBox(
                EditorParts.heading(Texts.get("question.samples")),
                number(
                        "question-samples",
                        Texts.get("question.samples"),
                        Sampling.MOST_SAMPLES,
                        () -> sampling().samples(),
                        value -> viewModel.questions().setSamples(template, value)),
                EditorParts.heading(Texts.get("question.tokens")),
                number(
                        "question-tokens",
                        Texts.get("question.tokens"),
                        Sampling.MOST_TOKENS,
                        () -> sampling().tokens(),
                        value -> viewModel.questions().setTokens(template, value)));
        numbers.getStyleClass().add("section-head");
        VBox scorings = new VBox(
                EditorParts.heading(Texts.get("question.scorings")),
                EditorParts.hint(Texts.get(lists.isEmpty() ? "question.scoringsNeedList" : "question.scoringsHint")));
        scorings.getStyleClass().add("question-part");
        for (int i = 0; i < sampling().scorings().size(); i++) {
            scorings.getChildren().add(scoring(i));
        }
        if (!lists.isEmpty()) {
            Button add = EditorParts.small(
                    Texts.get("question.addScoring"),
                    () -> viewModel.questions().addScoring(template, lists.getFirst()));
            add.setId("question-add-scoring");
            scorings.getChildren().add(new HBox(add));
        }
        VBox block = new VBox(numbers, EditorParts.hint(Texts.get("question.samplesHint")), scorings);
        block.getStyleClass().add("question-part");
        return block;
    }

    private Spinner<Integer> number(String id, String name, int most, IntSupplier value, IntConsumer edit) {
        Spinner<Integer> spinner = new Spinner<>(1, most, value.getAsInt());
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setAccessibleText(name);
        spinner.getStyleClass().add("number-field");
        boolean[] following = {false};
        spinner.valueProperty().addListener((observed, before, after) -> {
            if (!following[0] && after != null) {
                edit.accept(after);
            }
        });
        followers.add(() -> {
            following[0] = true;
            spinner.getValueFactory().setValue(value.getAsInt());
            following[0] = false;
        });
        return spinner;
    }

    private Node scoring(int index) {
        Choices<Scoring.Kind> kind = new Choices<>(
                Texts.get("question.scoringKind"),
                List.of(Scoring.Kind.values()),
                QuestionWords::name,
                () -> scoringAt(index).kind(),
                next -> viewModel
                        .questions()
                        .setScoring(
                                template,
                                index,
                                new Scoring(next, scoringAt(index).list())));
        Choices<String> list = new Choices<>(
                Texts.get("question.scoringList"),
                lists,
                name -> name,
                () -> scoringAt(index).list(),
                next -> viewModel
                        .questions()
                        .setScoring(
                                template, index, new Scoring(scoringAt(index).kind(), next)));
        followers.add(kind::follow);
        followers.add(list::follow);
        HBox row = new HBox(
                kind.control(),
                list.control(),
                EditorParts.remove(
                        Texts.get("question.removeScoring"),
                        () -> viewModel.questions().removeScoring(template, index)));
        row.getStyleClass().add("section-head");
        return row;
    }

    private Sampling sampling() {
        List<Template> templates = viewModel.probes().templates();
        Sampling sampling = template < templates.size()
                ? templates.get(template).answering().sampling()
                : null;
        return sampling == null ? NONE : sampling;
    }

    private Scoring scoringAt(int index) {
        List<Scoring> scorings = sampling().scorings();
        return index < scorings.size()
                ? scorings.get(index)
                : new Scoring(Scoring.Kind.RATE, lists.isEmpty() ? "" : lists.getFirst());
    }
}
