package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiltmeter.app.SampleProgram.await;
import static org.tiltmeter.app.SampleProgram.isShown;
import static org.tiltmeter.app.SampleProgram.shown;
import static org.tiltmeter.app.SampleProgram.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.Selection;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;

/// A whole audit by the keyboard alone, from the start page to an exported report and the session continued in a new
/// window. Nothing here points, and nothing gives a control the keyboard: each is come to by keys, in a reasonable
/// number of them.
@ExtendWith(ApplicationExtension.class)
class KeysOnlyJourneyFxTest {

    /// From the keys that call a screen or a part of it to any control that the journey needs.
    private static final int MOST_TABS = 25;

    @TempDir
    Path folder;

    private Stage stage;
    private SampleProgram program;
    private final List<String> way = new ArrayList<>();

    @Start
    void start(Stage shown) {
        stage = shown;
        program = new SampleProgram(stage, folder);
    }

    @Stop
    void stop() throws InterruptedException {
        program.close();
    }

    private Workspace workspace() {
        return program.workspace();
    }

    private Node owner() {
        return Objects.requireNonNull(stage.getScene().getFocusOwner(), () -> "nothing has the keyboard after " + way);
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void type(FxRobot robot, String letters) {
        robot.write(letters, 0);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Presses Tab until what has the keyboard is meant; where it has a ring or is a field, one sees it.
    private void tabTo(FxRobot robot, String what, Predicate<Node> meant) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; !meant.test(owner()); i++) {
            passed.add(name(owner()));
            assertThat(i).as("Tabs to %s by way of %s", what, passed).isLessThan(MOST_TABS);
            press(robot, KeyCode.TAB);
        }
        way.add(what + " " + passed.size());
        Node ring = Objects.requireNonNull(stage.getScene().getRoot().lookup(".focus-ring"));
        assertThat(ring.isVisible() || owner() instanceof TextField || owner() instanceof TextArea)
                .as("one sees that %s has the keyboard", what)
                .isTrue();
    }

    private static String name(Node node) {
        return node.getId() == null ? node.getClass().getSimpleName() + node.getStyleClass() : node.getId();
    }

    private void tabTo(FxRobot robot, String id) {
        tabTo(robot, id, node -> id.equals(node.getId()));
    }

    private void tabToNamed(FxRobot robot, String key) {
        String wanted = Texts.get(key);
        tabTo(
                robot,
                wanted,
                node -> wanted.equals(node.getAccessibleText())
                        || (node instanceof Labeled labeled && wanted.equals(labeled.getText())));
    }

    private boolean isInScreen() {
        for (Parent at = owner().getParent(); at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("content")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void anAuditFromTheStartPageToAReportAndTheSessionAgain(FxRobot robot) throws Exception {
        openTheSample(robot);
        writeProbes(robot);
        runAndRead(robot);
        String finding = text(robot, "#finding");
        lookAtRouting(robot);
        lookAtConcepts(robot);
        testAnAssociation(robot);
        writeTheReport(robot);
        saveAndContinue(robot, finding);
    }

    private void openTheSample(FxRobot robot) throws TimeoutException {
        assertThat(isInScreen()).isTrue();
        tabToNamed(robot, "start.sample");
        press(robot, KeyCode.ENTER);
        await(() -> workspace().modelProperty().get() != null
                && workspace().probesProperty().get() != null);
        assertThat(text(robot, "#modelName")).isEqualTo("olmoe-occupations");
        assertThat(isInScreen()).as("the keyboard after the screen has changed").isTrue();
    }

    private void writeProbes(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT3);
        await(() -> isShown(robot, "#templates"));
        int before = workspace().probesProperty().get().templates().size();
        tabTo(robot, "templates");
        press(robot, KeyCode.DOWN);
        press(robot, KeyCode.ENTER);
        press(robot, KeyCode.CONTROL, KeyCode.END);
        type(robot, " so");
        assertThat(workspace().probesProperty().get().templates().get(1).text()).endsWith(" so");
        tabTo(robot, "addTemplate");
        press(robot, KeyCode.SPACE);
        type(robot, "they left");
        assertThat(workspace().probesProperty().get().templates())
                .hasSize(before + 1)
                .last()
                .satisfies(added -> assertThat(added.text()).isEqualTo("they left"));
        press(robot, KeyCode.CONTROL, KeyCode.Z);
        press(robot, KeyCode.CONTROL, KeyCode.Z);
        assertThat(workspace().probesProperty().get().templates()).hasSize(before);
    }

    private void runAndRead(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.CONTROL, KeyCode.ENTER);
        await(() -> workspace().resultProperty().get() != null && isShown(robot, "#finding"));
        assertThat(isInScreen()).as("the keyboard after the run").isTrue();
        press(robot, KeyCode.F6);
        tabTo(robot, "chartKind");
        press(robot, KeyCode.DOWN);
        tabTo(robot, "the figure", node -> node.getStyleClass().contains("figure-canvas"));
        press(robot, KeyCode.RIGHT);
        tabTo(robot, "how to read", node -> node instanceof TitledPane);
        press(robot, KeyCode.SPACE);
        assertThat(((TitledPane) owner()).isExpanded()).isTrue();
        press(robot, KeyCode.F6);
        tabTo(robot, "words");
        press(robot, KeyCode.DOWN);
        assertThat(((TableView<?>) owner()).getSelectionModel().isEmpty()).isFalse();
        press(robot, KeyCode.ENTER);
        assertThat(owner().getId()).as("the pairs of the word").isEqualTo("pairs");
        press(robot, KeyCode.DOWN);
        assertThat(isShown(robot, "#detail")).isTrue();
        assertThat(workspace().selection().pairProperty().get()).isNotNull();
        tabTo(robot, "pin");
        press(robot, KeyCode.SPACE);
        assertThat(workspace().selection().pinnedProperty().get()).isNotNull();
        tabBackTo(robot, "tabs");
        press(robot, KeyCode.RIGHT);
        tabTo(robot, "templates");
    }

