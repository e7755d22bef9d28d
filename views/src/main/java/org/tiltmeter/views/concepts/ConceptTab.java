package org.tiltmeter.views.concepts;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.layout.VBox;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FileSaver;

/// Makes the tabs of the concept explorer that have a view of their own. UI thread.
final class ConceptTab {

    private ConceptTab() {}

    /// Which targets lean to which of two concepts.
    static Tab leanings(Workspace workspace, FoundDirections found, SparseState sparse, FileSaver saver) {
        AsymmetryViewModel viewModel = new AsymmetryViewModel(workspace, found, sparse);
        return tab(Texts.get("concepts.tabLeanings"), new AsymmetryView(viewModel, found, saver).node());
    }

    /// Whether behaviour and representation go together.
    static Tab agreement(Workspace workspace, FoundDirections found, FileSaver saver) {
        AgreementViewModel viewModel = new AgreementViewModel(workspace, found);
        return tab(Texts.get("concepts.tabAgreement"), new AgreementView(viewModel, saver).node());
    }

    /// A map of texts.
    static Tab map(Workspace workspace, FoundDirections found, FileSaver saver) {
        return tab(Texts.get("concepts.tabMap"), new MapView(new MapViewModel(workspace, found), saver).node());
    }

    /// How stable a direction is.
    static Tab stability(Workspace workspace, FoundDirections found, FileSaver saver) {
        StabilityViewModel viewModel = new StabilityViewModel(workspace, found);
        return tab(Texts.get("concepts.tabStability"), new StabilityView(viewModel, saver).node());
    }

    /// A sparse autoencoder and the features in which a concept's texts differ.
    static Tab features(
            Workspace workspace, FoundDirections found, SparseState sparse, FileSaver saver, FileDialogs dialogs) {
        SparseViewModel viewModel = new SparseViewModel(workspace, found, sparse);
        return tab(Texts.get("concepts.tabFeatures"), new SparseView(viewModel, found, saver, dialogs).node());
    }

    private static Tab tab(String title, Node content) {
        VBox place = new VBox(content);
        place.getStyleClass().add("concept-tab");
        ScrollPane scrolled = new ScrollPane(place);
        scrolled.setFitToWidth(true);
        scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scrolled.getStyleClass().add("edge-to-edge");
        return new Tab(title, scrolled);
    }
}
