package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.VectorScaling;
import org.tiltmeter.concept.WordSets;
import org.tiltmeter.concept.WordSetsFile;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FileSaver;

/// WEAT, SEAT and CEAT: four word lists, one click, three measures of each layer. UI thread.
final class AssociationView {

    private final AssociationViewModel viewModel;
    private final FileSaver saver;
    private final FileDialogs dialogs;
    private final VBox node = new VBox();
    private final Label explanation = TestForm.paragraph("", "muted");
    private final Label leftOut = TestForm.paragraph("", "warning-text");
    private final TableView<ModelAssociation> table;

    AssociationView(AssociationViewModel viewModel, FileSaver saver, FileDialogs dialogs) {
        this.viewModel = viewModel;
        this.saver = saver;
        this.dialogs = dialogs;
        table = TestForm.table("associations", columns());
        TitledPane form = form();
        FlowPane choices = TestForm.row(
                TestForm.named(
                        Texts.get("concepts.pooling"),
                        TestForm.choice(List.of(Pooling.values()), ConceptWords::pooling, viewModel.poolingProperty())),
                TestForm.named(
                        Texts.get("concepts.assoc.vectors"),
                        TestForm.choice(
                                List.of(VectorScaling.values()),
                                AssociationFigures::vectors,
                                viewModel.scalingProperty())),
                TestForm.layers(viewModel.layers()),
                new JobLine(Texts.get("concepts.test.run"), viewModel.job(), viewModel::run));
        FigureStack figures = new FigureStack(saver, viewModel::fileName);
        viewModel.figuresProperty().subscribe(shown -> {
            figures.show(shown);
            showWords();
        });
        VBox result = new VBox(
                measures(),
                explanation,
                leftOut,
                figures,
                new HBox(TestForm.save(saver, viewModel::table, () -> viewModel.fileName(0))),
                table);
        result.getStyleClass().add("section");
        JobLine.shownIf(result, viewModel.shownProperty().isNotNull());
        JobLine.shownIf(leftOut, leftOut.textProperty().isNotEmpty());
        bindTable();
        viewModel.shownProperty().subscribe(one -> form.setExpanded(one == null));
        node.getStyleClass().add("section");
        node.getChildren()
                .setAll(TestForm.paragraph(Texts.get("concepts.assoc.explain"), "muted"), choices, form, result);
    }

    /// The section.
    Node node() {
        return node;
    }

    private TitledPane form() {
        ComboBox<WordSets> ready = new ComboBox<>(viewModel.tests());
        ready.setConverter(new WordsOf<>(WordSets::name));
        ready.setPromptText(Texts.get("concepts.assoc.choose"));
        ready.setAccessibleText(Texts.get("concepts.assoc.ready"));
        ready.setOnAction(event -> {
            if (ready.getValue() != null) {
                viewModel.use(ready.getValue());
            }
        });
        Button open = new Button(Texts.get("concepts.assoc.open"));
        open.setOnAction(event -> dialogs.chooseFile(Texts.get("concepts.assoc.open"), FileDialogs.Kind.ASSOCIATIONS)
                .ifPresent(viewModel::open));
        Button save = new Button(Texts.get("concepts.assoc.save"));
        save.setOnAction(event -> {
            WordSets asked = viewModel.asked();
            saver.save(
                    node.getScene().getWindow(),
                    "associations",
                    "json",
                    file -> WordSetsFile.write(List.of(asked), file));
        });
        return TestForm.folded(
                Texts.get("concepts.assoc.form"),
                TestForm.row(TestForm.named(Texts.get("concepts.assoc.ready"), ready), open, save),
                TestForm.pairs(viewModel.lists().stream().map(this::list).toList()),
                TestForm.lines(Texts.get("concepts.assoc.contexts"), viewModel.contextsProperty(), 3));
    }

