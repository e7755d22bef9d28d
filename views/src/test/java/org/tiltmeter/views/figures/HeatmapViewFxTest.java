package org.tiltmeter.views.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.model.Matrix;

@ExtendWith(ApplicationExtension.class)
class HeatmapViewFxTest {

    private static final List<String> TOKENS =
            List.of("⟨s⟩", "the", "·nurse", "·said", "·that", "she", "was", "late", ".", "then", "we", "left");

    private HeatmapView view;
    private Heatmap figure;

    @Start
    void start(Stage stage) {
        ScreenPictures.dress(false);
        Random random = new Random(11);
        float[] values = new float[16 * TOKENS.size()];
        BitSet chosen = new BitSet();
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() / 2;
            chosen.set(i, values[i] > 0.4);
        }
        figure = new Heatmap(
                Caption.of("Routing"),
                Axis.numbered("expert", 16),
                Axis.of("token", TOKENS).withMarks(List.of(new Axis.Span(5, 6, "edited"))),
                new Matrix(16, TOKENS.size(), values),
                Scale.sequential(0, 0.5, "router probability"),
                Optional.of(chosen));
        view = new HeatmapView();
        view.cellsProperty().set(HeatmapCells.of(figure));
        stage.setScene(new Scene(new StackPane(view), 800, 480));
        stage.show();
    }

    @Test
    void everySampledCellShowsTheColourOfItsNumber(FxRobot robot) {
        BufferedImage picture =
                WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view, "heatmap-light"));
        HeatmapGeometry geometry = view.geometry().orElseThrow();
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            int row = random.nextInt(16);
            int column = random.nextInt(TOKENS.size());
            // Beside the middle, where a chosen expert's dot may be.
            int x = (int) (geometry.x(column) + 4);
            int y = (int) (geometry.y(row) + 4);
            assertThat(picture.getRGB(x, y))
                    .as("row %d column %d", row, column)
                    .isEqualTo(figure.scale().argb(figure.values().get(row, column)));
        }
        robot.interact(() -> ScreenPictures.dress(true));
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.getParent(), "heatmap-dark"));
    }

    @Test
    void pointerTellsTheExactNumberAndClickSelects(FxRobot robot) {
        HeatmapGeometry geometry = view.geometry().orElseThrow();
        var corner = view.localToScreen(geometry.x(7) + 5, geometry.y(3) + 5);
        robot.moveTo(corner.getX(), corner.getY());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(view.readingProperty().get()).isEqualTo(figure.describe(3, 7));
        robot.clickOn(corner.getX(), corner.getY());
        assertThat(view.selectedRowProperty().get()).isEqualTo(3);
        assertThat(view.selectedColumnProperty().get()).isEqualTo(7);
        assertThat(view.getAccessibleText()).isEqualTo(figure.describe(3, 7));
    }

    @Test
    void arrowKeysGoFromTokenToTokenAndStopAtTheEnd(FxRobot robot) {
        robot.interact(() -> {
            view.requestFocus();
            view.selectedColumnProperty().set(TOKENS.size() - 2);
            view.selectedRowProperty().set(0);
        });
        robot.type(KeyCode.RIGHT, 3);
        assertThat(view.selectedColumnProperty().get()).isEqualTo(TOKENS.size() - 1);
        robot.type(KeyCode.LEFT);
        assertThat(view.selectedColumnProperty().get()).isEqualTo(TOKENS.size() - 2);
        robot.press(KeyCode.CONTROL).type(KeyCode.DOWN, 2).release(KeyCode.CONTROL);
        assertThat(view.selectedRowProperty().get()).isEqualTo(2);
    }

    @Test
    void onlyCellsInViewAreAskedForWhateverTheSize(FxRobot robot) {
        CountingCells cells = new CountingCells(128, 4096);
        robot.interact(() -> view.cellsProperty().set(cells));
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view, "heatmap-large"));
        assertThat(cells.mostColumnAsked()).isBetween(10, 200);
        robot.interact(() -> view.selectedColumnProperty().set(4095));
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view, "heatmap-large-end"));
        assertThat(cells.mostColumnAsked()).isEqualTo(4095);
    }
}
