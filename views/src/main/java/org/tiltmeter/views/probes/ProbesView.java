package org.tiltmeter.views.probes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Commands;
import org.tiltmeter.views.EmptyState;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Icons;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.benchmarks.BenchmarksView;

/// The probe set to be edited on the left, its expansion on the right. UI thread.
public final class ProbesView {

    private static final double QUESTION_SHARE = 0.55;

    private final ProbesViewModel viewModel;
    private final FileDialogs dialogs;
    private final Parent node;
    private final ObservableList<Template> templateItems = FXCollections.observableArrayList();
    private final EmptyState empty;
    private final AttributesEditor attributesEditor;
    private final SlotsEditor slotsEditor;
    private final QuestionEditor questionEditor;
    private final WordListsEditor listsEditor;
    private final PairsTable pairsTable;
    private final ExclusionsPane exclusionsPane;
    private final EditField nameField;

    @FXML
    private StackPane root;

    @FXML
    private VBox work;

    @FXML
    private TextField name;

    @FXML
    private Button undo;

    @FXML
    private Button redo;

    @FXML
    private Button open;

    @FXML
    private Button benchmarksOpen;

    @FXML
    private Button save;

    @FXML
    private MenuButton exchange;

    @FXML
    private ListView<Template> templates;

    @FXML
    private Button addTemplate;

    @FXML
    private VBox templateEditor;

    @FXML
    private ScrollPane questionScroll;

    @FXML
    private VBox question;

    @FXML
    private VBox lists;

    @FXML
    private VBox attributes;

    @FXML
    private Button addAttribute;

    @FXML
    private VBox slots;

    @FXML
    private Button addSlot;

    @FXML
    private Label count;

    @FXML
    private Label countDetail;

    @FXML
    private Label problem;

    @FXML
    private TabPane tabs;

    @FXML
    private Tab templatesTab;

    @FXML
    private Tab attributesTab;

    @FXML
    private Tab listsTab;

    @FXML
    private TabPane pairTabs;

    @FXML
    private VBox pairsPane;

    @FXML
    private Tab checkTab;

    @FXML
    private VBox checkPane;

    @FXML
    private Tab excludedTab;

    @FXML
    private VBox excludedPane;

    @FXML
    private VBox pairDetail;

    public ProbesView(ProbesViewModel viewModel, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.dialogs = dialogs;
        this.node = Fxml.load(this);
        this.attributesEditor = new AttributesEditor(attributes, viewModel);
        this.slotsEditor = new SlotsEditor(slots, viewModel);
        this.questionEditor = new QuestionEditor(question, viewModel);
        this.listsEditor = new WordListsEditor(lists, viewModel);
        this.pairsTable = new PairsTable(pairsPane, viewModel.pairs());
        this.exclusionsPane = new ExclusionsPane(excludedPane, viewModel.pairs());
        this.nameField =
                EditField.attached(name, () -> viewModel.probesProperty().get().name(), viewModel::rename);
        this.empty = empty();
        BenchmarksView benchmarks = new BenchmarksView(viewModel.benchmarks(), dialogs);
        benchmarks.node().visibleProperty().bind(viewModel.benchmarks().shownProperty());
        root.getChildren().addAll(empty, benchmarks.node());
        tools();
        editors();
        expansion();
        viewModel.probesProperty().subscribe(this::show);
    }

    /// The screen.
    public Parent node() {
        return node;
    }

    private EmptyState empty() {
        EmptyState state = new EmptyState(Feather.EDIT_3, "probes.empty", "probes.emptyText");
        if (viewModel.hasSample()) {
            state.withAction("probes-sample", "probes.useSample", viewModel::useSample);
        }
        return state.withAction("probes-open", "probes.open", this::open)
                .withAction("probes-begin", "probes.begin", this::begin)
                .withAction("probes-benchmarks", "benchmarks.open", this::showBenchmarks);
    }

    private void showBenchmarks() {
        viewModel.benchmarks().shownProperty().set(true);
    }

    private void begin() {
        viewModel.begin(
                Texts.get("probes.newSet"),
                Texts.get("probes.newTemplate"),
                new ProbesViewModel.Words(
                        Texts.get("probes.newAttribute"),
                        Texts.get("probes.newGroupA"),
                        Texts.get("probes.newGroupB"),
                        Texts.get("probes.newForm")));
    }

    private void tools() {
        Icons.set(undo, Feather.CORNER_UP_LEFT, Texts.get("probes.undoTip"));
        Icons.set(redo, Feather.CORNER_UP_RIGHT, Texts.get("probes.redoTip"));
        undo.disableProperty().bind(viewModel.canUndoProperty().not());
        redo.disableProperty().bind(viewModel.canRedoProperty().not());
        undo.setOnAction(event -> viewModel.undo());
        redo.setOnAction(event -> viewModel.redo());
        open.setOnAction(event -> open());
        benchmarksOpen.setOnAction(event -> showBenchmarks());
        save.setOnAction(event -> save());
        exchange.getItems()
                .setAll(
                        item("exchange-paste", "exchange.paste", this::paste),
                        item(
                                "exchange-copy",
                                "exchange.copy",
                                () -> viewModel.exchange().copy(ProbesView::toClipboard)),
                        new SeparatorMenuItem(),
                        item("exchange-table", "exchange.table", this::exportTable),
                        item("exchange-lines", "exchange.lines", this::exportLines));
        node.addEventHandler(Commands.UNDO, event -> {
            viewModel.undo();
            event.consume();
        });
        node.addEventHandler(Commands.REDO, event -> {
            viewModel.redo();
            event.consume();
        });
        node.addEventHandler(Commands.EXPORT, event -> save());
    }

