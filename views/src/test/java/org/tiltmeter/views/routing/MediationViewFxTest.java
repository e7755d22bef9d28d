package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

@ExtendWith(ApplicationExtension.class)
class MediationViewFxTest {

    private final Desk desk = new Desk();
    private Parent node;

    @Start
    void start(Stage stage) {
        ScreenPictures.dress(false);
        node = (Parent) new MediationView(
                        MediationViewModelTest.made(desk.workspace()),
                        desk.workspace(),
                        (owner, name, extension, writing) -> {})
                .node();
        Scene scene = new Scene(node, 1000, 660);
        scene.getStylesheets()
                .add(Objects.requireNonNull(Workspace.class.getResource("tiltmeter.css"))
                        .toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void patchesAndShowsFigureTableAndWords(FxRobot robot) {
        robot.interact(() -> {
            desk.workspace().modelProperty().set(new MadeUpModel(3, 8));
            desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
        });
        robot.clickOn("#emptyAction");
        robot.interact(desk::work);
        WaitForAsyncUtils.waitForFxEvents();
        TableView<PatchedPlace> table = robot.lookup("#places").queryTableView();
        assertThat(table.isVisible()).isTrue();
        assertThat(table.getItems()).hasSize(3);
        FigureView figure = robot.lookup(node -> node instanceof FigureView).query();
        assertThat(figure.isVisible()).isTrue();
        assertThat(robot.lookup("#sentence").queryAs(Labeled.class).getText()).contains("carry 40.0 %");
        robot.interact(() -> ScreenPictures.take(node, "routing-mediation"));
        robot.interact(() ->
                robot.lookup("#comparison").queryComboBox().getSelectionModel().selectLast());
        assertThat(table.isVisible()).isFalse();
        assertThat(figure.isVisible()).isFalse();
    }
}
