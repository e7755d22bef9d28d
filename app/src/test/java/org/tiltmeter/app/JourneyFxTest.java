package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiltmeter.app.SampleProgram.await;
import static org.tiltmeter.app.SampleProgram.isShown;
import static org.tiltmeter.app.SampleProgram.shown;
import static org.tiltmeter.app.SampleProgram.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
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
import org.tiltmeter.views.Workspace;

/// An auditor's way through the whole program with a real model: open, edit, run, a pair, its tokens and experts, a
/// concept, export, save, close, open again. Asserts on what the user sees.
@ExtendWith(ApplicationExtension.class)
class JourneyFxTest {

    @TempDir
    Path folder;

    private SampleProgram program;

    @Start
    void start(Stage stage) {
        program = new SampleProgram(stage, folder);
    }

    @Stop
    void stop() throws InterruptedException {
        program.close();
    }

    private Workspace workspace() {
        return program.workspace();
    }

    /// Opens a model by the button and loads it after its summary was shown.
    private void openTheSampleModelByHand(FxRobot robot) throws TimeoutException {
        program.answer(program.model());
        robot.clickOn("#changeModel");
        await(() -> isShown(robot, "#load"));
        assertThat(workspace().modelProperty().get())
                .as("shown before it is loaded")
                .isNull();
        robot.clickOn("#load");
        await(() -> workspace().modelProperty().get() != null);
        assertThat(text(robot, "#modelName")).isEqualTo("olmoe-occupations");
    }

    private void writeAndRunProbes(FxRobot robot) throws TimeoutException {
        robot.clickOn("#feature-probes");
        robot.clickOn("#probes-sample");
        WaitForAsyncUtils.waitForFxEvents();
        String before = text(robot, "#count");
        TextArea first = robot.lookup(".template-text").<TextArea>queryAll().stream()
                .filter(area -> area.getText().startsWith("The {occupation} said that"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> first.setText("The {job} said that {gender.subject} was late."));
        assertThat(text(robot, "#problem")).contains("{job}");
        robot.interact(() -> first.setText("On {day.name}, the {occupation} said that {gender.subject} was late."));
        assertThat(isShown(robot, "#problem")).isFalse();
        assertThat(text(robot, "#count")).isNotEqualTo(before);
        robot.clickOn("#run");
        await(() -> workspace().resultProperty().get() != null);
    }

    @Test
    void fromOpeningAModelToAnExportedFigureAndASavedSession(FxRobot robot) throws Exception {
        openTheSampleModelByHand(robot);
        writeAndRunProbes(robot);

        String finding = text(robot, "#finding");
        assertThat(finding).contains("women", "men", "nats", "95 % interval", "20 templates", "neutral swaps");
        assertThat(robot.lookup("#words").queryTableView().getItems()).hasSize(4);

        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(2));
        TableView<?> pairs = robot.lookup("#pairs").queryTableView();
        robot.interact(() -> pairs.getSelectionModel().select(0));
        assertThat(isShown(robot, "#detail")).isTrue();
        export(robot, "pairs.csv");
        assertThat(Files.readAllLines(folder.resolve("pairs.csv")).getFirst()).contains("text A", "difference (nats)");

        lookAtRouting(robot);
        lookAtConcepts(robot);
        writeTheReport(robot);
        saveCloseAndOpenAgain(robot, finding);
    }

    private void writeTheReport(FxRobot robot) throws TimeoutException {
        robot.clickOn("#feature-report");
        await(() -> robot.lookup(".report-page").tryQuery().isPresent());
        assertThat(robot.lookup(".report-figure").queryAll()).hasSize(1);
        Path page = folder.resolve("report.pdf");
        program.answer(page);
        robot.clickOn("#savePdf");
        await(() -> Files.exists(page) && Files.size(page) > 20_000);
    }

    private void export(FxRobot robot, String name) throws TimeoutException {
        Path file = folder.resolve(name);
        program.answer(file);
        robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
        await(() -> Files.exists(file));
    }

    private void lookAtRouting(FxRobot robot) throws TimeoutException, IOException {
        robot.clickOn("#feature-routing");
        await(() -> isShown(robot, "#heatmap") && !text(robot, "#sentence").isBlank());
        assertThat(text(robot, "#sentence")).contains("bits", "Neutral swaps");
        assertThat(text(robot, "#caution")).contains("not yet bias");
        Slider layer = (Slider) shown(robot, "#layer").orElseThrow();
        robot.interact(() -> layer.setValue(3));
        assertThat(text(robot, "#layerLabel")).contains("3");
        assertThat(workspace().selection().layerProperty().get()).isEqualTo(3);
        robot.clickOn("#variantA");

        MenuButton menu = (MenuButton) shown(robot, "#heatmapMenu").orElseThrow();
        Path picture = folder.resolve("routing.png");
        program.answer(picture);
        robot.interact(() -> firstPicture(menu).fire());
        await(() -> Files.exists(picture) && Files.size(picture) > 5_000);
        Path drawing = folder.resolve("routing.svg");
        program.answer(drawing);
        robot.interact(() -> item(menu, "SVG").fire());
        await(() -> Files.exists(drawing) && Files.size(drawing) > 5_000);
        robot.interact(() -> item(menu, "Pin").fire());
        assertThat(Files.readString(drawing)).contains("<text", "not yet bias");
    }

    private static MenuItem firstPicture(MenuButton menu) {
        return menu.getItems().stream()
                .filter(Menu.class::isInstance)
                .map(Menu.class::cast)
                .findFirst()
                .orElseThrow()
                .getItems()
                .getFirst();
    }

    private static MenuItem item(MenuButton menu, String words) {
        return menu.getItems().stream()
                .filter(item -> item.getText() != null && item.getText().contains(words))
                .findFirst()
                .orElseThrow();
    }

    private void lookAtConcepts(FxRobot robot) throws TimeoutException {
        robot.clickOn("#feature-concepts");
        WaitForAsyncUtils.waitForFxEvents();
        await(() -> isShown(robot, "#idleAction"));
        TextArea with = robot.lookup("#positive").queryAs(TextArea.class);
        TextArea without = robot.lookup("#negative").queryAs(TextArea.class);
        robot.interact(() -> {
            with.setText(lines("woman", "mother", "sister", "girl", "aunt", "lady", "queen", "daughter"));
            without.setText(lines("letter", "clock", "box", "ticket", "lamp", "book", "map", "key"));
        });
        robot.clickOn("#idleAction");
        await(() -> isShown(robot, "#results") && isShown(robot, "#sentence"));
        assertThat(text(robot, "#sentence")).contains("held-out", "shuffled labels");
        assertThat(text(robot, "#caution")).contains("not cause");
    }

    private static String lines(String... words) {
        return Arrays.stream(words).map(word -> "On Friday, the " + word).collect(Collectors.joining("\n"));
    }

    private void saveCloseAndOpenAgain(FxRobot robot, String finding) throws TimeoutException {
        Path file = folder.resolve("audit.tilt");
        program.answer(file);
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        await(() -> text(robot, "#sessionMenu").equals("audit.tilt"));
        robot.press(KeyCode.CONTROL, KeyCode.N).release(KeyCode.N, KeyCode.CONTROL);
        await(() -> workspace().resultProperty().get() == null);
        robot.press(KeyCode.CONTROL, KeyCode.O).release(KeyCode.O, KeyCode.CONTROL);
        await(() -> workspace().resultProperty().get() != null);
        robot.clickOn("#feature-results");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text(robot, "#finding")).isEqualTo(finding);
    }
}
