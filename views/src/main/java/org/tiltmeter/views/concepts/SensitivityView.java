package org.tiltmeter.views.concepts;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.Sensitivity;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FileSaver;

/// How answers respond to a concept (TCAV). UI thread.
final class SensitivityView {

    private final SensitivityViewModel viewModel;
    private final VBox node = new VBox();

    SensitivityView(SensitivityViewModel viewModel, FileSaver saver) {
        this.viewModel = viewModel;
        ComboBox<String> concept = new ComboBox<>(viewModel.concepts());
        concept.valueProperty().bindBidirectional(viewModel.conceptProperty());
        FlowPane choices = TestForm.row(
                TestForm.named(Texts.get("concepts.choose"), concept),
                TestForm.named(
                        Texts.get("concepts.pooling"),
                        TestForm.choice(List.of(Pooling.values()), ConceptWords::pooling, viewModel.poolingProperty())),
                TestForm.layers(viewModel.layers()),
                new JobLine(Texts.get("concepts.test.run"), viewModel.job(), viewModel::run));
        TitledPane form = form();
        FigureStack figures = new FigureStack(saver, ignored -> viewModel.fileName());
        TableView<Sensitivity> table = table();
        VBox result = new VBox(
                TestForm.paragraph(Texts.get("concepts.tcav.says"), "muted"),
                figures,
                new HBox(TestForm.save(saver, viewModel::table, viewModel::fileName)),
                table);
        result.getStyleClass().add("section");
        JobLine.shownIf(result, viewModel.rowsProperty().map(rows -> !rows.isEmpty()));
        viewModel.rowsProperty().subscribe(rows -> {
            TestForm.show(table, rows);
            form.setExpanded(rows.isEmpty());
        });
        viewModel.figuresProperty().subscribe(figures::show);
        node.getStyleClass().add("section");
        node.getChildren()
                .setAll(TestForm.paragraph(Texts.get("concepts.tcav.explain"), "muted"), choices, form, result);
        node.sceneProperty().subscribe(scene -> viewModel.comparison().follow(scene != null));
    }

    /// The section.
    Node node() {
        return node;
    }

    private TitledPane form() {
        ComboBox<Questions.Groups> comparison =
                new ComboBox<>(viewModel.comparison().all());
        comparison.setConverter(new WordsOf<>(ConceptWords::comparison));
        comparison.valueProperty().bindBidirectional(viewModel.comparison().chosenProperty());
        comparison.setPromptText(Texts.get("concepts.build.noComparison"));
        Button take = new Button(Texts.get("concepts.tcav.take"));
        take.setOnAction(event -> viewModel.takeTexts());
        take.disableProperty().bind(viewModel.comparison().chosenProperty().isNull());
        return TestForm.folded(
                Texts.get("concepts.tcav.form"),
                TestForm.row(TestForm.named(Texts.get("concepts.tcav.from"), comparison), take),
                TestForm.lines(Texts.get("concepts.tcav.texts"), viewModel.textsProperty(), 4),
                TestForm.pairs(List.of(
                        TestForm.lines(Texts.get("concepts.tcav.answerA"), viewModel.answerAProperty(), 3),
                        TestForm.lines(Texts.get("concepts.tcav.answerB"), viewModel.answerBProperty(), 3))));
    }

    private static TableView<Sensitivity> table() {
        return TestForm.table(
                "sensitivities",
                List.of(
                        TestForm.number(
                                Texts.get("concepts.test.columnLayer"),
                                one -> Integer.toString(one.layer()),
                                Sensitivity::layer),
                        TestForm.number(
                                Texts.get("concepts.tcav.columnScore"),
                                one -> Numbers.fixed(one.score(), 2),
                                Sensitivity::score),
                        TestForm.text(Texts.get("concepts.tcav.columnRuns"), one -> span(one.scores())),
                        TestForm.number(
                                Texts.get("concepts.tcav.columnRandom"),
                                one -> Numbers.fixed(one.randomScore(), 2),
                                Sensitivity::randomScore),
                        TestForm.text(Texts.get("concepts.tcav.columnRandomRuns"), one -> span(one.randomScores())),
                        TestForm.number(
                                Texts.get("concepts.tcav.columnAsFar"),
                                one -> Integer.toString(one.randomAsFar()),
                                Sensitivity::randomAsFar),
                        TestForm.number(
                                Texts.get("concepts.tcav.columnChange"),
                                one -> Numbers.exact(one.meanChange()),
                                Sensitivity::meanChange),
                        TestForm.number(
                                Texts.get("concepts.test.columnP"),
                                one -> SensitivityFigures.p(one.p()),
                                Sensitivity::p),
                        TestForm.number(
                                Texts.get("concepts.lean.columnP"),
                                one -> SensitivityFigures.p(one.adjustedP()),
                                Sensitivity::adjustedP)));
    }

    private static String span(Sensitivity.Span span) {
        return Texts.get("number.range", Numbers.fixed(span.low(), 2), Numbers.fixed(span.high(), 2));
    }
}
