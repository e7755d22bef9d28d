package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.views.AnsweringDialogs;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.figures.HeatmapView;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

@ExtendWith(ApplicationExtension.class)
class RoutingExplorerViewFxTest {

    private final Desk desk = new Desk();
    private final List<String> saved = new ArrayList<>();
    private RoutingExplorerView view;

    @TempDir
    private Path folder;

    @Start
    void start(Stage stage) {
        ScreenPictures.dress(false);
        view = new RoutingExplorerView(desk.workspace(), this::save, new AnsweringDialogs());
        Scene scene = new Scene((Parent) view.node(), 1180, 720);
        scene.getStylesheets()
                .add(Objects.requireNonNull(Workspace.class.getResource("tiltmeter.css"))
                        .toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    private TabPane tabs() {
        return (TabPane) view.node().lookup(".routing-tabs");
    }

    private void save(@Nullable Window owner, String name, String extension, FileSaver.Writing writing) {
        saved.add(name + "." + extension);
        Path file = folder.resolve(name + "." + extension);
        try {
            writing.write(file);
            assertThat(Files.readString(file)).containsAnyOf(RoutingStudy.CAUTION, DenseStudy.CAUTION);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void studiesTheProbeSetAndSelectsAnExpertEverywhere(FxRobot robot) {
        robot.interact(() -> {
            desk.workspace().modelProperty().set(new MadeUpModel(4, 16));
            desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
            tabs().getSelectionModel().select(1);
        });
        robot.clickOn(Texts.get("routing.study"));
        robot.interact(desk::work);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup((Node node) -> node instanceof Label label
                                && Texts.get("routing.cautionLong").equals(label.getText())
                                && label.getScene() != null)
                        .queryAll())
                .hasSizeGreaterThanOrEqualTo(2);
        TableView<ExpertDifference> table = robot.lookup("#experts").queryTableView();
        assertThat(table.getItems()).hasSize(64);
        assertThat(table.getColumns()).hasSize(9);
        robot.clickOn(Texts.get("routing.columnInterval"));
        assertThat(table.getItems())
                .isSortedAccordingTo((one, other) ->
                        Double.compare(WordColumns.nearZero(one.interval()), WordColumns.nearZero(other.interval())));
        robot.clickOn(Texts.get("routing.columnCorrected"));
        assertThat(table.getItems())
                .isSortedAccordingTo((one, other) ->
                        Double.compare(WordColumns.orOne(one.correctedP()), WordColumns.orOne(other.correctedP())));
        robot.clickOn("#saveTable");
        assertThat(saved).containsExactly("made-up-routing-experts.csv");
        ExpertDifference third = table.getItems().get(2);
        robot.interact(() -> table.getSelectionModel().select(2));
        assertThat(desk.workspace().selection().expertProperty().get()).isEqualTo(third.expert());
        HeatmapView heatmap = robot.lookup(".heatmap-view").queryAllAs(HeatmapView.class).stream()
                .filter(one -> one.readingProperty().get().startsWith("layer"))
                .findFirst()
                .orElseThrow();
        assertThat(heatmap.selectedColumnProperty().get()).isEqualTo(third.expert());
        robot.interact(() -> {
            heatmap.selectedColumnProperty().set(7);
            heatmap.selectedRowProperty().set(3);
        });
        assertThat(table.getSelectionModel().getSelectedItem().expert()).isEqualTo(7);
        assertThat(table.getSelectionModel().getSelectedItem().layer()).isEqualTo(3);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.node(), "routing-study"));
        robot.interact(() -> ScreenPictures.dress(true));
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.node(), "routing-study-dark"));
    }

    @Test
    void opensAnExpertsPageFromTheTableAndGoesToItsPartners(FxRobot robot) {
        robot.interact(() -> {
            desk.workspace().modelProperty().set(new MadeUpModel(4, 16));
            desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
            tabs().getSelectionModel().select(1);
        });
        robot.clickOn(Texts.get("routing.study"));
        robot.interact(desk::work);
        TableView<ExpertDifference> table = robot.lookup("#experts").queryTableView();
        robot.interact(() -> table.getSelectionModel().select(4));
        ExpertDifference chosen = table.getItems().get(4);
        robot.clickOn(Texts.get("routing.toPage"));
        assertThat(tabs().getSelectionModel().getSelectedIndex()).isEqualTo(2);
        robot.interact(desk::work);
        WaitForAsyncUtils.waitForFxEvents();
        ComboBox<Integer> layer = robot.lookup("#layer").<ComboBox<Integer>>queryAll().stream()
                .findFirst()
                .orElseThrow();
        assertThat(layer.getValue()).isEqualTo(chosen.layer());
        assertThat(robot.lookup((Node node) -> node instanceof Label label
                                && label.getText().equals(Texts.get("routing.cautionLong"))
                                && label.getScene() != null)
                        .queryAll())
                .isNotEmpty();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.node(), "routing-expert"));
        Hyperlink partner =
                robot.lookup((Node node) -> node instanceof Hyperlink).query();
        robot.interact(partner::fire);
        assertThat(Texts.get(
                        "routing.pagePartner",
                        Integer.toString(
                                desk.workspace().selection().expertProperty().get())))
                .isEqualTo(partner.getText());
        robot.interact(() -> robot.lookup("#save").queryAs(Button.class).fire());
        assertThat(saved)
                .containsExactly("made-up-expert-" + chosen.layer() + "-"
                        + desk.workspace().selection().expertProperty().get() + ".csv");
    }

    @Test
    void aDenseModelShowsItsNeuronsAndHeadsInstead(FxRobot robot) {
        robot.interact(() -> {
            desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
            desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
        });
        assertThat(tabs().isVisible()).isFalse();
        robot.clickOn(Texts.get("routing.studyDense"));
        robot.interact(desk::work);
        WaitForAsyncUtils.waitForFxEvents();
        TableView<UnitDifference> table = robot.lookup("#units").queryTableView();
        assertThat(table.getItems()).hasSize(36);
        UnitDifference second = table.getItems().get(1);
        robot.interact(() -> table.getSelectionModel().select(1));
        HeatmapView heatmap = robot.lookup(".heatmap-view").queryAllAs(HeatmapView.class).stream()
                .filter(one -> one.readingProperty().get().startsWith("layer"))
                .findFirst()
                .orElseThrow();
        assertThat(heatmap.selectedRowProperty().get()).isEqualTo(second.layer());
        assertThat(heatmap.selectedColumnProperty().get()).isEqualTo(second.first());
        robot.interact(() -> {
            heatmap.selectedColumnProperty().set(7);
            heatmap.selectedRowProperty().set(2);
        });
        assertThat(table.getSelectionModel().getSelectedItem().first()).isEqualTo(7);
        assertThat(table.getSelectionModel().getSelectedItem().layer()).isEqualTo(2);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.node(), "routing-dense"));
        robot.interact(() -> robot.lookup("#saveTable").queryAllAs(Button.class).stream()
                .filter(button -> button.getScene() != null
                        && table.getParent() == button.getParent().getParent())
                .forEach(Button::fire));
        assertThat(saved).containsExactly("made-up-neurons-and-heads.csv");
        robot.interact(() -> desk.workspace().modelProperty().set(new MadeUpModel(3, 8)));
        assertThat(tabs().isVisible()).isTrue();
    }

    @Test
    void listsChangesOfTheSelectedExpertAndMeasuresThem(FxRobot robot) {
        robot.interact(() -> {
            desk.workspace().modelProperty().set(new MadeUpModel(4, 16));
            desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
            desk.workspace().selection().layerProperty().set(2);
            desk.workspace().selection().expertProperty().set(9);
            tabs().getSelectionModel().select(3);
        });
        robot.clickOn(Texts.get("routing.addChange"));
        String words = Texts.get("routing.changeSilence", Texts.get("routing.targetExpert", "2", "9"));
        robot.clickOn(words);
        robot.clickOn(Texts.get("routing.measure"));
        robot.interact(desk::work);
        WaitForAsyncUtils.waitForFxEvents();
        TableView<Effect> effects = robot.lookup("#effects").queryTableView();
        assertThat(effects.getItems()).isNotEmpty();
        assertThat(robot.lookup("#sentence").queryAllAs(Label.class))
                .anyMatch(label -> label.getText().equals(Texts.get("routing.changedNothing")));
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.node(), "routing-changes"));
        robot.clickOn(Texts.get("routing.resetChanges"));
        assertThat(effects.getItems()).isEmpty();
    }
}
