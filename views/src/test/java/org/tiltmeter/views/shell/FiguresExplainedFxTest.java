package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.testing.MadeUpModel;

/// Goes through all screens and all their tabs, runs what can be run there and chooses everything that can be chosen:
/// no figure may be seen that does not say how it is read and what it shows.
@ExtendWith(ApplicationExtension.class)
class FiguresExplainedFxTest {

    private static final Set<String> COMPUTING = Set.of("idleAction", "emptyAction", "steer", "erase", "compute");
    private static final Set<String> CHOOSING = Set.of("chartKind", "picture", "quantity", "variant", "kind");

    @TempDir
    Path folder;

    private OpenWindow open;
    private final Set<String> faults = new LinkedHashSet<>();
    private final Set<String> titles = new HashSet<>();

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    private Parent root() {
        return open.stage().getScene().getRoot();
    }

    private void settle() throws TimeoutException {
        UiThread.await(open::isIdle);
    }

    private void check(String where) {
        UiThread.run(() -> {
            UiThread.layOut();
            ScreenFaults.unexplained(root(), titles).forEach(fault -> faults.add(where + ": " + fault));
        });
    }

    private <T extends Node> List<T> seen(Class<T> kind) {
        List<T> found = new ArrayList<>();
        UiThread.run(() -> ScreenFaults.visible(root()).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(node -> !node.isDisabled())
                .forEach(found::add));
        return found;
    }

    /// Computes what is computed on request.
    private void press() throws TimeoutException {
        for (Button button : seen(Button.class)) {
            if (button.getId() != null && COMPUTING.contains(button.getId())) {
                UiThread.run(button::fire);
                settle();
            }
        }
    }

    private void choose(String where) throws TimeoutException {
        check(where);
        for (ComboBox<?> box : seen(ComboBox.class)) {
            for (int i = 0;
                    box.getId() != null
                            && CHOOSING.contains(box.getId())
                            && i < box.getItems().size();
                    i++) {
                int choice = i;
                UiThread.run(() -> box.getSelectionModel().select(choice));
                settle();
                check(where + ", " + box.getId() + " " + i);
            }
        }
    }

    private void look(String where, Set<TabPane> above) throws TimeoutException {
        press();
        choose(where);
        for (TabPane tabs : seen(TabPane.class)) {
            if (above.add(tabs)) {
                for (int i = 0; i < tabs.getTabs().size(); i++) {
                    int tab = i;
                    UiThread.run(() -> tabs.getSelectionModel().select(tab));
                    settle();
                    look(where + "/" + tabs.getTabs().get(i).getText(), above);
                }
            }
        }
    }

    /// Pages of the concept explorer that stand behind buttons.
    private void turnPages(FxRobot robot) throws TimeoutException {
        List<ToggleButton> pages = new ArrayList<>();
        robot.interact(() ->
                root().lookupAll(".concept-choices > .toggle-button").forEach(page -> pages.add((ToggleButton) page)));
        for (ToggleButton page : pages) {
            robot.interact(() -> page.setSelected(true));
            settle();
            look("concepts/" + page.getText(), new HashSet<>());
        }
    }

    /// Two concepts that a made-up model tells apart.
    static ConceptSet concepts() {
        List<String> capital = new ArrayList<>();
        List<String> small = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            capital.add("This is W" + i);
            small.add("This is w" + i);
        }
        return new ConceptSet(
                "letters",
                "",
                "",
                List.of(new Concept("capital", capital, small), new Concept("small", small, capital)));
    }

    private static CounterfactualPair pair() {
        return Expansion.of(SampleProbes.set()).pair(0);
    }

    private void tour(FxRobot robot, LanguageModel model, String... screens) throws TimeoutException {
        UiThread.run(() -> {
            open.workspace().modelProperty().set(model);
            open.workspace().probesProperty().set(SampleProbes.set());
            open.workspace().conceptsProperty().set(concepts());
        });
        settle();
        open.run();
        UiThread.run(() -> open.workspace().selection().pairProperty().set(pair()));
        for (String screen : screens) {
            open.show(screen);
            look(screen, new HashSet<>());
        }
        turnPages(robot);
    }

    @Test
    void everyFigureSaysHowItIsReadAndWhatItShows(FxRobot robot) throws TimeoutException {
        tour(robot, new MadeUpModel(3, 8), "results", "routing", "concepts");
        tour(robot, new MadeUpModel(3, 0), "routing");
        assertThat(faults).isEmpty();
        assertThat(titles).as("figures that were seen").hasSizeGreaterThan(11);
    }
}
