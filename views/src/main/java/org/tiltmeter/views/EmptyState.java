package org.tiltmeter.views;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// What a screen shows when it has nothing to show: what it is for and what to click next. UI thread.
public final class EmptyState extends VBox {

    private final FlowPane actions = new FlowPane();

    /// @param titleKey key of what is missing
    /// @param textKey key of what to do next
    public EmptyState(Ikon icon, String titleKey, String textKey) {
        getStyleClass().add("empty-state");
        Label title = new Label(Texts.get(titleKey));
        title.getStyleClass().add("title-3");
        Label text = new Label(Texts.get(textKey));
        text.getStyleClass().add("empty-text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        actions.getStyleClass().add("empty-actions");
        getChildren().addAll(new FontIcon(icon), title, text, actions);
    }

    /// Adds a button that can be clicked only while nothing else is done.
    ///
    /// @param id the button's id
    /// @param busy whether something else is done
    public EmptyState withAction(String id, String labelKey, Runnable action, ObservableValue<Boolean> busy) {
        withAction(id, labelKey, action);
        actions.getChildren().getLast().disableProperty().bind(busy);
        return this;
    }

    /// Adds the button to click next; the first one is the main one.
    ///
    /// @param id the button's id
    public EmptyState withAction(String id, String labelKey, Runnable action) {
        Button button = new Button(Texts.get(labelKey));
        button.setId(id);
        if (actions.getChildren().isEmpty()) {
            button.getStyleClass().add(Styles.ACCENT);
        }
        button.setOnAction(event -> action.run());
        actions.getChildren().add(button);
        return this;
    }
}