    private static MenuItem item(String id, String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.get(key));
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        viewModel.exchange().paste(text == null ? "" : text);
    }

    private static void toClipboard(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void exportTable() {
        dialogs.chooseTarget(Texts.get("exchange.table"), FileDialogs.Kind.TABLE, viewModel.suggestedFileName())
                .ifPresent(viewModel.exchange()::exportTable);
    }

    private void exportLines() {
        dialogs.chooseTarget(Texts.get("exchange.lines"), FileDialogs.Kind.PROBE_LINES, viewModel.suggestedFileName())
                .ifPresent(viewModel.exchange()::exportLines);
    }

    private void open() {
        dialogs.chooseFile(Texts.get("probes.open"), FileDialogs.Kind.ANY_PROBES)
                .ifPresent(viewModel::open);
    }

    private void save() {
        dialogs.chooseTarget(Texts.get("probes.save"), FileDialogs.Kind.PROBES, viewModel.suggestedFileName())
                .ifPresent(viewModel::save);
    }

    private void editors() {
        templates.setItems(templateItems);
        templates.setCellFactory(list -> new TemplateCell(viewModel));
        TemplateMenu menu = TemplateMenu.install(templates, viewModel);
        templates.setPlaceholder(new Label(Texts.get("probes.noTemplates")));
        addTemplate.setOnAction(event -> {
            viewModel.addTemplate(Texts.get("probes.newTemplate"));
            templates.getSelectionModel().selectLast();
            templates.scrollTo(templateItems.size() - 1);
            menu.write();
        });
        templates
                .getSelectionModel()
                .selectedIndexProperty()
                .subscribe(index -> questionEditor.select(index.intValue()));
        questionScroll
                .prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.min(question.getHeight() + 2, templateEditor.getHeight() * QUESTION_SHARE),
                        question.heightProperty(),
                        templateEditor.heightProperty()));
        questionScroll.minHeightProperty().bind(questionScroll.prefHeightProperty());
        addAttribute.setOnAction(event -> viewModel
                .attributes()
                .add(
                        Texts.get("probes.newAttribute"),
                        Texts.get("probes.newGroupA"),
                        Texts.get("probes.newGroupB"),
                        Texts.get("probes.newForm")));
        addSlot.setOnAction(event -> viewModel.addSlot(Texts.get("probes.newSlot")));
    }

    private void expansion() {
        problem.managedProperty().bind(problem.visibleProperty());
        // What is hidden asks for no room.
        work.managedProperty().bind(work.visibleProperty());
        viewModel.problemProperty().subscribe(this::showProblem);
        viewModel.expansionProperty().subscribe(this::showCounts);
        new PairDetail(pairDetail, viewModel.pairs());
        new PairCheckPane(checkPane, viewModel.pairs(), this::go);
        viewModel.pairs().checksProperty().subscribe(this::countFindings);
        node.addEventHandler(Commands.FIND, event -> {
            pairTabs.getSelectionModel().selectFirst();
            pairsTable.find();
        });
    }

    private void countFindings(Optional<PairChecks> checks) {
        checkTab.setText(Texts.get("check.title", checks.map(PairChecks::count).orElse(0)));
    }

    private void go(PairCheckPane.Goal goal) {
        switch (goal) {
            case PAIRS -> pairTabs.getSelectionModel().selectFirst();
            case TEMPLATES -> tabs.getSelectionModel().select(templatesTab);
            case ATTRIBUTES -> tabs.getSelectionModel().select(attributesTab);
            case LISTS -> tabs.getSelectionModel().select(listsTab);
        }
    }

    private void showProblem(Optional<String> sentence) {
        problem.setVisible(sentence.isPresent());
        problem.setText(sentence.orElse(""));
        pairsTable.fade(sentence.isPresent());
    }

    private void showCounts(Optional<Expansion> expansion) {
        count.setText(expansion
                .map(known -> Texts.get("probes.count", known.count(), known.controlCount()))
                .orElse(Texts.get("probes.countNone")));
        countDetail.setText(expansion.map(ProbesView::detail).orElse(""));
    }

    private static String detail(Expansion expansion) {
        String pairs = expansion.counts().stream()
                .collect(Collectors.groupingBy(
                        known -> Texts.get(
                                known.control() ? "probes.countControl" : "probes.countOf",
                                known.attribute(),
                                known.groupA(),
                                known.groupB()),
                        java.util.LinkedHashMap::new,
                        Collectors.summingLong(Expansion.Count::pairs)))
                .entrySet()
                .stream()
                .map(entry -> Texts.get("probes.countPart", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" · "));
        long crossings = expansion.crossings().count();
        return crossings == 0 ? pairs : Texts.get("probes.crossings", pairs, crossings);
    }

    private void show(ProbeSet set) {
        boolean nothing = ProbeSets.isEmpty(set);
        empty.setVisible(nothing);
        work.setVisible(!nothing);
        nameField.follow();
        follow(set.templates());
        attributesEditor.show();
        slotsEditor.show();
        listsEditor.show();
        pairsTable.show(set);
        exclusionsPane.show(set);
        excludedTab.setText(Texts.get("excluded.title", set.exclusions().size()));
        questionEditor.show();
        if (templates.getSelectionModel().isEmpty() && !set.templates().isEmpty()) {
            templates.getSelectionModel().selectFirst();
        }
    }

    /// Changes only the rows that differ, so that the row being typed in keeps its place.
    private void follow(List<Template> next) {
        if (next.size() != templateItems.size()) {
            templateItems.setAll(next);
            return;
        }
        for (int i = 0; i < next.size(); i++) {
            if (!next.get(i).equals(templateItems.get(i))) {
                templateItems.set(i, next.get(i));
            }
        }
    }
}
