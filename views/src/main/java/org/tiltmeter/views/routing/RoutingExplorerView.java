package org.tiltmeter.views.routing;

import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.SmallWindow;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FileSaver;

/// The routing feature: one pair, the whole probe set, one expert, changes to the routing, and how much goes through
/// the routers, with one selection; of a model without experts its neurons and heads instead. UI thread.
public final class RoutingExplorerView {

    private final TabPane tabs = new TabPane();
    private final StackPane node;

    /// @param workspace whose model, probe set and selection are shown
    /// @param saver where exported files go
    /// @param dialogs ask for files to open
    public RoutingExplorerView(Workspace workspace, FileSaver saver, FileDialogs dialogs) {
        tabs.getStyleClass().add("routing-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        Tab pair = new Tab(Texts.get("routing.tabPair"));
        Tab study = new Tab(Texts.get("routing.tabStudy"));
        Tab expert = new Tab(Texts.get("routing.tabExpert"));
        Tab changes = new Tab(Texts.get("routing.tabChanges"));
        Tab mediation = new Tab(Texts.get("routing.tabMediation"));
        RoutingStudyViewModel studied = new RoutingStudyViewModel(workspace);
        ExpertPageViewModel page = new ExpertPageViewModel(workspace, studied.studyProperty());
        Runnable toStudy = () -> tabs.getSelectionModel().select(study);
        Runnable toExpert = () -> {
            tabs.getSelectionModel().select(expert);
            page.open();
        };
        pair.setContent(SmallWindow.scrolling(new RoutingView(workspace, saver, toExpert).node()));
        study.setContent(SmallWindow.scrolling(new RoutingStudyView(studied, workspace, saver, toExpert).node()));
        expert.setContent(SmallWindow.scrolling(new ExpertPageView(page, workspace, saver, dialogs, toStudy).node()));
        changes.setContent(SmallWindow.scrolling(
                new InterventionsView(new InterventionsViewModel(workspace), workspace, saver).node()));
        mediation.setContent(
                SmallWindow.scrolling(new MediationView(new MediationViewModel(workspace), workspace, saver).node()));
        tabs.getTabs().setAll(pair, study, expert, changes, mediation);
        Node dense = new DenseStudyView(new DenseStudyViewModel(workspace), workspace, saver).node();
        node = new StackPane(tabs, dense);
        dense.managedProperty().bind(dense.visibleProperty());
        tabs.managedProperty().bind(tabs.visibleProperty());
        workspace.modelProperty().subscribe(model -> {
            boolean isDense = model != null && model.summary().experts().isEmpty();
            dense.setVisible(isDense);
            tabs.setVisible(!isDense);
        });
    }

    /// The screen.
    public Node node() {
        return node;
    }
}
