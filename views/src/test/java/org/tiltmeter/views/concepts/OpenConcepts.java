package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.AnsweringDialogs;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;

/// The concept explorer alone on a stage, over work that runs when a test says so; what is saved is only noted.
final class OpenConcepts {

    private static final double WIDTH = 1180;

    final Desk desk = new Desk();

    /// Names of files that were saved.
    final List<String> saved = new ArrayList<>();

    final ConceptsView view;

    OpenConcepts(Stage stage) {
        ScreenPictures.dress(false);
        view = new ConceptsView(
                desk.workspace(),
                (owner, name, extension, writing) -> saved.add(name + "." + extension),
                new AnsweringDialogs(),
                List.of(ConceptsViewModelTest.SET));
        Scene scene = new Scene((Parent) view.node(), WIDTH, 760);
        scene.getStylesheets().add(Workspace.class.getResource("tiltmeter.css").toExternalForm());
        stage.setScene(scene);
        // A test of the whole window may have left its least width to the stage that all share.
        stage.setMinWidth(0);
        stage.show();
    }

    /// Runs what waits.
    void work(FxRobot robot) {
        robot.interact(desk::work);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Turns to a group of pages.
    static void group(FxRobot robot, String key) {
        robot.clickOn(robot.lookup(node ->
                        node instanceof ToggleButton button && Texts.get(key).equals(button.getText()))
                .<ToggleButton>query());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// The button that is seen with these words.
    static Button button(FxRobot robot, String key) {
        return robot.lookup(node -> node instanceof Button named
                        && isShown(node)
                        && Texts.get(key).equals(named.getText()))
                .queryButton();
    }

    /// Whether it and all that it stands in are visible; a tab behind another is not.
    static boolean isShown(Node node) {
        return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
    }

    /// Takes a picture of the screen.
    void picture(String name) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.node(), name));
    }
}
