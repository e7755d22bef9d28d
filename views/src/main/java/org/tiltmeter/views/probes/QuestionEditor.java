package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Sampling;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.views.Texts;

/// What the selected template asks. Rebuilt only when parts come or go, so that typing keeps its place. UI thread.
final class QuestionEditor {

    private final Pane pane;
    private final ProbesViewModel viewModel;
    private final List<Runnable> followers = new ArrayList<>();
    private int selected;
    private Object shape = "";

    QuestionEditor(Pane pane, ProbesViewModel viewModel) {
        this.pane = pane;
        this.viewModel = viewModel;
    }

    /// Shows what another template asks.
    ///
    /// @param index of the template; below 0 for none
    void select(int index) {
        selected = index;
        show();
    }

    /// Follows the set.
    void show() {
        Object next = present().map(this::shape).orElse("");
        if (!next.equals(shape)) {
            shape = next;
            followers.clear();
            pane.getChildren()
                    .setAll(present()
                            .map(this::build)
                            .orElseGet(() -> List.of(EditorParts.hint(Texts.get(
                                    viewModel.probes().templates().isEmpty()
                                            ? "question.noTemplate"
                                            : "question.select")))));
        }
        followers.forEach(Runnable::run);
    }

    private Optional<Template> present() {
        List<Template> templates = viewModel.probes().templates();
        return selected >= 0 && selected < templates.size() ? Optional.of(templates.get(selected)) : Optional.empty();
    }

    private Template template() {
        return present().orElseGet(() -> new Template("", "", QuestionKind.LIKELIHOOD));
    }

    private Answering answering() {
        return template().answering();
    }

    /// Everything that changes which controls there are.
    private Object shape(Template template) {
        Sampling sampling = template.answering().sampling();
        return List.of(
                selected,
                template.question(),
                template.answering().targets().stream()
                        .map(target -> target.wordsFor().size())
                        .toList(),
                sampling == null ? 0 : sampling.scorings().size(),
                listNames());
    }

    private List<String> listNames() {
        return viewModel.probes().lists().stream().map(WordList::name).toList();
    }

    private List<Node> build(Template template) {
        QuestionKind kind = template.question();
        List<Node> parts = new ArrayList<>();
        Label title = EditorParts.heading("");
        followers.add(() -> title.setText(Texts.get("question.of", template().id())));
        Choices<QuestionKind> kinds = new Choices<>(
                Texts.get("question.kind"),
                List.of(QuestionKind.values()),
                QuestionWords::name,
                () -> template().question(),
                next -> viewModel
                        .questions()
                        .ask(
                                selected,
                                next,
                                List.of(Texts.get("question.firstTarget"), Texts.get("question.secondTarget"))));
        kinds.control().setId("question-kind");
        kinds.control().setTooltip(tip(QuestionWords.tip(kind)));
        kinds.control().setMinWidth(Region.USE_PREF_SIZE);
        followers.add(kinds::follow);
        HBox head = new HBox(title, kinds.control());
        head.getStyleClass().add("section-head");
        parts.add(head);
        Label sentence = new Label(QuestionWords.sentence(kind));
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setTooltip(tip(QuestionWords.tip(kind)));
        parts.add(sentence);
        switch (kind) {
            case LIKELIHOOD -> {}
            case CONTINUATION -> {
                parts.add(targets(Texts.get("question.targets"), Texts.get("question.targetsHint"), true));
                parts.add(neutral());
            }
            case CHOICE -> {
                parts.add(targets(Texts.get("question.options"), Texts.get("question.optionsHint"), true));
                parts.add(listing());
                parts.add(negated());
                parts.add(neutral());
            }
            case DECISION -> {
                parts.add(profiles());
                if (!answering().targets().isEmpty()) {
                    parts.add(targets(Texts.get("question.profileTargets"), Texts.get("question.profileHint"), false));
                }
                parts.add(negated());
                parts.add(neutral());
            }
            case GENERATION -> parts.add(new SamplingEditor(viewModel, selected, followers, listNames()).node());
        }
        return parts;
    }

    private static Tooltip tip(String words) {
        Tooltip tip = new Tooltip(words);
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        return tip;
    }

    private Node targets(String heading, String hint, boolean more) {
        return new TargetsEditor(viewModel, selected, followers).node(heading, hint, more);
    }

    private Node listing() {
        Choices<QuestionEdits.Listing> choices = new Choices<>(
                Texts.get("question.listing"),
                List.of(QuestionEdits.Listing.values()),
                QuestionWords::name,
                () -> QuestionEdits.listing(template().text()),
                listing -> viewModel.questions().list(selected, listing));
        choices.control().setId("question-listing");
        Label orders = EditorParts.hint("");
        followers.add(choices::follow);
        followers.add(() -> orders.setText(
                QuestionEdits.listing(template().text()) == QuestionEdits.Listing.NONE
                        ? Texts.get("question.ordersNone")
                        : Texts.get("question.orders", answering().targets().size())));
        HBox row = new HBox(EditorParts.heading(Texts.get("question.listing")), choices.control());
        row.getStyleClass().add("section-head");
        return block(row, orders);
    }

    private Node profiles() {
        CheckBox box = new CheckBox(Texts.get("question.profiles"));
        box.setId("question-profiles");
        box.setTooltip(tip(Texts.get("question.profilesTip")));
        boolean[] following = {false};
        box.selectedProperty().addListener((observed, before, after) -> {
            if (!following[0]) {
                viewModel
                        .questions()
                        .setProfiles(
                                selected,
                                after,
                                List.of(Texts.get("question.firstProfile"), Texts.get("question.secondProfile")));
            }
        });
        followers.add(() -> {
            following[0] = true;
            box.setSelected(!answering().targets().isEmpty());
            following[0] = false;
        });
        return box;
    }

    private Node negated() {
        EditField field = EditField.text(
                Texts.get("question.negated"),
                2,
                () -> answering().negated(),
                text -> viewModel.questions().setNegated(selected, text));
        field.control().setId("question-negated");
        followers.add(field::follow);
        return block(
                EditorParts.heading(Texts.get("question.negated")),
                EditorParts.hint(Texts.get("question.negatedHint")),
                field.control());
    }

    private Node neutral() {
        EditField field = EditField.lines(
                Texts.get("question.neutral"),
                () -> String.join("\n", answering().neutral()),
                text -> viewModel.questions().setNeutral(selected, text));
        field.control().setId("question-neutral");
        followers.add(field::follow);
        return block(
                EditorParts.heading(Texts.get("question.neutral")),
                EditorParts.hint(Texts.get("question.neutralHint")),
                field.control());
    }

    private static VBox block(Node... parts) {
        VBox block = new VBox(parts);
        block.getStyleClass().add("question-part");
        return block;
    }
}
