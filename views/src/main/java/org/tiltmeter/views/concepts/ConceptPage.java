package org.tiltmeter.views.concepts;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// A page of the concept explorer. UI thread.
///
/// @param id tells pages apart
/// @param title what its button says
/// @param content what it shows
/// @param needsDirections whether it has something to show only when directions were found
record ConceptPage(String id, String title, Node content, boolean needsDirections) {

    /// Id of the texts' page.
    static final String EDITOR = "editor";

    /// Id of the page that is shown first.
    static final String LAYERS = "layers";

    /// The texts of the concepts, where there is no room for them beside the other pages.
    static ConceptPage editor(Parent editor) {
        return new ConceptPage(EDITOR, Texts.get("concepts.groupTexts"), editor, false);
    }

    /// How well each layer tells texts apart, and the tokens of texts.
    static ConceptPage layers(ConceptsViewModel viewModel, FileSaver saver) {
        return scrolled(LAYERS, Texts.get("concepts.tabLayers"), new LayersView(viewModel, saver).node(), true);
    }

    /// Tokens nearest to the direction.
    static ConceptPage words(ConceptsViewModel viewModel, FileSaver saver) {
        return new ConceptPage(
                "words", Texts.get("concepts.tabWords"), new NearestWordsView(viewModel, saver).node(), true);
    }

    /// All concepts against each other.
    static ConceptPage matrix(ConceptsViewModel viewModel, FileSaver saver) {
        FigureView matrix = new FigureView(saver);
        matrix.figureProperty().bind(viewModel.matrixProperty());
        viewModel
                .matrixProperty()
                .subscribe(ignored -> matrix.fileNameProperty().set(viewModel.fileName("matrix")));
        VBox.setVgrow(matrix, Priority.ALWAYS);
        VBox place = new VBox(matrix);
        place.getStyleClass().add("concept-tab");
        return new ConceptPage("matrix", Texts.get("concepts.tabMatrix"), place, true);
    }

    /// Which targets lean to which of two concepts.
    static ConceptPage leanings(Workspace workspace, FoundDirections found, SparseState sparse, FileSaver saver) {
        AsymmetryViewModel viewModel = new AsymmetryViewModel(workspace, found, sparse);
        return scrolled(
                "targets", Texts.get("concepts.tabLeanings"), new AsymmetryView(viewModel, found, saver).node(), true);
    }

    /// Whether behaviour and representation go together.
    static ConceptPage agreement(Workspace workspace, FoundDirections found, FileSaver saver) {
        AgreementViewModel viewModel = new AgreementViewModel(workspace, found);
        return scrolled(
                "agreement", Texts.get("concepts.tabAgreement"), new AgreementView(viewModel, saver).node(), true);
    }

    /// A map of texts.
    static ConceptPage map(Workspace workspace, FoundDirections found, FileSaver saver) {
        return scrolled(
                "map",
                Texts.get("concepts.tabMap"),
                new MapView(new MapViewModel(workspace, found), saver).node(),
                true);
    }

    /// How stable a direction is.
    static ConceptPage stability(Workspace workspace, FoundDirections found, FileSaver saver) {
        StabilityViewModel viewModel = new StabilityViewModel(workspace, found);
        return scrolled(
                "stability", Texts.get("concepts.tabStability"), new StabilityView(viewModel, saver).node(), true);
    }

    /// What steering along a direction and projecting it out do.
    static ConceptPage steering(ConceptsViewModel viewModel, FileSaver saver) {
        return scrolled(
                "steering",
                Texts.get("concepts.tabSteering"),
                new SteeringView(viewModel.steering(), saver).node(),
                true);
    }

    /// A sparse autoencoder and the features in which a concept's texts differ.
    static ConceptPage features(
            Workspace workspace, FoundDirections found, SparseState sparse, FileSaver saver, FileDialogs dialogs) {
        SparseViewModel viewModel = new SparseViewModel(workspace, found, sparse);
        return scrolled(
                "features",
                Texts.get("concepts.tabFeatures"),
                new SparseView(viewModel, found, saver, dialogs).node(),
                true);
    }

    /// WEAT, SEAT and CEAT.
    static ConceptPage associations(Workspace workspace, FileSaver saver, FileDialogs dialogs) {
        AssociationViewModel viewModel = new AssociationViewModel(workspace);
        return scrolled(
                "associations",
                Texts.get("concepts.tabAssociations"),
                new AssociationView(viewModel, saver, dialogs).node(),
                false);
    }

    /// Sensitivities of answers (TCAV).
    static ConceptPage sensitivity(Workspace workspace, FileSaver saver) {
        SensitivityViewModel viewModel = new SensitivityViewModel(workspace);
        return scrolled(
                "sensitivity",
                Texts.get("concepts.tabSensitivity"),
                new SensitivityView(viewModel, saver).node(),
                false);
    }

    /// The axis along which actions differ most.
    static ConceptPage moral(Workspace workspace, FileSaver saver) {
        MoralViewModel viewModel = new MoralViewModel(workspace);
        return scrolled("moral", Texts.get("concepts.tabMoral"), new MoralView(viewModel, saver).node(), false);
    }

    private static ConceptPage scrolled(String id, String title, Node content, boolean needsDirections) {
        VBox place = new VBox(content);
        place.getStyleClass().add("concept-tab");
        ScrollPane scrolled = new ScrollPane(place);
        scrolled.setFitToWidth(true);
        scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scrolled.setFocusTraversable(false);
        scrolled.getStyleClass().add("edge-to-edge");
        return new ConceptPage(id, title, scrolled, needsDirections);
    }
}
