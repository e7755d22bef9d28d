package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.Word;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.Texts;

/// Tables, figures and lists have menus that the keyboard opens.
@ExtendWith(ApplicationExtension.class)
class ContextMenusFxTest {

    @TempDir
    Path folder;

    private OpenWindow open;

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    /// The menu that Shift+F10 opens on a node.
    private static ContextMenu menu(FxRobot robot, Node node) {
        robot.interact(node::requestFocus);
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        WaitForAsyncUtils.waitForFxEvents();
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void choose(FxRobot robot, ContextMenu menu, String key) {
        MenuItem item = menu.getItems().stream()
                .filter(known -> Texts.get(key).equals(known.getText()))
                .findFirst()
                .orElseThrow();
        assertThat(item.isDisable()).as(key).isFalse();
        robot.interact(() -> {
            item.fire();
            menu.hide();
        });
    }

    private static String clipboard(FxRobot robot) {
        String[] text = new String[1];
        robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
        return text[0];
    }

    @Test
    void aTableCopiesCellRowAndAllOfIt(FxRobot robot) throws TimeoutException {
        open.show("probes");
        robot.interact(() -> open.workspace()
                .probesProperty()
                .set(SampleProbes.set()
                        .withExclusions(List.of(
                                new Exclusion("t1", "=1+1", "text\tB", "first"),
                                new Exclusion("t2", "A2", "B2", "-7"),
                                new Exclusion("t2", "A3", "B3", "8")))));
        OpenWindow.await(open::isIdle);
        TableView<?> table = excluded(robot);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(0));
        choose(robot, menu(robot, table), "table.copyCell");
        assertThat(clipboard(robot)).isEqualTo("'=1+1");
        choose(robot, menu(robot, table), "table.copyRow");
        assertThat(clipboard(robot)).isEqualTo("'=1+1\t\"text\tB\"\tfirst");
        robot.interact(() -> table.getSelectionModel().clearAndSelect(1));
        choose(robot, menu(robot, table), "table.copyRow");
        assertThat(clipboard(robot)).isEqualTo("A2\tB2\t-7");
        choose(robot, menu(robot, table), "table.copyAll");
        assertThat(clipboard(robot).lines()).hasSize(4).first().asString().startsWith("Text A\tText B\tReason");
    }

    private TableView<?> excluded(FxRobot robot) {
        var tabs = robot.lookup("#pairTabs").queryAs(javafx.scene.control.TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(tabs.getTabs().size() - 1));
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#excluded").queryTableView();
    }

    @Test
    void tablesOfDrawnCellsCopyTheirWords(FxRobot robot) throws TimeoutException {
        robot.interact(() -> open.workspace().probesProperty().set(SampleProbes.set()));
        open.show("probes");
        OpenWindow.await(() -> robot.lookup("#pairs")
                .tryQueryAs(TableView.class)
                .filter(table -> !table.getItems().isEmpty())
                .isPresent());
        TableView<?> pairs = robot.lookup("#pairs").queryTableView();
        robot.interact(() -> pairs.getSelectionModel().select(0));
        choose(robot, menu(robot, pairs), "table.copyCell");
        assertThat(clipboard(robot)).contains(" / ").contains("nurse");
        choose(robot, menu(robot, pairs), "table.copyAll");
        assertThat(clipboard(robot).lines().count()).isEqualTo(pairs.getItems().size() + 1L);
    }

    @Test
    void aFigureIsPinnedByItsMenu(FxRobot robot) throws TimeoutException {
        open.runSample();
        Parent root = open.stage().getScene().getRoot();
        Node canvas = Objects.requireNonNull(root.lookup(".figure-canvas"));
        choose(robot, menu(robot, canvas), "figures.pin");
        OpenWindow.await(open::isIdle);
        assertThat(open.workspace().messages().notices())
                .anyMatch(notice -> notice.messageKey().equals("report.pinned"));
    }

    @Test
    void aTemplateIsDuplicatedRenamedAndRemovedByTheMenu(FxRobot robot) throws TimeoutException {
        robot.interact(() -> open.workspace().probesProperty().set(SampleProbes.set()));
        open.show("probes");
        ListView<?> templates = robot.lookup("#templates").queryListView();
        int before = templates.getItems().size();
        robot.interact(() -> templates.getSelectionModel().select(1));
        choose(robot, menu(robot, templates), "probes.duplicateTemplate");
        assertThat(templates.getItems()).hasSize(before + 1);
        choose(robot, menu(robot, templates), "probes.renameTemplate");
        assertThat(open.stage().getScene().getFocusOwner().getStyleClass()).contains("template-id");
        choose(robot, menu(robot, templates), "probes.removeTemplate");
        assertThat(templates.getItems()).hasSize(before);
    }

