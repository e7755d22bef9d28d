package org.tiltmeter.views.routing;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureMenu;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.figures.HeatmapView;
import org.tiltmeter.views.tokens.TokenStripView;
import org.tiltmeter.views.tokens.TokenStripViewModel;

/// The routing explorer: tokens of the pair, experts × tokens of a layer, divergence over the layers. UI thread.
public final class RoutingView {

    private final RoutingViewModel viewModel;
    private final TokenStripViewModel tokens;
    private final Workspace workspace;
    private final FigureView divergences;
    private final FileSaver saver;
    private final Runnable toExpert;
    private final ToggleGroup variantGroup = new ToggleGroup();
    private final Parent node;

    @FXML
    private VBox content;

    @FXML
    private StudyPlaceholder placeholder;

    @FXML
    private Label sentence;

    @FXML
    private Label caution;

    @FXML
    private TokenStripView strip;

    @FXML
    private ToggleButton variantA;

    @FXML
    private ToggleButton variantB;

    @FXML
    private ToggleButton variantDifference;

    @FXML
    private ComboBox<RoutingPicture> picture;

    @FXML
    private ComboBox<Quantity> quantity;

    @FXML
    private ComboBox<RoutingOrder> order;

    @FXML
    private Label layerLabel;

    @FXML
    private Slider layer;

    @FXML
    private MenuButton heatmapMenu;

    @FXML
    private HeatmapView heatmap;

    @FXML
    private Label definition;

    @FXML
    private Label howToReadText;

    @FXML
    private VBox side;

    @FXML
    private Label reading;

    @FXML
    private Button expertPage;

    /// @param workspace whose model and selection are shown
    /// @param saver where exported files go
    /// @param toExpert goes to the page of the selected expert
    RoutingView(Workspace workspace, FileSaver saver, Runnable toExpert) {
        this(workspace, saver, toExpert, new RoutingViewModel(workspace), new TokenStripViewModel(workspace));
    }

    RoutingView(
            Workspace workspace,
            FileSaver saver,
            Runnable toExpert,
            RoutingViewModel viewModel,
            TokenStripViewModel tokens) {
        this.workspace = workspace;
        this.saver = saver;
        this.toExpert = toExpert;
        this.viewModel = viewModel;
        this.tokens = tokens;
        divergences = new FigureView(saver);
        node = Fxml.load(this);
        node.getStylesheets().add(FigureStyles.sheet());
        node.sceneProperty().subscribe(scene -> {
            viewModel.activeProperty().set(scene != null);
            tokens.activeProperty().set(scene != null);
        });
    }

    /// The screen.
    public Node node() {
        return node;
    }

    @FXML
    void initialize() {
        placeholder.standFor(content, viewModel.progressProperty(), viewModel::cancel);
        bindTokens();
        bindHeatmap();
        bindChoices();
        bindLayer();
        divergences.figureProperty().bind(viewModel.divergencesProperty());
        divergences.fileNameProperty().set(viewModel.divergencesFileName());
        side.getChildren().add(divergences);
        caution.setGraphic(new FontIcon(Feather.INFO));
        viewModel.stateProperty().subscribe(this::show);
        viewModel.cellsProperty().subscribe(ignored -> showWords());
    }

    private void bindTokens() {
        strip.tokensProperty().bind(tokens.tokensProperty());
        strip.selectedProperty().bindBidirectional(tokens.selectedProperty());
    }

    private void bindHeatmap() {
        heatmap.cellsProperty().bind(viewModel.cellsProperty());
        heatmap.selectedColumnProperty().bindBidirectional(viewModel.columnProperty());
        heatmap.selectedRowProperty().bindBidirectional(viewModel.rowProperty());
        reading.textProperty()
                .bind(Bindings.when(heatmap.readingProperty().isEmpty())
                        .then(Texts.get("routing.pointHint"))
                        .otherwise(heatmap.readingProperty()));
        expertPage.disableProperty().bind(workspace.selection().expertProperty().lessThan(0));
        expertPage.setOnAction(event -> toExpert.run());
        FigureMenu menu = new FigureMenu(
                viewModel::heatmap, viewModel::heatmapFileName, heatmap.readingProperty()::get, saver, heatmap);
        menu.fill(heatmapMenu, heatmap);
        heatmap.addEventHandler(ScrollEvent.SCROLL, event -> {
            if (!event.isConsumed() && event.getDeltaY() != 0) {
                viewModel.stepLayer(event.getDeltaY() > 0 ? 1 : -1);
                event.consume();
            }
        });
        heatmap.addEventHandler(KeyEvent.KEY_PRESSED, this::stepByKey);
        strip.addEventHandler(KeyEvent.KEY_PRESSED, this::stepByKey);
    }

