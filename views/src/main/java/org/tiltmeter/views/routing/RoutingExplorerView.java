package org.tiltmeter.views.routing;

import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FileSaver;

/// The routing feature: one pair, the whole probe set, and changes to the routing, with one
/// selection. UI thread.
public final class RoutingExplorerView {

    private final TabPane tabs = new TabPane();

    /// @param workspace whose model, probe set and selection are shown
    /// @param saver where exported files go
    public RoutingExplorerView(Workspace workspace, FileSaver saver) {
        tabs.getStyleClass().add("routing-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getTabs()
                .setAll(
                        new Tab(Texts.get("routing.tabPair"), new RoutingView(workspace, saver).node()),
                        new Tab(
                                Texts.get("routing.tabStudy"),
                                new RoutingStudyView(new RoutingStudyViewModel(workspace), workspace, saver).node()),
                        new Tab(
                                Texts.get("routing.tabChanges"),
                                new InterventionsView(new InterventionsViewModel(workspace), workspace).node()));
    }

    /// The screen.
    public Node node() {
        return tabs;
    }
}
