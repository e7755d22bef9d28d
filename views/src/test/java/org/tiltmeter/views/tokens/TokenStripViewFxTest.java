package org.tiltmeter.views.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.views.figures.ScreenPictures;

@ExtendWith(ApplicationExtension.class)
class TokenStripViewFxTest {

    private static final Scale SCALE = Scale.diverging(2, "log P(men) − log P(women) of the token, nats");

    private TokenStripView view;
    private TokenCells cells;

    @Start
    void start(Stage stage) {
        ScreenPictures.dress(false);
        List<TokenCells.Cell> list = new ArrayList<>();
        String[] words = "<s> The·nurse·who·came·from·the·north ·said ·that ·he ·was ·late ↵ ·because ·of ·the ·snow ."
                .split(" ");
        for (int i = 0; i < words.length; i++) {
            boolean edited = i == 4;
            list.add(new TokenCells.Cell(
                    Optional.of(words[i]),
                    edited ? Optional.of("·she") : Optional.empty(),
                    i < 4 ? 0 : Math.sin(i * 1.7) * 2,
                    edited,
                    "token " + i));
        }
        cells = new TokenCells(SCALE, list);
        view = new TokenStripView();
        view.tokensProperty().set(cells);
        stage.setScene(new Scene(new VBox(view), 560, 240));
        stage.show();
    }

    @Test
    void coloursAreThoseOfTheNumbers(FxRobot robot) {
        BufferedImage picture =
                WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view, "tokens-light"));
        TokenLayout layout = new TokenLayout(cells, view.getWidth() - 18, 1);
        for (int i = 0; i < cells.cells().size(); i++) {
            int x = (int) (layout.x(i) + TokenStripView.INSET + 4);
            int y = (int) (layout.y(i) + TokenStripView.INSET + layout.cellHeight() - 4);
            assertThat(picture.getRGB(x, y))
                    .as("token %d", i)
                    .isEqualTo(SCALE.argb(cells.cells().get(i).value()));
        }
        robot.interact(() -> ScreenPictures.dress(true));
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ScreenPictures.take(view.getParent(), "tokens-dark"));
    }

    @Test
    void pointingTellsClickingAndKeysSelect(FxRobot robot) {
        TokenLayout layout = new TokenLayout(cells, view.getWidth() - 18, 1);
        Point2D place = view.localToScreen(layout.x(4) + 12, layout.y(4) + 12);
        robot.moveTo(place.getX(), place.getY());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(view.readingProperty().get()).isEqualTo("token 4");
        robot.clickOn(place.getX(), place.getY());
        assertThat(view.selectedProperty().get()).isEqualTo(4);
        robot.type(KeyCode.RIGHT, 2);
        assertThat(view.selectedProperty().get()).isEqualTo(6);
        assertThat(view.getAccessibleText()).isEqualTo("token 6");
        robot.type(KeyCode.HOME);
        robot.type(KeyCode.LEFT);
        assertThat(view.selectedProperty().get()).isZero();
    }
}
