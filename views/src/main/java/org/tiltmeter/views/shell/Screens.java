package org.tiltmeter.views.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.layout.StackPane;
import org.tiltmeter.views.Commands;
import org.tiltmeter.views.Feature;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.SmallWindow;
import org.tiltmeter.views.settings.SettingsView;

/// The screens, of which one is shown: each is made when it is first asked for and kept. UI thread.
final class Screens {

    private final ShellViewModel viewModel;
    private final List<Feature> features;
    private final Dividers dividers;
    private final FileDialogs dialogs;
    private final StackPane content;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, ScrollPane> scrolls = new HashMap<>();

    /// @param dividers remember where the dividers of screens stand
    /// @param content holds the screen that is shown
    Screens(
            ShellViewModel viewModel,
            List<Feature> features,
            Dividers dividers,
            FileDialogs dialogs,
            StackPane content) {
        this.viewModel = viewModel;
        this.features = features;
        this.dividers = dividers;
        this.dialogs = dialogs;
        this.content = content;
    }

    /// Shows a feature, the help or the settings.
    void show(String id) {
        if (id.equals(ShellViewModel.HELP) || id.equals(ShellViewModel.SETTINGS)) {
            content.getChildren().setAll(nodes.computeIfAbsent(id, this::aside));
            return;
        }
        features.stream().filter(feature -> feature.id().equals(id)).findFirst().ifPresent(feature -> {
            Node shown = nodes.computeIfAbsent(id, ignored -> feature.content().get());
            Growth.follow(shown, node -> care(id, node));
            content.getChildren().setAll(scrolls.computeIfAbsent(id, ignored -> SmallWindow.scrolling(shown)));
        });
    }

    /// A screen that is no feature.
    private Node aside(String id) {
        if (id.equals(ShellViewModel.HELP)) {
            return new HelpView(viewModel.version()).node();
        }
        SettingsView view = new SettingsView(viewModel.settings(), dialogs);
        viewModel.findDevices(view::showDevices);
        return view.node();
    }

    /// What every node of a screen is given; says whether to look below it. Cells and headers of tables have columns
    /// to widen.
    private boolean care(String screen, Node node) {
        if (node instanceof IndexedCell<?> || node instanceof TableColumnHeader) {
            return false;
        }
        if (node instanceof SplitPane pane) {
            dividers.follow(screen, pane);
            NarrowPanes.follow(pane, content);
        }
        if (node instanceof Labeled labeled) {
            WholeWords.keep(labeled);
        }
        return true;
    }

    /// Passes a command of the keyboard to the screen that is shown; says whether that does it.
    boolean fire(EventType<Event> command) {
        Node shown = nodes.get(viewModel.workspace().featureProperty().get());
        return shown != null && Commands.ask(shown, command);
    }
}
