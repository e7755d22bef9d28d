package org.tiltmeter.views;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Facts side by side, each a small name above its value; they wrap where the window is narrow. UI thread.
public final class FactGrid extends FlowPane {

    /// One fact.
    ///
    /// @param name what it is
    /// @param value what it is like
    /// @param explanation shown when pointed at; empty for none
    public record Fact(String name, String value, String explanation) {

        /// A fact that needs no explanation.
        public static Fact of(String name, String value) {
            return new Fact(name, value, "");
        }
    }

    /// No facts yet.
    public FactGrid() {
        getStyleClass().add("fact-grid");
        setMinHeight(Region.USE_PREF_SIZE);
    }

    /// Shows these facts.
    public void show(List<Fact> facts) {
        getChildren().setAll(facts.stream().map(FactGrid::box).toList());
    }

    private static VBox box(Fact fact) {
        Label name = new Label(fact.name());
        name.getStyleClass().add("fact-name");
        Label value = new Label(fact.value());
        value.getStyleClass().add("fact-value");
        VBox box = new VBox(name, value);
        box.getStyleClass().add("fact");
        if (!fact.explanation().isEmpty()) {
            Tooltip tooltip = new Tooltip(fact.explanation());
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(360);
            Tooltip.install(box, tooltip);
        }
        box.setAccessibleText(fact.name() + ": " + fact.value());
        return box;
    }
}
