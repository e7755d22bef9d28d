package org.tiltmeter.views.shell;

import atlantafx.base.theme.Styles;
import java.util.IdentityHashMap;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.views.Messages;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Texts;

/// Shows notices in a corner for a while, longer where there is something to click. UI thread.
final class Toasts {

    private static final Duration TO_READ = Duration.seconds(5);
    private static final Duration TO_ACT = Duration.seconds(10);

    private final Pane pane;
    private final Messages messages;
    /// By identity: the same words may be told twice.
    private final IdentityHashMap<Notice, Node> shown = new IdentityHashMap<>();

    Toasts(Pane pane, Messages messages) {
        this.pane = pane;
        this.messages = messages;
        messages.notices().addListener((ListChangeListener<Notice>) change -> {
            while (change.next()) {
                change.getRemoved().forEach(this::remove);
                change.getAddedSubList().forEach(this::add);
            }
        });
    }

    private void add(Notice notice) {
        FontIcon icon = new FontIcon(
                switch (notice.kind()) {
                    case INFORMATION -> Feather.INFO;
                    case SUCCESS -> Feather.CHECK;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                });
        Label text = new Label(notice.text());
        text.setWrapText(true);
        text.setMaxWidth(420);
        HBox toast = new HBox(icon, text);
        toast.getStyleClass().addAll("toast", notice.kind().name().toLowerCase(Locale.ROOT));
        toast.setMaxWidth(Region.USE_PREF_SIZE);
        notice.action().ifPresent(action -> {
            Button button = new Button(Texts.get(action.labelKey()));
            button.getStyleClass().addAll(Styles.FLAT, Styles.ACCENT, Styles.SMALL);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(event -> {
                messages.dismiss(notice);
                action.run().run();
            });
            toast.getChildren().add(button);
        });
        shown.put(notice, toast);
        pane.getChildren().add(toast);
        PauseTransition pause = new PauseTransition(notice.action().isPresent() ? TO_ACT : TO_READ);
        pause.setOnFinished(event -> messages.dismiss(notice));
        pause.play();
        // Whoever is about to click needs no clock.
        toast.hoverProperty().subscribe(over -> {
            if (over) {
                pause.pause();
            } else {
                pause.play();
            }
        });
    }

    private void remove(Notice notice) {
        Node toast = shown.remove(notice);
        if (toast != null) {
            pane.getChildren().remove(toast);
        }
    }
}
