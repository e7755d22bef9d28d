package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.probe.PairFinding.Mend;
import org.tiltmeter.views.EmptyState;
import org.tiltmeter.views.Texts;

/// What the checks found, by kind: what it may do to the result, which pairs are concerned, and
/// the ways out. UI thread.
final class PairCheckPane {

    private static final int MOST_NAMED = 4;

    private final Pane pane;
    private final PairsViewModel viewModel;
    private final Consumer<Goal> go;

    /// Where else a finding is mended.
    enum Goal {
        /// The table of pairs.
        PAIRS,
        /// The templates.
        TEMPLATES,
        /// The attributes.
        ATTRIBUTES,
        /// The word lists.
        LISTS
    }

    /// @param go shows another part of the screen
    PairCheckPane(Pane pane, PairsViewModel viewModel, Consumer<Goal> go) {
        this.pane = pane;
        this.viewModel = viewModel;
        this.go = go;
        viewModel.checksProperty().subscribe(ignored -> show());
        viewModel.checkingProperty().subscribe(ignored -> show());
        viewModel.expansionProperty().subscribe(ignored -> show());
    }

    private void show() {
        Optional<PairChecks> checks = viewModel.checksProperty().get();
        if (checks.isPresent()) {
            show(checks.get());
        } else if (viewModel.expansionProperty().get().isEmpty()) {
            pane.getChildren().setAll(EditorParts.hint(Texts.get("check.needsPairs")));
        } else if (viewModel.checkingProperty().get()) {
            pane.getChildren().setAll(EditorParts.hint(Texts.get("check.looking")));
        } else {
            pane.getChildren()
                    .setAll(new EmptyState(Feather.CPU, "check.needsModel", "check.needsModelText")
                            .withAction("check-open-model", "check.openModel", viewModel::goToModel));
        }
    }

    private void show(PairChecks checks) {
        List<Node> cards = new ArrayList<>();
        if (checks.count() == 0) {
            cards.add(new EmptyState(Feather.CHECK_CIRCLE, "check.nothing", "check.nothingText"));
        }
        if (checks.checked() < checks.total()) {
            cards.add(EditorParts.hint(Texts.get("check.partly", checks.checked(), checks.total())));
        }
        for (Map.Entry<Kind, List<PairFinding>> entry : checks.byKind().entrySet()) {
            cards.add(card(entry.getKey(), entry.getValue()));
        }
        pane.getChildren().setAll(cards);
    }

    private Node card(Kind kind, List<PairFinding> findings) {
        FontIcon icon = new FontIcon(
                switch (kind.severity()) {
                    case ERROR -> Feather.X_CIRCLE;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case NOTE -> Feather.INFO;
                });
        icon.getStyleClass()
                .add(
                        switch (kind.severity()) {
                            case ERROR -> "finding-error";
                            case WARNING -> "finding-warning";
                            case NOTE -> "finding-note";
                        });
        Label title = EditorParts.heading(CheckWords.name(kind));
        Label count = new Label(Texts.get("check.count", findings.size()));
        count.getStyleClass().add("badge");
        count.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(icon, title, count);
        head.getStyleClass().add("section-head");
        VBox card = new VBox(head, plain(kind.consequence()), EditorParts.hint(kind.wayOut()));
        card.getStyleClass().add("finding-card");
        findings.stream()
                .limit(MOST_NAMED)
                .forEach(finding -> card.getChildren().add(named(finding)));
        card.getChildren().add(ways(kind, findings));
        return card;
    }

    private static Label plain(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Node named(PairFinding finding) {
        if (finding.pair() < 0) {
            return plain(
                    finding.template().isEmpty()
                            ? finding.detail()
                            : Texts.get("check.ofTemplate", finding.template(), finding.detail()));
        }
        String text = viewModel
                .expansionProperty()
                .get()
                .filter(known -> finding.pair() < known.count())
                .map(known -> known.pair(finding.pair()).textA())
                .orElse("");
        Hyperlink link =
                new Hyperlink(text.equals(finding.detail()) ? text : Texts.get("check.ofPair", text, finding.detail()));
        link.getStyleClass().add("finding-pair");
        link.setOnAction(event -> viewModel.select(finding));
        return link;
    }

    private Node ways(Kind kind, List<PairFinding> findings) {
        FlowPane ways = new FlowPane();
        ways.getStyleClass().add("finding-ways");
        if (kind.mend() != Mend.NONE) {
            Button mend = new Button(CheckWords.mend(kind.mend(), findings.size()));
            mend.setOnAction(event -> viewModel.mend(findings));
            mend.getStyleClass().add("mend");
            ways.getChildren().add(mend);
        }
        if (findings.getFirst().pair() >= 0) {
            ways.getChildren().add(way(Texts.get("check.showPairs", findings.size()), () -> {
                viewModel.filterProperty().set(new PairFilter("", Optional.empty(), PairFilter.Found.of(kind)));
                go.accept(Goal.PAIRS);
            }));
        }
        switch (kind) {
            case TARGET_OF_SEVERAL_TOKENS ->
                ways.getChildren().add(way(Texts.get("check.toTemplates"), goTo(Goal.TEMPLATES)));
            case NAMES_OF_UNEQUAL_FREQUENCY, NAMES_OF_UNEQUAL_LENGTH, GROUPS_OF_UNEQUAL_SIZE ->
                ways.getChildren().add(way(Texts.get("check.toAttributes"), goTo(Goal.ATTRIBUTES)));
            case FLAGGED_TERM -> {
                for (PairFinding finding : findings.subList(0, Math.min(MOST_NAMED, findings.size()))) {
                    String word = finding.detail()
                            .substring(0, Math.max(0, finding.detail().lastIndexOf(": ")));
                    ways.getChildren()
                            .add(way(
                                    Texts.get("check.excludeWord", word),
                                    () -> viewModel.excludeWord(
                                            word, Texts.get("check.flaggedReason", finding.detail()))));
                }
                ways.getChildren().add(way(Texts.get("check.toLists"), goTo(Goal.LISTS)));
            }
            case TOKEN_COUNTS_DIFFER,
                    MORE_THAN_THE_SPAN_CHANGED,
                    DUPLICATED,
                    IDENTICAL,
                    POSSIBLE_AGREEMENT_ERROR,
                    SLOT_NEVER_USED -> {}
        }
        return ways;
    }

    private Runnable goTo(Goal goal) {
        return () -> go.accept(goal);
    }

    private static Button way(String words, Runnable action) {
        Button button = EditorParts.small(words, action);
        button.setMnemonicParsing(false);
        return button;
    }
}