    private Node list(WordListDraft list) {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(list.nameProperty());
        name.setAccessibleText(Texts.get("concepts.assoc.nameOf", list.title()));
        name.setPrefColumnCount(8);
        HBox.setHgrow(name, Priority.ALWAYS);
        MenuButton fill = new MenuButton(Texts.get("concepts.assoc.fill"));
        fill.setMinWidth(Region.USE_PREF_SIZE);
        fill.setAccessibleText(Texts.get("concepts.assoc.fillList", list.title()));
        fill.setTooltip(new Tooltip(Texts.get("concepts.assoc.fillList", list.title())));
        Runnable offer = () -> fill.getItems()
                .setAll(viewModel.sources().stream()
                        .map(source -> {
                            MenuItem item = new MenuItem(source.title());
                            item.setOnAction(event -> viewModel.fill(list, source));
                            return item;
                        })
                        .toList());
        viewModel.sources().addListener((ListChangeListener<WordSource>) change -> offer.run());
        offer.run();
        HBox head = new HBox(name, fill);
        head.getStyleClass().add("tool-row");
        VBox field = TestForm.lines(list.title(), list.wordsProperty(), 5);
        field.getChildren().add(1, head);
        return field;
    }

    private Node measures() {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox();
        for (AssociationMeasure measure : AssociationMeasure.values()) {
            ToggleButton button = new ToggleButton(measure.name());
            button.setTooltip(new Tooltip(measure.title()));
            button.setAccessibleText(measure.title());
            button.getStyleClass()
                    .add(
                            switch (measure) {
                                case WEAT -> "left-pill";
                                case SEAT -> "center-pill";
                                case CEAT -> "right-pill";
                            });
            button.setToggleGroup(group);
            button.setUserData(measure);
            row.getChildren().add(button);
        }
        viewModel.measureProperty().subscribe(measure -> {
            group.getToggles().stream()
                    .filter(toggle -> measure.equals(toggle.getUserData()))
                    .forEach(group::selectToggle);
            table.getColumns().setAll(columns());
            showWords();
        });
        group.selectedToggleProperty().addListener((observed, before, after) -> {
            if (after == null) {
                group.selectToggle(before);
            } else {
                viewModel.measureProperty().set((AssociationMeasure) after.getUserData());
            }
        });
        return row;
    }

    private void bindTable() {
        viewModel.rowsProperty().subscribe(rows -> {
            TestForm.show(table, rows);
            table.getSelectionModel().select(viewModel.shownProperty().get());
        });
        viewModel.shownProperty().subscribe(one -> table.getSelectionModel().select(one));
        table.getSelectionModel().selectedItemProperty().addListener((observed, before, after) -> {
            if (after != null) {
                viewModel.shownProperty().set(after);
            }
        });
    }

    private List<TableColumn<ModelAssociation, ModelAssociation>> columns() {
        AssociationMeasure measure = viewModel.measureProperty().get();
        List<TableColumn<ModelAssociation, ModelAssociation>> columns = new ArrayList<>(Arrays.asList(
                TestForm.number(
                        Texts.get("concepts.test.columnLayer"),
                        one -> Integer.toString(one.layer()),
                        ModelAssociation::layer),
                TestForm.number(
                        Texts.get("concepts.assoc.columnEffect"),
                        one -> Numbers.fixed(measure.effect(one), 2),
                        measure::effect),
                TestForm.text(
                        Texts.get("concepts.lean.columnInterval"), one -> Precision.range(measure.interval(one)))));
        if (measure == AssociationMeasure.CEAT) {
            columns.add(TestForm.number(
                    Texts.get("concepts.assoc.columnBetween"),
                    one -> Numbers.exact(one.contexts().betweenVariance()),
                    one -> one.contexts().betweenVariance()));
            columns.add(TestForm.number(
                    Texts.get("concepts.assoc.columnHeterogeneity"),
                    one -> Numbers.fixed(100 * one.contexts().heterogeneity(), 0) + " %",
                    one -> one.contexts().heterogeneity()));
        } else {
            columns.add(TestForm.number(
                    Texts.get("concepts.assoc.columnStatistic"),
                    one -> measure.test(one)
                            .map(test -> Numbers.fixed(test.statistic(), 3))
                            .orElse(""),
                    one -> measure.test(one).map(test -> test.statistic()).orElse(0.0)));
        }
        columns.add(TestForm.number(
                Texts.get("concepts.test.columnP"), one -> Precision.probability(measure.p(one)), measure::p));
        columns.add(TestForm.number(
                Texts.get("concepts.lean.columnP"),
                one -> Precision.probability(measure.adjustedP(one)),
                measure::adjustedP));
        columns.add(TestForm.text(Texts.get("concepts.assoc.columnPartitions"), measure::partitions));
        return columns;
    }

    private void showWords() {
        explanation.setText(viewModel.measureProperty().get().explanation());
        leftOut.setText(viewModel.leftOut());
    }
}
