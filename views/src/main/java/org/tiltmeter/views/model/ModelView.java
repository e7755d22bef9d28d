package org.tiltmeter.views.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.OpeningWay;
import org.tiltmeter.views.EmptyState;
import org.tiltmeter.views.FactGrid;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;

/// The model: what a folder holds before it is loaded, loading, and what is loaded. UI thread.
public final class ModelView {

    private final ModelViewModel viewModel;
    private final FileDialogs dialogs;
    private final Parent node;
    private final EmptyState empty;
    private final Parent list;

    @FXML
    private StackPane root;

    @FXML
    private ScrollPane details;

    @FXML
    private Label stage;

    @FXML
    private Label name;

    @FXML
    private Label folder;

    @FXML
    private FactGrid facts;

    @FXML
    private VBox waysBox;

    @FXML
    private ComboBox<OpeningWay> ways;

    @FXML
    private VBox memory;

    @FXML
    private ProgressBar memoryBar;

    @FXML
    private Label memoryText;

    @FXML
    private Label codeWarning;

    @FXML
    private Button load;

    @FXML
    private Button dismiss;

    @FXML
    private Button choose;

    @FXML
    private Button next;

    @FXML
    private VBox loadingBox;

    @FXML
    private ProgressBar loadingBar;

    @FXML
    private Label loadingText;

