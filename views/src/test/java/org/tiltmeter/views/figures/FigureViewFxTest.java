package org.tiltmeter.views.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Theme;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;

@ExtendWith(ApplicationExtension.class)
class FigureViewFxTest {

    @TempDir
    Path folder;

    private final List<String> saved = new ArrayList<>();
    private FigureView view;

    @Start
    void start(Stage stage) {
        ScreenPictures.dress(false);
        view = new FigureView((owner, name, extension, writing) -> {
            saved.add(name + "." + extension);
            try {
                writing.write(folder.resolve(name + "." + extension));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        view.figureProperty().set(figure());
        view.fileNameProperty().set("sample-divergence");
        stage.setScene(new Scene(new StackPane(view), 760, 460));
        stage.show();
    }

    private static LineChart figure() {
        double[] layers = {0, 1, 2, 3};
        double[] values = {0.01, 0.05, 0.125, 0.03};
        double[] low = {0, 0.01, 0.01, 0};
        double[] high = {0.02, 0.03, 0.03, 0.02};
        return new LineChart(
                Caption.of("Divergence by layer")
                        .withFinding("Largest in layer 2: 0.13 bits.")
                        .withAlternativeText("Line chart: divergence is largest in layer 2, 0.13 bits.")
                        .withHowToRead("The further up, the more the routing of the two texts differs.")
                        .withFooter("A routing difference is not yet bias; routing is not explanation."),
                "layer",
                "Jensen–Shannon divergence (bits)",
                layers,
                List.of(new LineChart.Series(
                        "later tokens", 0, values, Optional.of(new LineChart.Band(low, high, "neutral swaps")))),
                OptionalDouble.empty(),
                Optional.empty());
    }

    @Test
    void isDrawnInBothThemes(FxRobot robot) {
        var light = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view, "figure-light"));
        assertThat(light.getRGB(4, 4)).isEqualTo(0xffffffff);
        robot.interact(() -> ScreenPictures.dress(true));
        WaitForAsyncUtils.waitForFxEvents();
        var dark = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view, "figure-dark"));
        assertThat(dark.getRGB(4, 4)).isEqualTo(0xff0d1117);
    }

    @Test
    void aProjectorSeesThickerLines(FxRobot robot) {
        var usual = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view, "figure-usual"));
        robot.interact(() -> {
            Parent root = view.getScene().getRoot();
            root.getStylesheets()
                    .add(Objects.requireNonNull(Workspace.class.getResource("tiltmeter.css"))
                            .toExternalForm());
            root.getStyleClass().add("shell");
            root.pseudoClassStateChanged(PseudoClass.getPseudoClass("projector"), true);
        });
        WaitForAsyncUtils.waitForFxEvents();
        var projected = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view, "figure-projector"));
        int line = Theme.LIGHT.group(0).getRGB();
        assertThat(count(projected, line)).isGreaterThan(count(usual, line) * 3 / 2);
    }

    private static long count(BufferedImage picture, int colour) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return IntStream.of(pixels).filter(pixel -> pixel == colour).count();
    }

    @Test
    void arrowKeysTellOneExactValueAfterTheOther(FxRobot robot) {
        assertThat(view.getAccessibleText()).contains("largest in layer 2");
        robot.interact(() -> robot.lookup(".figure-canvas").query().requestFocus());
        robot.type(KeyCode.RIGHT, 3);
        assertThat(view.readingProperty().get()).isEqualTo("later tokens, layer 2: 0.125 (neutral swaps 0.01 to 0.03)");
        assertThat(robot.lookup(".figure-canvas").query().getAccessibleText())
                .isEqualTo(view.readingProperty().get());
    }

    @Test
    void menuSavesPictureDrawingAndNumbers(FxRobot robot) throws IOException {
        MenuButton menu = robot.lookup(".figure-menu").queryAs(MenuButton.class);
        Menu pictures = (Menu) menu.getItems().getFirst();
        robot.interact(() -> pictures.getItems().get(2).fire());
        robot.interact(() -> item(menu, "figures.saveDrawing").fire());
        robot.interact(() -> item(menu, "figures.saveNumbers").fire());
        assertThat(saved).containsExactly("sample-divergence.png", "sample-divergence.svg", "sample-divergence.csv");
        assertThat(Files.size(folder.resolve("sample-divergence.png"))).isGreaterThan(10_000);
        assertThat(Files.readString(folder.resolve("sample-divergence.svg"))).contains("not yet bias");
        assertThat(Files.readString(folder.resolve("sample-divergence.csv"))).contains("later tokens,2.0,0.125");
    }

    @Test
    void readingHelpOpensOnDemand(FxRobot robot) {
        robot.clickOn(Texts.get("figures.howToRead"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup(node -> node instanceof Labeled labeled
                                && labeled.getText() != null
                                && labeled.getText().startsWith("The further up"))
                        .query()
                        .isVisible())
                .isTrue();
    }

    private static MenuItem item(MenuButton menu, String key) {
        return menu.getItems().stream()
                .filter(item -> Texts.get(key).equals(item.getText()))
                .findFirst()
                .orElseThrow();
    }
}
