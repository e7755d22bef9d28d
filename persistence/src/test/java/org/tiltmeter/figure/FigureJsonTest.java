package org.tiltmeter.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.work.BadInputException;

class FigureJsonTest {

    static List<Figure> figures() {
        return SampleFigures.all();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aFigureIsDrawnTheSameAfterItsJson(Figure figure) {
        Figure read = FigureJson.read("the figure", FigureJson.of(figure));
        assertThat(read).isInstanceOf(figure.getClass());
        assertThat(read).usingRecursiveComparison().isEqualTo(figure);
        assertThat(FigureExport.svg(read, 800, 500)).isEqualTo(FigureExport.svg(figure, 800, 500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"figure\":\"hologram\"}",
                "{\"figure\":\"heatmap\"}",
                "{\"figure\":\"org.tiltmeter.figure.Heatmap\"}",
                "null"
            })
    void whatIsNoFigureIsRefusedByItsTitle(String json) {
        assertThatThrownBy(() -> FigureJson.read("Layer 3", json))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Layer 3");
    }

    @Test
    void axesThatDoNotFitTheNumbersAreRefused() {
        String json = FigureJson.of(SampleFigures.routing(false)).replace("\"columns\":12", "\"columns\":11");
        assertThatThrownBy(() -> FigureJson.read("Layer 3", json)).isInstanceOf(BadInputException.class);
    }
}