    /// @param progress share of the running work that is done
    /// @param progressText the running work in words
    /// @param goOn goes where the next step is
    public ModelView(
            ModelViewModel viewModel,
            FileDialogs dialogs,
            ObservableValue<Number> progress,
            ObservableValue<String> progressText,
            Runnable goOn) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.node = Fxml.load(this);
        this.empty = new EmptyState(Feather.CPU, "model.empty", "model.emptyText")
                .withAction("model-open", "shell.openModel", this::choose)
                .withAction("model-open-file", "model.openFile", this::chooseFile);
        this.list = new FoundModelsView(viewModel).node();
        root.getChildren().addAll(empty, list);
        loadingBar.progressProperty().bind(progress);
        loadingText.textProperty().bind(progressText);
        load.setOnAction(event -> viewModel.load());
        choose.setOnAction(event -> choose());
        next.setOnAction(event -> goOn.run());
        dismiss.setOnAction(event -> {
            if (viewModel.loadingProperty().get()) {
                viewModel.cancelLoading();
            } else {
                viewModel.dismiss();
            }
        });
        ways.setConverter(new WordsOf<>(this::words));
        ways.valueProperty().bindBidirectional(viewModel.wayProperty());
        viewModel.candidateProperty().subscribe(ignored -> show());
        viewModel.foundProperty().subscribe(ignored -> show());
        viewModel.wayProperty().subscribe(ignored -> show());
        viewModel.modelProperty().subscribe(ignored -> show());
        viewModel.loadingProperty().subscribe(ignored -> show());
    }

    /// The screen.
    public Parent node() {
        return node;
    }

    private void choose() {
        dialogs.chooseFolder(Texts.get("model.choose")).ifPresent(viewModel::choose);
    }

    private void chooseFile() {
        dialogs.chooseFile(Texts.get("model.chooseFile"), FileDialogs.Kind.TORCH_FILE)
                .ifPresent(viewModel::choose);
    }

    private void show() {
        Candidate candidate = viewModel.candidateProperty().get();
        LanguageModel model = viewModel.modelProperty().get();
        boolean loading = viewModel.loadingProperty().get();
        list.setVisible(candidate == null && viewModel.foundProperty().get() != null);
        empty.setVisible(candidate == null && model == null && !list.isVisible());
        details.setVisible(!empty.isVisible() && !list.isVisible());
        place(memory, candidate != null);
        place(waysBox, candidate != null && candidate.ways().size() > 1);
        ways.setDisable(loading);
        place(codeWarning, candidate != null && candidate.summary().containsCode());
        place(load, candidate != null && !loading);
        place(dismiss, candidate != null);
        place(choose, candidate == null);
        place(next, candidate == null && model != null);
        place(loadingBox, loading);
        if (candidate != null) {
            stage.setText(Texts.get(loading ? "model.stageLoading" : "model.stageFound"));
            describe(candidate.summary(), Optional.empty());
            showWays(candidate);
        } else if (model != null) {
            stage.setText(Texts.get("model.stageLoaded"));
            describe(model.summary(), Optional.of(viewModel.device()));
        }
    }

    private static void place(Node part, boolean visible) {
        part.setVisible(visible);
        part.setManaged(visible);
    }

    private void describe(ModelSummary summary, Optional<String> device) {
        name.setText(summary.name());
        folder.setText(summary.folder().toString());
        List<FactGrid.Fact> list = new ArrayList<>();
        list.add(new FactGrid.Fact(Texts.get("model.family"), summary.family(), Texts.get("model.familyTip")));
        list.add(FactGrid.Fact.of(Texts.get("model.layers"), known(summary, String.valueOf(summary.layers()))));
        list.add(new FactGrid.Fact(
                Texts.get("model.expertsName"),
                known(summary, ModelWords.experts(summary)),
                Texts.get("model.expertsTip")));
        list.add(FactGrid.Fact.of(
                Texts.get("model.parameters"),
                summary.containsCode() ? Texts.get("model.notSaid") : Sizes.count(summary.parameters())));
        list.add(new FactGrid.Fact(Texts.get("model.type"), summary.storedType(), Texts.get("model.typeTip")));
        list.add(FactGrid.Fact.of(Texts.get("model.size"), Sizes.bytes(summary.weightBytes())));
        list.add(new FactGrid.Fact(
                Texts.get("model.context"),
                Texts.get("model.tokens", summary.contextLength()),
                Texts.get("model.contextTip")));
        list.add(new FactGrid.Fact(
                Texts.get("model.tokenizer"),
                summary.tokenizerFile()
                        .map(file -> String.valueOf(file.getFileName()))
                        .orElse(Texts.get("model.noTokenizer")),
                Texts.get("model.tokenizerTip")));
        if (summary.unused().number() > 0) {
            list.add(new FactGrid.Fact(
                    Texts.get("model.unused"), ModelWords.unused(summary.unused()), Texts.get("model.unusedTip")));
        }
        device.ifPresent(runs -> list.add(FactGrid.Fact.of(Texts.get("model.device"), runs)));
        facts.show(list);
    }

    /// Only running a TorchScript file shows what it is.
    private static String known(ModelSummary summary, String text) {
        return summary.containsCode() && summary.vocabulary() == 0 ? Texts.get("model.afterLoading") : text;
    }

    private void showWays(Candidate candidate) {
        OpeningWay chosen = Optional.ofNullable(viewModel.wayProperty().get()).orElse(candidate.usual());
        if (!ways.getItems().equals(candidate.ways())) {
            ways.getItems().setAll(candidate.ways());
            ways.setValue(chosen);
        }
        showMemory(candidate, chosen);
    }

    private void showMemory(Candidate candidate, OpeningWay way) {
        long needed = way.needed();
        MemoryFit fit = MemoryFit.of(way);
        memoryBar.setProgress(way.free() <= 0 ? 1 : Math.min(1, (double) needed / way.free()));
        memoryBar.getStyleClass().removeAll("tight", "too-large");
        memoryText.getStyleClass().removeAll("warning-text", "danger-text");
        String key =
                switch (fit) {
                    case FITS -> "model.fits";
                    case TIGHT -> "model.tight";
                    case TOO_LARGE -> "model.tooLarge";
                };
        if (fit != MemoryFit.FITS) {
            memoryBar.getStyleClass().add(fit == MemoryFit.TIGHT ? "tight" : "too-large");
            memoryText.getStyleClass().add(fit == MemoryFit.TIGHT ? "warning-text" : "danger-text");
        }
        memoryText.setText(Texts.get(key, Sizes.bytes(needed), Sizes.bytes(way.free())));
        String button = fit == MemoryFit.TOO_LARGE ? "model.loadAnyway" : "model.load";
        load.setText(Texts.get(candidate.summary().containsCode() ? "model.loadCode" : button));
    }

    private String words(OpeningWay way) {
        Candidate candidate = viewModel.candidateProperty().get();
        return candidate == null ? "" : ModelWords.way(way, candidate.summary().storedType());
    }
}
