package org.tiltmeter.views.probes;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.views.PairText;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.tokens.VisibleText;

/// The selected pair: its texts, its tokens side by side, what was found about it, and leaving
/// it out. UI thread.
final class PairDetail {

    private final Pane pane;
    private final PairsViewModel viewModel;
    private final PairText text = new PairText(true);
    private final FlowPane tokens = new FlowPane();
    private final Label tokenCount = EditorParts.hint("");
    private final VBox findings = new VBox();
    private final TextField reason = new TextField();
    private final HBox leaving = new HBox();
    private final HBox left = new HBox();
    private final Label leftReason = EditorParts.hint("");
    private final MenuButton words = new MenuButton(Texts.get("pairs.excludeWord"));

    PairDetail(Pane pane, PairsViewModel viewModel) {
        this.pane = pane;
        this.viewModel = viewModel;
        tokens.getStyleClass().add("token-columns");
        reason.setId("exclude-reason");
        reason.setPromptText(Texts.get("pairs.reason"));
        reason.setAccessibleText(Texts.get("pairs.reason"));
        HBox.setHgrow(reason, Priority.ALWAYS);
        Button exclude = new Button(Texts.get("pairs.exclude"));
        exclude.setId("exclude-pair");
        exclude.setMinWidth(Region.USE_PREF_SIZE);
        exclude.setOnAction(event -> exclude());
        reason.setOnAction(event -> exclude());
        words.setId("exclude-word");
        words.setMinWidth(Region.USE_PREF_SIZE);
        leaving.getStyleClass().add("tool-row");
        leaving.getChildren().setAll(reason, exclude, words);
        Button back = EditorParts.small(Texts.get("excluded.takeBack"), this::takeBack);
        HBox.setHgrow(leftReason, Priority.ALWAYS);
        left.getStyleClass().add("tool-row");
        left.getChildren().setAll(leftReason, back);
        for (Node part : List.of(leaving, left, tokens, tokenCount, findings)) {
            part.managedProperty().bind(part.visibleProperty());
        }
        pane.getChildren().setAll(text, tokens, tokenCount, findings, leaving, left);
        pane.managedProperty().bind(pane.visibleProperty());
        viewModel.selectedProperty().subscribe(ignored -> show());
        viewModel.tokensProperty().subscribe(this::showTokens);
        viewModel.checksProperty().subscribe(ignored -> show());
        viewModel.expansionProperty().subscribe(ignored -> show());
    }

    private @Nullable CounterfactualPair pair() {
        return viewModel.selectedProperty().get();
    }

    private void show() {
        CounterfactualPair pair = pair();
        pane.setVisible(pair != null);
        text.show(pair);
        if (pair == null) {
            return;
        }
        List<PairFinding> found =
                viewModel.checksProperty().get().map(checks -> checks.of(pair)).orElse(List.of());
        findings.getChildren()
                .setAll(found.stream()
                        .map(finding -> EditorParts.hint(Texts.get(
                                "pairs.finding",
                                CheckWords.name(finding.kind()),
                                finding.detail(),
                                finding.kind().consequence())))
                        .toList());
        findings.setVisible(!found.isEmpty());
        Optional<Exclusion> exclusion = viewModel.exclusion(pair);
        leaving.setVisible(exclusion.isEmpty());
        left.setVisible(exclusion.isPresent());
        leftReason.setText(exclusion
                .map(known -> Texts.get("pairs.leftOut", known.reason()))
                .orElse(""));
        Set<String> shown = new LinkedHashSet<>(pair.fills().values());
        shown.add(pair.termA());
        shown.add(pair.termB());
        words.getItems().setAll(shown.stream().map(this::item).toList());
    }

    private MenuItem item(String word) {
        MenuItem item = new MenuItem(word);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> {
            viewModel.excludeWord(word, Texts.get("pairs.wordReason", word, reason()));
            reason.clear();
        });
        return item;
    }

    private String reason() {
        return reason.getText().isBlank()
                ? Texts.get("pairs.noReason")
                : reason.getText().strip();
    }

    private void exclude() {
        CounterfactualPair pair = pair();
        if (pair != null) {
            viewModel.exclude(pair, reason());
            reason.clear();
        }
    }

    private void takeBack() {
        CounterfactualPair pair = pair();
        if (pair != null) {
            viewModel.exclusion(pair).ifPresent(exclusion -> viewModel.takeBack(List.of(exclusion)));
        }
    }

    private void showTokens(Optional<PairTokens> known) {
        tokens.setVisible(known.isPresent());
        tokenCount.setVisible(known.isPresent());
        tokens.getChildren()
                .setAll(known.map(PairTokens::columns).orElse(List.of()).stream()
                        .map(PairDetail::column)
                        .toList());
        tokenCount.setText(known.map(shown -> Texts.get(
                        "pairs.tokens",
                        shown.tokensA(),
                        shown.tokensB(),
                        shown.columns().stream()
                                .filter(PairTokens.Column::edited)
                                .count()))
                .orElse(""));
    }

    private static Node column(PairTokens.Column column) {
        VBox box = new VBox();
        box.getStyleClass().add("token-column");
        if (column.edited()) {
            box.getStyleClass().add("edited");
            box.getChildren().setAll(token(column.a()), token(column.b()));
        } else {
            box.getChildren().setAll(token(column.a()));
        }
        return box;
    }

    private static Label token(Optional<String> piece) {
        Label label = new Label(piece.map(VisibleText::of).orElse("–"));
        label.getStyleClass().add("token-text");
        return label;
    }
}
