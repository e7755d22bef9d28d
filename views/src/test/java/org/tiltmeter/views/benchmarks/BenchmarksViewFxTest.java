package org.tiltmeter.views.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.AnsweringDialogs;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

@ExtendWith(ApplicationExtension.class)
class BenchmarksViewFxTest {

    @TempDir
    Path folder;

    private final Desk desk = new Desk();
    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private final BenchmarksViewModel viewModel = new BenchmarksViewModel(desk.workspace());

    @Start
    void start(Stage stage) {
        ScreenPictures.dress(false);
        Scene scene = new Scene(new BenchmarksView(viewModel, dialogs).node(), 1000, 640);
        scene.getStylesheets().add(Workspace.class.getResource("tiltmeter.css").toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    private void settle(FxRobot robot) {
        robot.interact(desk::work);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Path pairs(String... rows) throws IOException {
        return Files.writeString(
                folder.resolve("pairs.csv"),
                ",sent_more,sent_less,stereo_antistereo,bias_type,annotations,anon_writer,anon_annotators\n"
                        + String.join("\n", rows) + "\n");
    }

    private static String row(int number, String more, String less) {
        return number + "," + more + "," + less + ",stereo,gender,[],a0,[]";
    }

    private void open(FxRobot robot, Path file) {
        dialogs.answer(file);
        robot.clickOn("#benchmarks-file");
        settle(robot);
    }

    @Test
    void aFileIsRecognisedPlannedRunAndShown(FxRobot robot) throws IOException {
        open(
                robot,
                pairs(
                        row(0, "She cooks well .", "He cooks well ."),
                        row(1, "Women cannot drive .", "Men cannot drive ."),
                        row(2, "The old man slept .", "The young man slept .")));
        assertThat(robot.lookup(Texts.get("benchmarks.items", 3L, "crows-pairs"))
                        .tryQuery())
                .isPresent();
        assertThat(robot.lookup(Texts.get("benchmarks.crowsPairsMeasures")).tryQuery())
                .isPresent();
        robot.clickOn("#benchmark-run");
        assertThat(desk.workspace().featureProperty().get()).isEqualTo("model");

        robot.interact(() -> desk.workspace().modelProperty().set(new MadeUpModel(1, 0)));
        robot.clickOn("#benchmark-run");
        assertThat(robot.lookup("#benchmark-cancel").query().isVisible()).isTrue();
        settle(robot);
        assertThat(robot.lookup("#benchmark-cancel").query().isVisible()).isFalse();
        assertThat(desk.workspace().benchmarks()).hasSize(1);
        assertThat(desk.workspace().runProperty().get().benchmarks()).hasSize(1);
        TableView<?> table = robot.lookup("#benchmark-values").queryTableView();
        assertThat(table.getItems())
                .hasSameSizeAs(desk.workspace().benchmarks().getFirst().measures());
        assertThat(robot.lookup("CrowS-Pairs · pairs.csv · made-up").tryQuery()).isPresent();
    }

    @Test
    void cancellingKeepsNothingAndSaysSo(FxRobot robot) throws IOException {
        open(robot, pairs(row(0, "She cooks .", "He cooks ."), row(1, "A b .", "A c .")));
        robot.interact(() -> desk.workspace().modelProperty().set(new MadeUpModel(1, 0)));
        robot.clickOn("#benchmark-run");
        robot.clickOn("#benchmark-cancel");
        settle(robot);
        assertThat(desk.workspace().benchmarks()).isEmpty();
        assertThat(desk.workspace().messages().notices().getLast().text()).isEqualTo(Texts.get("benchmarks.cancelled"));
    }

    @Test
    void anUnknownFormIsAskedAboutAndBrokenRowsAreNamed(FxRobot robot) throws IOException {
        open(robot, Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n"));
        ComboBox<String> choice = robot.lookup("#benchmark-choice").queryComboBox();
        assertThat(choice.getItems()).hasSize(12);
        assertThat(choice.getValue()).isNull();
        robot.interact(() -> choice.setValue("crows-pairs"));
        settle(robot);
        assertThat(viewModel.planProperty().get().orElseThrow().problem().orElseThrow())
                .contains("other.csv has no column");
        assertThat(robot.lookup("#benchmark-run").queryAs(Button.class).isDisabled())
                .isTrue();

        open(robot, pairs(row(0, "She cooks .", "He cooks ."), "1,only"));
        assertThat(viewModel.planProperty().get().orElseThrow().problem().orElseThrow())
                .contains("row 3");
        assertThat(viewModel.planProperty().get().orElseThrow().ids()).isEqualTo(List.of("crows-pairs"));
    }
}
