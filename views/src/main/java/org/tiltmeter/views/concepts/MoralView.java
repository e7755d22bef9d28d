package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.tiltmeter.concept.MoralDirection;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.ReadyTests;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FileSaver;

/// Where actions lie on the axis along which they differ most. UI thread.
final class MoralView {

    private final MoralViewModel viewModel;
    private final VBox node = new VBox();

    /// An action with its rank.
    private record Ranked(int rank, MoralDirection.Action action) {}

    MoralView(MoralViewModel viewModel, FileSaver saver) {
        this.viewModel = viewModel;
        FlowPane choices = TestForm.row(
                TestForm.named(
                        Texts.get("concepts.pooling"),
                        TestForm.choice(List.of(Pooling.values()), ConceptWords::pooling, viewModel.poolingProperty())),
                TestForm.layers(viewModel.layers()),
                new JobLine(Texts.get("concepts.test.run"), viewModel.job(), viewModel::run));
        TitledPane form = form();
        ComboBox<MoralDirection> layer = new ComboBox<>();
        layer.setConverter(new WordsOf<>(one -> TestLayers.words(one.layer())));
        layer.valueProperty().bindBidirectional(viewModel.shownProperty());
        FigureStack figures = new FigureStack(saver, viewModel::fileName);
        TableView<Ranked> table = table();
        VBox result = new VBox(
                TestForm.row(
                        TestForm.named(Texts.get("concepts.moral.shown"), layer),
                        TestForm.save(saver, viewModel::table, () -> viewModel.fileName(0))),
                figures,
                table);
        result.getStyleClass().add("section");
        JobLine.shownIf(result, viewModel.shownProperty().isNotNull());
        viewModel.rowsProperty().subscribe(rows -> layer.getItems().setAll(rows));
        viewModel.shownProperty().subscribe(one -> form.setExpanded(one == null));
        viewModel.figuresProperty().subscribe(shown -> {
            figures.show(shown);
            List<MoralDirection.Action> actions = viewModel.ranked();
            TestForm.show(
                    table,
                    IntStream.range(0, actions.size())
                            .mapToObj(i -> new Ranked(i + 1, actions.get(i)))
                            .toList());
        });
        node.getStyleClass().add("section");
        node.getChildren()
                .setAll(TestForm.paragraph(Texts.get("concepts.moral.explain"), "muted"), choices, form, result);
    }

    /// The section.
    Node node() {
        return node;
    }

    private TitledPane form() {
        Button ready = new Button(Texts.get("concepts.moral.ready"));
        ready.setOnAction(event -> viewModel.use(ReadyTests.actions()));
        return TestForm.folded(
                Texts.get("concepts.moral.form"),
                TestForm.pairs(List.of(
                        TestForm.lines(Texts.get("concepts.moral.goodLines"), viewModel.goodProperty(), 5),
                        TestForm.lines(Texts.get("concepts.moral.badLines"), viewModel.badProperty(), 5))),
                TestForm.lines(Texts.get("concepts.moral.questions"), viewModel.questionsProperty(), 3),
                ready);
    }

    private static TableView<Ranked> table() {
        return TestForm.table(
                "moral",
                List.of(
                        TestForm.number(
                                Texts.get("concepts.moral.columnRank"),
                                row -> Integer.toString(row.rank()),
                                Ranked::rank),
                        TestForm.text(
                                Texts.get("concepts.moral.columnAction"),
                                row -> row.action().action()),
                        TestForm.text(
                                Texts.get("concepts.moral.columnGiven"),
                                row -> Texts.get(row.action().good() ? "concepts.moral.good" : "concepts.moral.bad")),
                        TestForm.number(
                                Texts.get("concepts.moral.columnValue"),
                                row -> Numbers.exact(row.action().value()),
                                row -> row.action().value())));
    }
}