    private void stepByKey(KeyEvent event) {
        if (!event.isConsumed() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
            viewModel.stepLayer(event.getCode() == KeyCode.UP ? 1 : -1);
            event.consume();
        }
    }

    private void bindChoices() {
        picture.getItems().setAll(RoutingPicture.values());
        picture.setConverter(new WordsOf<>(RoutingWords::name));
        picture.valueProperty().bindBidirectional(viewModel.pictureProperty());
        picture.setAccessibleText(Texts.get("routing.pictureName"));
        quantity.disableProperty().bind(viewModel.pictureProperty().isNotEqualTo(RoutingPicture.EXPERTS));
        order.disableProperty().bind(viewModel.pictureProperty().isNotEqualTo(RoutingPicture.EXPERTS));
        quantity.getItems().setAll(Quantity.values());
        quantity.setConverter(new WordsOf<>(RoutingWords::name));
        quantity.valueProperty().bindBidirectional(viewModel.quantityProperty());
        quantity.setAccessibleText(Texts.get("routing.quantityName"));
        order.getItems().setAll(RoutingOrder.values());
        order.setConverter(new WordsOf<>(RoutingWords::order));
        order.valueProperty().bindBidirectional(viewModel.orderProperty());
        order.setAccessibleText(Texts.get("routing.sorted"));
        variantA.setUserData(Variant.A);
        variantB.setUserData(Variant.B);
        variantDifference.setUserData(Variant.DIFFERENCE);
        List<ToggleButton> buttons = List.of(variantA, variantB, variantDifference);
        buttons.forEach(button -> button.setToggleGroup(variantGroup));
        buttons.forEach(button -> button.setAccessibleHelp(Texts.get("routing.variantName")));
        viewModel
                .variantProperty()
                .subscribe(chosen -> buttons.stream()
                        .filter(button -> button.getUserData() == chosen)
                        .forEach(variantGroup::selectToggle));
        variantGroup.selectedToggleProperty().addListener((observed, before, after) -> choose(before, after));
    }

    /// One of the three is always chosen: a click on the chosen one changes nothing.
    private void choose(@Nullable Toggle before, @Nullable Toggle after) {
        if (after != null) {
            viewModel.variantProperty().set((Variant) after.getUserData());
        } else if (before != null) {
            variantGroup.selectToggle(before);
        }
    }

    private void bindLayer() {
        layer.setAccessibleText(Texts.get("routing.layer"));
        layer.valueProperty()
                .addListener((observed, before, after) ->
                        viewModel.layerIndexProperty().set((int) Math.round(after.doubleValue())));
        viewModel.layerIndexProperty().subscribe(index -> layer.setValue(index.intValue()));
    }

    private void show(RoutingState state) {
        switch (state) {
            case NO_MODEL, DENSE ->
                placeholder.offer(
                        "routing.noModel",
                        "routing.noModelText",
                        "routing.toModel",
                        () -> workspace.featureProperty().set("model"));
            case NO_PAIR ->
                placeholder.offer(
                        "routing.noPair",
                        "routing.noPairText",
                        "routing.toResults",
                        () -> workspace.featureProperty().set("results"));
            case STOPPED ->
                placeholder.offer("routing.stopped", "routing.stoppedText", "routing.again", viewModel::retry);
            case READY -> {
                placeholder.leave();
                layer.setMax(Math.max(0, viewModel.layers().size() - 1));
                divergences.fileNameProperty().set(viewModel.divergencesFileName());
            }
            case BUSY -> placeholder.showWork();
        }
    }

    private void showWords() {
        RoutingFinding known = viewModel.findingProperty().get();
        if (known == null) {
            return;
        }
        sentence.setText(viewModel.sentence());
        variantA.setText(RoutingWords.variant(known.pair(), Variant.A));
        variantB.setText(RoutingWords.variant(known.pair(), Variant.B));
        variantDifference.setText(RoutingWords.variant(known.pair(), Variant.DIFFERENCE));
        layerLabel.setText(Texts.get(
                "routing.layerOf",
                Integer.toString(viewModel.layer()),
                Integer.toString(viewModel.layers().getLast())));
        definition.setText(viewModel.definition());
        howToReadText.setText(viewModel.howToRead());
    }
}
