package org.tiltmeter.views.concepts;

import java.util.List;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.views.Commands;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.FileSaver;

/// The concept explorer: texts with and without a concept, and what can be asked about them, page by page. In a
/// narrow window the texts are a page of their own. UI thread.
public final class ConceptsView {

    private static final double NARROW_EM = 60;
    private static final double EDITOR_SHARE = 0.28;

    private final Workspace workspace;
    private final ConceptsViewModel viewModel;
    private final FileSaver saver;
    private final FileDialogs dialogs;
    private final ConceptBuilderViewModel builder;
    private final ConceptPages pages = new ConceptPages();
    private final Parent editor;
    private boolean following;
    private final Parent node;
    private boolean narrow;

    @FXML
    private SplitPane content;

    @FXML
    private StackPane right;

    @FXML
    private VBox head;

    @FXML
    private FlowPane directionTools;

    @FXML
    private StackPane results;

    @FXML
    private ToggleButton differenceOfMeans;

    @FXML
    private ToggleButton logisticRegression;

    @FXML
    private Label layerLabel;

    @FXML
    private Slider layer;

    @FXML
    private Label layerReason;

    @FXML
    private VBox idle;

    @FXML
    private Label idleTitle;

    @FXML
    private Label idleText;

    @FXML
    private Button idleAction;

    @FXML
    private VBox busy;

    @FXML
    private ProgressBar busyBar;

    @FXML
    private Button cancel;

    /// @param workspace whose model and selection are shown
    /// @param saver where exported files go
    /// @param dialogs asks for concept files
    /// @param ready concept sets that can be chosen
    public ConceptsView(Workspace workspace, FileSaver saver, FileDialogs dialogs, List<ConceptSet> ready) {
        this(workspace, saver, dialogs, ready, new ConceptsViewModel(workspace));
    }

    ConceptsView(
            Workspace workspace,
            FileSaver saver,
            FileDialogs dialogs,
            List<ConceptSet> ready,
            ConceptsViewModel viewModel) {
        builder = new ConceptBuilderViewModel(workspace, viewModel.draft(), ready);
        this.dialogs = dialogs;
        this.workspace = workspace;
        this.saver = saver;
        this.viewModel = viewModel;
        editor = new ConceptEditorView(viewModel, builder, saver, dialogs).node();
        node = Fxml.load(this);
        node.getStylesheets().add(FigureStyles.sheet());
        node.sceneProperty()
                .subscribe(scene -> viewModel.tokens().activeProperty().set(scene != null));
        node.addEventHandler(Commands.UNDO, event -> {
            viewModel.draft().undo();
            event.consume();
        });
        node.addEventHandler(Commands.REDO, event -> {
            viewModel.draft().redo();
            event.consume();
        });
        content.widthProperty().subscribe(ignored -> arrange());
        cancel.fontProperty().subscribe(ignored -> arrange());
    }

    /// The screen.
    public Node node() {
        return node;
    }

    @FXML
    void initialize() {
        content.getItems().addFirst(editor);
        content.setDividerPositions(EDITOR_SHARE);
        right.getChildren().add(new ConceptBuilderView(builder, viewModel.draft(), dialogs).node());
        bindChoices();
        bindPages();
        busyBar.progressProperty().bind(viewModel.progressProperty());
        cancel.setOnAction(event -> viewModel.cancel());
        viewModel.stateProperty().subscribe(ignored -> show());
        pages.shownProperty().subscribe(ignored -> show());
    }

    private void bindChoices() {
        ToggleGroup group = new ToggleGroup();
        differenceOfMeans.setToggleGroup(group);
        logisticRegression.setToggleGroup(group);
        viewModel
                .methodProperty()
                .subscribe(method -> group.selectToggle(
                        method == DirectionMethod.DIFFERENCE_OF_MEANS ? differenceOfMeans : logisticRegression));
        group.selectedToggleProperty().addListener((observed, before, after) -> {
            if (after == null) {
                group.selectToggle(before);
            } else {
                viewModel
                        .methodProperty()
                        .set(
                                after == differenceOfMeans
                                        ? DirectionMethod.DIFFERENCE_OF_MEANS
                                        : DirectionMethod.LOGISTIC_REGRESSION);
            }
        });
        layer.setAccessibleText(Texts.get("concepts.layer"));
        layer.valueProperty().addListener((observed, before, after) -> {
            if (!following) {
                viewModel.layerProperty().set((int) Math.round(after.doubleValue()));
            }
        });
        viewModel.layerProperty().subscribe(ignored -> showLayer());
        viewModel.accuracyProperty().subscribe(ignored -> showLayer());
    }

