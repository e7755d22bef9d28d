package org.tiltmeter.views.lessons;

import atlantafx.base.theme.Styles;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.views.Texts;

/// The lessons to choose from. UI thread.
public final class LessonsView {

    private final LessonsViewModel viewModel;
    private final TilePane cards = new TilePane();
    private final VBox broken = new VBox();
    private final ScrollPane node = new ScrollPane();

    public LessonsView(LessonsViewModel viewModel) {
        this.viewModel = viewModel;
        Label title = label(Texts.get("lessons.title"), "title-2");
        Label lead = label(Texts.get("lessons.lead"), "lead");
        cards.getStyleClass().add("lesson-cards");
        broken.getStyleClass().add("section");
        VBox page = new VBox(title, lead, cards, broken);
        page.getStyleClass().add("screen");
        node.setContent(page);
        node.setFitToWidth(true);
        viewModel.lessons().addListener((ListChangeListener<Lesson>) change -> show());
        viewModel.broken().addListener((ListChangeListener<String>) change -> show());
        show();
    }

    /// The screen.
    public Parent node() {
        return node;
    }

    private void show() {
        cards.getChildren().setAll(viewModel.lessons().stream().map(this::card).toList());
        broken.getChildren().clear();
        for (String sentence : viewModel.broken()) {
            Label label = label(sentence, "inline-problem");
            label.setGraphic(new FontIcon(Feather.ALERT_CIRCLE));
            broken.getChildren().add(label);
        }
    }

    private VBox card(Lesson lesson) {
        Label minutes = label(Texts.get("lessons.minutes", lesson.minutes()), "badge");
        minutes.setMinWidth(Region.USE_PREF_SIZE);
        Label title = label(lesson.title(), "title-4");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox head = new HBox(title, minutes);
        head.getStyleClass().add("lesson-head");
        Label summary = label(lesson.summary(), "lesson-text");
        Label live = label(Texts.get("lessons.live", lesson.live()), "muted", "small-text");
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Button begin = new Button(Texts.get("lessons.begin"), new FontIcon(Feather.PLAY));
        begin.setId("lesson-" + lesson.id());
        begin.setAccessibleText(Texts.get("lessons.beginNamed", lesson.title()));
        begin.getStyleClass().add(Styles.ACCENT);
        begin.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        begin.setOnAction(event -> viewModel.begin(lesson));
        VBox card = new Card(head, summary, live, space, begin);
        card.getStyleClass().add("lesson-card");
        return card;
    }

    /// A column as high as its wrapped texts need at its own width; a tile is asked for its height without a width.
    private static final class Card extends VBox {

        Card(Node... children) {
            super(children);
        }

        @Override
        protected double computePrefHeight(double width) {
            return super.computePrefHeight(width < 0 ? prefWidth(-1) : width);
        }
    }

    static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