    private void tabBackTo(FxRobot robot, String id) {
        for (int i = 0; !id.equals(owner().getId()); i++) {
            assertThat(i).isLessThan(MOST_TABS);
            press(robot, KeyCode.SHIFT, KeyCode.TAB);
        }
    }

    private void lookAtRouting(FxRobot robot) throws TimeoutException {
        Selection selection = workspace().selection();
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT5);
        await(() -> isShown(robot, "#heatmap") && !text(robot, "#sentence").isBlank());
        tabTo(robot, "strip");
        int layer = selection.layerProperty().get();
        press(robot, KeyCode.RIGHT);
        press(robot, KeyCode.RIGHT);
        press(robot, KeyCode.UP);
        press(robot, KeyCode.DOWN);
        press(robot, KeyCode.DOWN);
        press(robot, KeyCode.UP);
        press(robot, KeyCode.UP);
        assertThat(selection.layerProperty().get()).isNotEqualTo(layer);
        tabTo(robot, "heatmap");
        press(robot, KeyCode.RIGHT);
        press(robot, KeyCode.CONTROL, KeyCode.DOWN);
        assertThat(selection.expertProperty().get()).isNotNegative();
        tabTo(robot, "expertPage");
        press(robot, KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void lookAtConcepts(FxRobot robot) throws TimeoutException {
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT6);
        await(() -> isShown(robot, "#concepts"));
        tabTo(robot, "concepts");
        press(robot, KeyCode.DOWN);
        assertThat(((ComboBox<?>) owner()).getSelectionModel().getSelectedIndex())
                .isEqualTo(1);
        tabTo(robot, "run");
        press(robot, KeyCode.SPACE);
        await(() -> isShown(robot, "#results") && isShown(robot, "#layer"));
        assertThat(isInScreen())
                .as("the keyboard after the directions were found")
                .isTrue();
        assertThat(text(robot, "#sentence")).contains("held-out");
    }

    private void testAnAssociation(FxRobot robot) throws TimeoutException {
        tabTo(
                robot,
                "the groups of pages",
                node -> node.getParent().getStyleClass().contains("concept-groups"));
        while (!isShown(robot, "#concepts-associations")) {
            press(robot, KeyCode.RIGHT);
        }
        tabToNamed(robot, "concepts.assoc.ready");
        press(robot, KeyCode.DOWN);
        tabBackTo(robot, "compute");
        press(robot, KeyCode.SPACE);
        await(() -> shown(robot, "#associations")
                .map(TableView.class::cast)
                .filter(table -> !table.getItems().isEmpty())
                .isPresent());
        assertThat(isInScreen()).as("the keyboard after the test").isTrue();
        tabTo(robot, "associations");
        press(robot, KeyCode.DOWN);
    }

    private void writeTheReport(FxRobot robot) throws Exception {
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT7);
        await(() -> isShown(robot, "#title"));
        tabTo(robot, "title");
        press(robot, KeyCode.CONTROL, KeyCode.A);
        type(robot, "By keys");
        Path page = folder.resolve("report.html");
        program.answer(page);
        // The pages are laid out anew with the title on them.
        await(() ->
                shown(robot, "#saveHtml").filter(button -> !button.isDisabled()).isPresent());
        press(robot, KeyCode.F6);
        tabTo(robot, "saveHtml");
        press(robot, KeyCode.SPACE);
        await(() -> Files.exists(page) && Files.size(page) > 20_000);
        assertThat(Files.readString(page)).contains("By keys");
    }

    private void saveAndContinue(FxRobot robot, String finding) throws Exception {
        program.answer(folder.resolve("keys.tilt"));
        press(robot, KeyCode.CONTROL, KeyCode.S);
        await(() -> text(robot, "#sessionMenu").equals("keys.tilt"));
        press(robot, KeyCode.CONTROL, KeyCode.N);
        await(() -> workspace().resultProperty().get() == null);
        closeAndStartAgain(robot);
        tabToNamed(robot, "start.session");
        press(robot, KeyCode.ENTER);
        await(() -> workspace().resultProperty().get() != null);
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT4);
        await(() -> isShown(robot, "#finding"));
        assertThat(text(robot, "#finding")).isEqualTo(finding);
    }

    private void closeAndStartAgain(FxRobot robot) {
        robot.interact(() -> {
            program.close();
            return stage;
        });
        robot.interact(() -> {
            stage = new Stage();
            program = new SampleProgram(stage, folder);
            program.answer(folder.resolve("keys.tilt"));
        });
    }
}
