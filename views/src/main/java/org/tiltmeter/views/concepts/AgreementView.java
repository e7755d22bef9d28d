package org.tiltmeter.views.concepts;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.views.Fxml;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.WordsOf;
import org.tiltmeter.views.figures.FileSaver;

/// Whether behaviour and representation go together over words. UI thread.
final class AgreementView {

    private final AgreementViewModel viewModel;
    private final FigureStack figures;
    private final Parent node;

    @FXML
    private FlowPane choices;

    @FXML
    private ComboBox<ProbeResult> comparison;

    @FXML
    private Label groupA;

    @FXML
    private ComboBox<String> conceptA;

    @FXML
    private Label groupB;

    @FXML
    private ComboBox<String> conceptB;

    @FXML
    private Label noResult;

    @FXML
    private VBox charts;

    AgreementView(AgreementViewModel viewModel, FileSaver saver) {
        this.viewModel = viewModel;
        figures = new FigureStack(saver, viewModel::fileName);
        node = Fxml.load(this);
    }

    /// The section.
    Parent node() {
        return node;
    }

    @FXML
    void initialize() {
        comparison.setItems(viewModel.comparisons());
        comparison.setConverter(new WordsOf<>(AgreementViewModel::title));
        comparison.valueProperty().bindBidirectional(viewModel.comparisonProperty());
        comparison.setAccessibleText(Texts.get("concepts.agree.comparisonLabel"));
        conceptA.setItems(viewModel.concepts());
        conceptB.setItems(viewModel.concepts());
        conceptA.valueProperty().bindBidirectional(viewModel.conceptAProperty());
        conceptB.valueProperty().bindBidirectional(viewModel.conceptBProperty());
        groupA.setLabelFor(conceptA);
        groupB.setLabelFor(conceptB);
        choices.getChildren()
                .add(new JobLine(Texts.get("concepts.agree.compare"), viewModel.job(), viewModel::compare));
        JobLine.shownIf(choices, viewModel.comparisonProperty().isNotNull());
        JobLine.shownIf(noResult, Bindings.not(choices.visibleProperty()));
        charts.getChildren().setAll(figures);
        viewModel.comparisonProperty().subscribe(this::name);
        viewModel.figuresProperty().subscribe(figures::show);
    }

    private void name(@Nullable ProbeResult chosen) {
        groupA.setText(chosen == null ? "" : Texts.get("concepts.agree.standsFor", chosen.groupA()));
        groupB.setText(chosen == null ? "" : Texts.get("concepts.agree.standsFor", chosen.groupB()));
    }
}
