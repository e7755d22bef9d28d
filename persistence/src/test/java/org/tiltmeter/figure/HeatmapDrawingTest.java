package org.tiltmeter.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tiltmeter.model.Matrix;

class HeatmapDrawingTest {

    @Test
    void everySampledCellHasTheColourAndTheWordsOfItsNumber() {
        Heatmap figure = SampleFigures.routing(true);
        Drawing drawing = Drawing.of(figure, 700, 500, Theme.LIGHT);
        BufferedImage image = FigureExport.image(figure, 700, 500, 1, Theme.LIGHT);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            int row = random.nextInt(figure.rows().size());
            int column = random.nextInt(figure.columns().size());
            Spot spot = drawing.spots().get(row * figure.columns().size() + column);
            double x = spot.bounds().getCenterX();
            double y = spot.bounds().getCenterY();
            float value = figure.values().get(row, column);
            assertThat(image.getRGB((int) x, (int) y)).isEqualTo(figure.scale().argb(value));
            assertThat(drawing.spotAt(x, y)).contains(spot);
            assertThat(spot.description())
                    .contains("expert " + row)
                    .contains(figure.columns().labels().get(column))
                    .endsWith(Numbers.exact(value));
        }
    }

    @Test
    void theOnlyStrongCellOfMillionsIsSeen() {
        float[] values = new float[128 * 4096];
        values[77 * 4096 + 3001] = -1;
        Heatmap figure = new Heatmap(
                Caption.of("one cell"),
                Axis.numbered("expert", 128),
                Axis.numbered("token", 4096),
                new Matrix(128, 4096, values),
                Scale.diverging(1, "difference"),
                Optional.empty());
        BufferedImage image = FigureExport.image(figure, 600, 400, 2, Theme.LIGHT);
        Rectangle2D cell = Drawing.of(figure, 600, 400, Theme.LIGHT)
                .spots()
                .get(77 * 4096 + 3001)
                .bounds();
        int blue = Scale.diverging(1, "").argb(-1);
        boolean seen = false;
        for (int dx = -3; dx <= 3; dx++) {
            for (int dy = -3; dy <= 3; dy++) {
                seen |= image.getRGB((int) (2 * cell.getX()) + dx, (int) (2 * cell.getCenterY()) + dy) == blue;
            }
        }
        assertThat(seen).isTrue();
    }

    @Test
    void outsideTheCellsNothingIsMeant() {
        Drawing drawing = Drawing.of(SampleFigures.routing(false), 700, 500, Theme.LIGHT);
        assertThat(drawing.spotAt(2, 2)).isEmpty();
    }

    @Test
    void axesThatDoNotFitTheNumbersAreRefused() {
        assertThatThrownBy(() -> new Heatmap(
                        Caption.of("wrong"),
                        Axis.numbered("row", 2),
                        Axis.of("column", List.of("a")),
                        new Matrix(1, 1, new float[1]),
                        Scale.sequential(0, 1, ""),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 1");
    }
}