    private void bindPages() {
        SparseState sparse = new SparseState(workspace);
        ConceptPage words = ConceptPage.words(viewModel, saver);
        pages.add(
                Texts.get("concepts.groupDirections"),
                List.of(
                        ConceptPage.layers(viewModel, saver),
                        words,
                        ConceptPage.stability(workspace, viewModel, saver),
                        ConceptPage.features(workspace, viewModel, sparse, saver, dialogs)));
        pages.add(
                Texts.get("concepts.groupSimilarity"),
                List.of(
                        ConceptPage.matrix(viewModel, saver),
                        ConceptPage.leanings(workspace, viewModel, sparse, saver),
                        ConceptPage.map(workspace, viewModel, saver)));
        pages.add(
                Texts.get("concepts.groupEffects"),
                List.of(ConceptPage.steering(viewModel, saver), ConceptPage.agreement(workspace, viewModel, saver)));
        pages.add(
                Texts.get("concepts.groupTests"),
                List.of(
                        ConceptPage.associations(workspace, saver, dialogs),
                        ConceptPage.sensitivity(workspace, saver),
                        ConceptPage.moral(workspace, saver)));
        head.getChildren().addFirst(pages);
        pages.show(ConceptPage.LAYERS);
        viewModel.words().wantedProperty().bind(pages.shownProperty().map(words::equals));
    }

    /// Puts the texts beside the pages or, where both would be narrow, among them.
    private void arrange() {
        boolean small = content.getWidth() > 0
                && content.getWidth() < NARROW_EM * cancel.getFont().getSize();
        if (small != narrow) {
            narrow = small;
            // Not now: the window may be in the middle of laying itself out.
            Platform.runLater(this::rearrange);
        }
    }

    private void rearrange() {
        boolean among = content.getItems().size() == 1;
        if (narrow == among) {
            return;
        }
        if (narrow) {
            content.getItems().remove(editor);
            pages.addFirst(ConceptPage.editor(editor));
        } else {
            pages.removeFirst();
            content.getItems().addFirst(editor);
            content.setDividerPositions(EDITOR_SHARE);
        }
        show();
    }

    private void show() {
        ConceptState state = viewModel.stateProperty().get();
        ConceptPage page = pages.shownProperty().get();
        if (page == null) {
            return;
        }
        boolean noModel = state == ConceptState.NO_MODEL;
        boolean needsModel = !page.id().equals(ConceptPage.EDITOR);
        boolean ready = page.needsDirections() ? state == ConceptState.READY : !(noModel && needsModel);
        results.getChildren().setAll(page.content());
        results.setVisible(ready);
        busy.setVisible(!ready && state == ConceptState.BUSY);
        idle.setVisible(!ready && state != ConceptState.BUSY);
        JobLine.shown(directionTools, page.needsDirections() && state == ConceptState.READY);
        idleTitle.setText(Texts.get(noModel ? "concepts.noModel" : "concepts.idle"));
        idleText.setText(Texts.get(noModel ? "concepts.noModelText" : "concepts.idleText"));
        idleAction.setText(Texts.get(noModel ? "concepts.toModel" : "concepts.run"));
        idleAction.setOnAction(event -> {
            if (noModel) {
                workspace.featureProperty().set("model");
            } else {
                viewModel.run();
            }
        });
        JobLine.shown(layerReason, directionTools.isVisible());
        showLayer();
    }

    private void showLayer() {
        // A slider that ends before the value moves it to its end.
        following = true;
        layer.setMax(Math.max(0, viewModel.layers() - 1));
        layer.setValue(viewModel.layerProperty().get());
        following = false;
        layerReason.setText(viewModel.layerReason());
        layerLabel.setText(Texts.get(
                "concepts.layerOf",
                Integer.toString(viewModel.layerProperty().get()),
                Integer.toString(Math.max(0, viewModel.layers() - 1))));
    }
}
