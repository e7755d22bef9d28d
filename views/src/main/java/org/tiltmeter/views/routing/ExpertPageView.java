package org.tiltmeter.views.routing;

import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.routing.ExpertPage;
import org.tiltmeter.routing.ExpertProfile.Example;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.FactGrid;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureStyles;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;

/// One expert's page: what it takes, how often, with whom, its weights, and its role in the study. UI thread.
final class ExpertPageView {

    private static final int CONTEXT = 70;
    private static final double NARROW = 60;

    private final ExpertPageViewModel viewModel;
    private final Workspace workspace;
    private final FileSaver saver;
    private final FileDialogs dialogs;
    private final Runnable study;
    private final FigureView roles;
    private final FigureView groups;
    private final FigureView together;
    private final FactGrid facts = new FactGrid();
    private final PlainGrid groupTable = new PlainGrid();
    private final PlainGrid vocabulary = new PlainGrid();
    private final PlainGrid partners = new PlainGrid();
    private final PlainGrid weights = new PlainGrid();
    private final PlainGrid roleTable = new PlainGrid();
    private final Node node;
    private boolean isShowing;

    @FXML
    private VBox content;

    @FXML
    private StudyPlaceholder placeholder;

    @FXML
    private Label sentence;

    @FXML
    private Label caution;

    @FXML
    private ComboBox<Integer> layer;

    @FXML
    private ComboBox<Integer> expert;

    @FXML
    private Button addTexts;

    @FXML
    private Button again;

    @FXML
    private Button save;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox page;

    @FXML
    private FlowPane columns;

    @FXML
    private VBox left;

    @FXML
    private VBox right;

    @FXML
    private VBox examples;

    @FXML
    private VBox vocabularyBox;

    @FXML
    private VBox roleBox;

    @FXML
    private Button toStudy;

    @FXML
    private VBox groupBox;

    @FXML
    private VBox partnerBox;

    @FXML
    private VBox weightBox;

    @FXML
    private Label weightsNote;

    @FXML
    private Label notes;

    /// @param viewModel what is shown
    /// @param workspace whose features the empty states lead to
    /// @param saver where exported files go
    /// @param dialogs ask for files of texts
    /// @param study goes to where the whole probe set is studied
    ExpertPageView(
            ExpertPageViewModel viewModel, Workspace workspace, FileSaver saver, FileDialogs dialogs, Runnable study) {
        this.viewModel = viewModel;
        this.workspace = workspace;
        this.saver = saver;
        this.dialogs = dialogs;
        this.study = study;
        roles = new FigureView(saver);
        groups = new FigureView(saver);
        together = new FigureView(saver);
        Parent loaded = Fxml.load(this);
        loaded.getStylesheets().add(FigureStyles.sheet());
        node = loaded;
    }

    /// The screen.
    Node node() {
        return node;
    }

    @FXML
    void initialize() {
        placeholder.standFor(content, viewModel.progressProperty(), viewModel::cancel);
        caution.setGraphic(new FontIcon(Feather.INFO));
        page.getChildren().addFirst(facts);
        vocabularyBox.getChildren().add(vocabulary);
        roleBox.getChildren().addAll(roles, roleTable);
        groupBox.getChildren().addAll(groups, groupTable);
        partnerBox.getChildren().addAll(partners, together);
        weightBox.getChildren().add(weights);
        together.setMinHeight(320);
        columns.prefWrapLengthProperty().bind(scroll.widthProperty());
        left.prefWidthProperty().bind(columnWidth());
        right.prefWidthProperty().bind(columnWidth());
        layer.setAccessibleText(Texts.get("routing.layer"));
        expert.setAccessibleText(Texts.get("routing.expert"));
        layer.valueProperty().subscribe(ignored -> choose());
        expert.valueProperty().subscribe(ignored -> choose());
        addTexts.setOnAction(event -> dialogs.chooseFile(Texts.get("routing.addTexts"), FileDialogs.Kind.TEXT_LINES)
                .ifPresent(viewModel::addTexts));
        again.setOnAction(event -> viewModel.run());
        save.setOnAction(event -> save());
        toStudy.setOnAction(event -> study.run());
        weightsNote.textProperty().bind(viewModel.weightsNoteProperty());
        weightsNote.managedProperty().bind(weightsNote.textProperty().isNotEmpty());
        viewModel.stateProperty().subscribe(this::show);
        viewModel.pageProperty().subscribe(this::show);
        viewModel.weightsProperty().subscribe(known -> PageGrids.weights(weights, known));
    }

