package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Dropping a folder of models, and choosing one by clicking.
@ExtendWith(ApplicationExtension.class)
class FoundModelsJourneyFxTest {

    @TempDir
    Path folder;

    private OpenWindow open;

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder.resolve("window"), stage);
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    private static String text(FxRobot robot, String id) {
        return ((Label) Objects.requireNonNull(robot.lookup("#" + id).query())).getText();
    }

    @Test
    void choosesOneOfSeveral(FxRobot robot) throws Exception {
        for (String name : new String[] {"small", "large"}) {
            Path model = Files.createDirectories(folder.resolve("models").resolve(name));
            Files.writeString(model.resolve("config.json"), "{}");
        }
        Files.writeString(folder.resolve("models/pytorch_model.bin"), "pickle");
        robot.interact(() -> open.window().open(folder.resolve("models")));
        OpenWindow.await(open::isIdle);
        assertThat(text(robot, "title")).isEqualTo("2 models");
        assertThat(robot.lookup("#passedOverRows .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("pytorch_model.bin", "pickles can run code; convert it to safetensors");
        Hyperlink small = robot.lookup("#models .hyperlink").queryAllAs(Hyperlink.class).stream()
                .filter(link -> link.getText().equals("small"))
                .findFirst()
                .orElseThrow();
        robot.interact(small::fire);
        OpenWindow.await(open::isIdle);
        assertThat(robot.lookup("#load").query().isVisible()).isTrue();
        assertThat(text(robot, "memoryText")).startsWith("Needs about");
    }
}
