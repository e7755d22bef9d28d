package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.HeatmapView;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.views.tokens.TokenStripView;

@ExtendWith(ApplicationExtension.class)
class RoutingViewFxTest {

    private final Desk desk = new Desk();
    private final List<String> saved = new ArrayList<>();
    private RoutingView view;

    @Start
    void start(Stage stage) {
        ScreenPictures.dress(false);
        view = new RoutingView(
                desk.workspace(),
                (owner, name, extension, writing) -> saved.add(name + "." + extension),
                () -> saved.add("page"));
        Scene scene = new Scene((Parent) view.node(), 1180, 720);
        scene.getStylesheets().add(Workspace.class.getResource("tiltmeter.css").toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    private void open(FxRobot robot) {
        robot.interact(() -> {
            desk.workspace().modelProperty().set(new MadeUpModel(6, 16));
            desk.workspace()
                    .selection()
                    .pairProperty()
                    .set(Desk.pair("The nurse said that ", "he", "she", " was late because of the snow ."));
            desk.work();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void emptyStatesSayWhatToDoNext(FxRobot robot) {
        robot.interact(() -> desk.workspace().modelProperty().set(new MadeUpModel(2, 0)));
        assertThat(text(robot, Texts.get("routing.noModel")).isVisible()).isTrue();
        robot.interact(() -> desk.workspace().modelProperty().set(new MadeUpModel(2, 4)));
        robot.clickOn(Texts.get("routing.toResults"));
        assertThat(desk.workspace().featureProperty().get()).isEqualTo("results");
    }

    @Test
    void showsThePairInBothThemes(FxRobot robot) {
        open(robot);
        assertThat(text(robot, Texts.get("routing.cautionLong")).isVisible()).isTrue();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.node(), "routing-light"));
        robot.interact(() -> {
            ScreenPictures.dress(true);
            robot.lookup(Texts.get("routing.variant", "men", "he"))
                    .queryAs(ToggleButton.class)
                    .fire();
            HeatmapView heatmap = robot.lookup(".heatmap-view").queryAs(HeatmapView.class);
            heatmap.selectedRowProperty().set(4);
            heatmap.selectedColumnProperty().set(6);
        });
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> ScreenPictures.take(view.node().getScene().getRoot(), "routing-dark"));
    }

    @Test
    void allLayersAtOnceLeadToOne(FxRobot robot) {
        open(robot);
        HeatmapView heatmap = robot.lookup(".heatmap-view").queryAs(HeatmapView.class);
        robot.interact(() -> robot.lookup(node ->
                        node instanceof ComboBox<?> box && box.getItems().contains(RoutingPicture.ENTROPY))
                .<ComboBox<RoutingPicture>>query()
                .setValue(RoutingPicture.ENTROPY));
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.node(), "routing-layers"));
        robot.interact(() -> {
            heatmap.selectedRowProperty().set(3);
            heatmap.selectedColumnProperty().set(6);
        });
        assertThat(desk.workspace().selection().layerProperty().get()).isEqualTo(3);
        assertThat(heatmap.readingProperty().get()).startsWith("layer 3");
    }

    @Test
    void tokenChosenInTheStripIsChosenInTheHeatmap(FxRobot robot) {
        open(robot);
        TokenStripView strip = robot.lookup(".token-strip").queryAs(TokenStripView.class);
        HeatmapView heatmap = robot.lookup(".heatmap-view").queryAs(HeatmapView.class);
        robot.interact(strip::requestFocus);
        robot.type(KeyCode.RIGHT, 4);
        assertThat(heatmap.selectedColumnProperty().get()).isEqualTo(3);
        robot.interact(heatmap::requestFocus);
        robot.type(KeyCode.RIGHT);
        assertThat(strip.selectedProperty().get()).isEqualTo(4);
    }

    @Test
    void keysWheelAndSliderGoThroughTheLayers(FxRobot robot) {
        open(robot);
        HeatmapView heatmap = robot.lookup(".heatmap-view").queryAs(HeatmapView.class);
        Slider slider = robot.lookup(".slider").queryAs(Slider.class);
        robot.interact(heatmap::requestFocus);
        robot.type(KeyCode.UP, 2);
        assertThat(slider.getValue()).isEqualTo(2);
        assertThat(text(robot, Texts.get("routing.layerOf", "2", "5")).isVisible())
                .isTrue();
        robot.moveTo(heatmap);
        robot.scroll(1, javafx.geometry.VerticalDirection.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(slider.getValue()).isNotEqualTo(2);
        robot.interact(() -> slider.setValue(5));
        assertThat(desk.workspace().selection().layerProperty().get()).isEqualTo(5);
    }

    private static Label text(FxRobot robot, String text) {
        return robot.lookup(node -> node instanceof Label label && text.equals(label.getText()))
                .queryAs(Label.class);
    }
}