    /// Half of the room, or all of it where that is narrow for the text.
    private DoubleBinding columnWidth() {
        return Bindings.createDoubleBinding(
                () -> {
                    double room = scroll.getWidth() - 2 * 20;
                    return room < NARROW * caution.getFont().getSize() ? room : (room - columns.getHgap()) / 2;
                },
                scroll.widthProperty(),
                caution.fontProperty());
    }

    private void choose() {
        Integer toLayer = layer.getValue();
        Integer toExpert = expert.getValue();
        if (!isShowing && toLayer != null && toExpert != null) {
            viewModel.choose(toLayer, toExpert);
        }
    }

    private void save() {
        Table table = viewModel.table();
        if (table != null) {
            saver.save(
                    node.getScene().getWindow(),
                    viewModel.fileName("expert"),
                    "csv",
                    file -> CsvExport.write(table, file));
        }
    }

    private void show(@Nullable ExpertPage shown) {
        if (shown == null) {
            return;
        }
        isShowing = true;
        layer.getItems().setAll(viewModel.layers());
        layer.setValue(shown.profile().layer());
        expert.getItems()
                .setAll(IntStream.range(0, viewModel.experts(shown.profile().layer()))
                        .boxed()
                        .toList());
        expert.setValue(shown.profile().expert());
        isShowing = false;
        sentence.setText(PageWords.sentence(shown));
        notes.setText(viewModel.notes());
        facts.show(PageWords.facts(
                shown,
                viewModel.importanceRank(),
                viewModel.experts(shown.profile().layer())));
        show(roles, viewModel.roles(), "expert-role");
        show(groups, viewModel.groups(), "expert-groups");
        show(together, viewModel.together(), "experts-together");
        boolean studied = !shown.roles().isEmpty();
        toStudy.setVisible(!studied);
        toStudy.setManaged(!studied);
        showExamples(shown);
        PageGrids.vocabulary(vocabulary, shown);
        PageGrids.roles(roleTable, shown);
        PageGrids.groups(groupTable, shown);
        PageGrids.partners(
                partners, shown, partner -> viewModel.choose(shown.profile().layer(), partner));
    }

    private void show(FigureView view, @Nullable Figure figure, String name) {
        view.figureProperty().set(figure);
        view.fileNameProperty().set(viewModel.fileName(name));
        view.setVisible(figure != null);
        view.setManaged(figure != null);
    }

    private void showExamples(ExpertPage shown) {
        examples.getChildren()
                .setAll(shown.profile().examples().stream()
                        .map(ExpertPageView::line)
                        .toList());
    }

    /// The applied weight, and the token in its text.
    private static Node line(Example example) {
        Label weight = new Label(Numbers.fixed(example.weight(), 3));
        weight.getStyleClass().add("muted");
        weight.setMinWidth(Label.USE_PREF_SIZE);
        int from = Math.max(0, example.start() - CONTEXT);
        int to = Math.min(example.text().length(), example.end() + CONTEXT);
        TextFlow flow = new TextFlow(
                piece((from > 0 ? "…" : "") + example.text().substring(from, example.start()), "plain-text"),
                piece(example.text().substring(example.start(), example.end()), "changed-text"),
                piece(
                        example.text().substring(example.end(), to)
                                + (to < example.text().length() ? "…" : ""),
                        "plain-text"));
        HBox.setHgrow(flow, Priority.ALWAYS);
        HBox row = new HBox(weight, flow);
        row.getStyleClass().add("tool-row");
        return row;
    }

    private static Text piece(String words, String styleClass) {
        Text text = new Text(words);
        text.getStyleClass().add(styleClass);
        return text;
    }

    private void show(StudyState state) {
        placeholder.show(
                state,
                workspace,
                () -> placeholder.offer("routing.pageOpen", "routing.pageOpenText", "routing.profile", viewModel::run));
    }
}