    private void takeBack(FxRobot robot) {
        robot.interact(() -> open.workspace()
                .messages()
                .notices()
                .getLast()
                .action()
                .orElseThrow()
                .run()
                .run());
    }

    private List<String> conceptNames() {
        return open.workspace().conceptsProperty().get().concepts().stream()
                .map(Concept::name)
                .toList();
    }

    @Test
    void aConceptIsRenamedDuplicatedAndRemovedByMenuAndKeys(FxRobot robot) throws TimeoutException {
        robot.interact(() -> open.workspace()
                .conceptsProperty()
                .set(new ConceptSet(
                        "set",
                        "",
                        "",
                        List.of(
                                new Concept("first", List.of("a"), List.of("b")),
                                new Concept("second", List.of("c"), List.of("d"))))));
        open.show("concepts");
        ComboBox<?> concepts = robot.lookup("#concepts").queryComboBox();
        robot.interact(() -> concepts.getSelectionModel().select(1));
        choose(robot, menu(robot, concepts), "concepts.duplicate");
        assertThat(conceptNames()).containsExactly("first", "second", "second 2");
        choose(robot, menu(robot, concepts), "concepts.rename");
        assertThat(open.stage().getScene().getFocusOwner().getId()).isEqualTo("name");
        robot.push(KeyCode.X);
        assertThat(conceptNames()).containsExactly("first", "second", "x");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(conceptNames()).containsExactly("first", "second", "second 2");
        choose(robot, menu(robot, concepts), "concepts.remove");
        assertThat(conceptNames()).containsExactly("first", "second");
        takeBack(robot);
        assertThat(conceptNames()).containsExactly("first", "second", "second 2");
        robot.interact(concepts::requestFocus);
        robot.push(KeyCode.DELETE);
        robot.push(KeyCode.DELETE);
        assertThat(conceptNames()).hasSize(1);
        robot.push(KeyCode.DELETE);
        assertThat(conceptNames()).as("one stays").hasSize(1);
        robot.push(KeyCode.F2);
        assertThat(open.stage().getScene().getFocusOwner().getId()).isEqualTo("name");
    }

    @Test
    void aWordListIsRenamedDuplicatedAndRemovedByMenuAndKeys(FxRobot robot) throws TimeoutException {
        robot.interact(() -> open.workspace()
                .probesProperty()
                .set(SampleProbes.set().withLists(List.of(new WordList("words", "", List.of(new Word("one")))))));
        open.show("probes");
        var tabs = robot.lookup("#tabs").queryAs(javafx.scene.control.TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().selectLast());
        WaitForAsyncUtils.waitForFxEvents();
        Node choice = robot.lookup("#list-choice").query();
        choose(robot, menu(robot, choice), "lists.duplicate");
        assertThat(open.workspace().probesProperty().get().lists()).hasSize(2);
        choose(robot, menu(robot, choice), "lists.remove");
        assertThat(open.workspace().probesProperty().get().lists())
                .extracting(WordList::name)
                .containsExactly("words");
        robot.interact(choice::requestFocus);
        robot.push(KeyCode.F2);
        assertThat(open.stage().getScene().getFocusOwner().getId()).isEqualTo("list-name");
        robot.push(KeyCode.X);
        assertThat(open.workspace().probesProperty().get().lists())
                .extracting(WordList::name)
                .containsExactly("x");
        robot.interact(choice::requestFocus);
        robot.push(KeyCode.DELETE);
        assertThat(open.workspace().probesProperty().get().lists()).isEmpty();
        takeBack(robot);
        assertThat(open.workspace().probesProperty().get().lists()).hasSize(1);
    }

    @Test
    void anEntryOfTheStartPageIsTakenOffAndComesBack(FxRobot robot) throws TimeoutException {
        Path model = folder.resolve("some-model");
        robot.interact(() -> open.window().settings().rememberModel(model));
        open.show("start");
        Node link = robot.lookup("some-model").query();
        while (!link.isFocusTraversable()) {
            link = link.getParent();
        }
        choose(robot, menu(robot, link), "start.forget");
        assertThat(open.window().settings().recentModels()).isEmpty();
        takeBack(robot);
        assertThat(open.window().settings().recentModels()).containsExactly(model);
    }
}
