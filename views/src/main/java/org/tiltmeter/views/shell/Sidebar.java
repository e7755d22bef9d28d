package org.tiltmeter.views.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.views.Feature;
import org.tiltmeter.views.Texts;

/// The entries that lead to the features, with names where the window is wide enough for them. UI thread.
final class Sidebar {

    private static final String NARROW = "narrow";

    /// Narrower than so many heights of a letter, a window has no room for the names.
    private static final double LEAST_LETTERS = 45;

    /// The same while a lesson stands beside the screens.
    private static final double LEAST_LETTERS_BESIDE = 82;

    private final ShellViewModel viewModel;
    private final VBox pane;
    private final Map<String, ToggleButton> entries = new HashMap<>();
    private double width;
    private boolean givesRoom;

    /// @param features from the top
    /// @param pane is filled with the entries
    Sidebar(ShellViewModel viewModel, List<Feature> features, VBox pane) {
        this.viewModel = viewModel;
        this.pane = pane;
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < features.size(); i++) {
            ToggleButton entry = entry(features.get(i), i + 1);
            entry.setToggleGroup(group);
            entries.put(features.get(i).id(), entry);
            pane.getChildren().add(entry);
        }
        viewModel.settings().textSizeProperty().subscribe(ignored -> fit());
        viewModel.settings().projectorProperty().subscribe(ignored -> fit());
    }

    private ToggleButton entry(Feature feature, int number) {
        String name = Texts.get(feature.titleKey());
        ToggleButton entry = new ToggleButton(name, new FontIcon(feature.icon()));
        entry.setId("feature-" + feature.id());
        entry.setAccessibleText(name);
        entry.setTooltip(new Tooltip(Texts.get("feature.tip", name, number)));
        entry.setOnAction(event -> {
            entry.setSelected(true);
            viewModel.workspace().featureProperty().set(feature.id());
        });
        return entry;
    }

    /// Marks the entry of the screen that is shown; none where it is no feature.
    void select(String id) {
        entries.forEach((feature, entry) -> entry.setSelected(feature.equals(id)));
    }

    /// Takes the window's width.
    void fit(Number windowWidth) {
        width = windowWidth.doubleValue();
        fit();
    }

    /// Whether something stands beside the screens that needs room too.
    void giveRoom(boolean needed) {
        givesRoom = needed;
        fit();
    }

    /// Where the window is narrow for its type there are signs only; tooltips and screen readers tell the names.
    private void fit() {
        double letters = width / Appearance.pixels(viewModel.settings());
        boolean narrow = letters > 0 && letters < (givesRoom ? LEAST_LETTERS_BESIDE : LEAST_LETTERS);
        if (!narrow) {
            pane.getStyleClass().remove(NARROW);
        } else if (!pane.getStyleClass().contains(NARROW)) {
            pane.getStyleClass().add(NARROW);
        }
        entries.values()
                .forEach(entry -> entry.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
    }
}
