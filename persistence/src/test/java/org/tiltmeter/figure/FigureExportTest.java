package org.tiltmeter.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tiltmeter.work.BadInputException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FigureExportTest {

    @TempDir
    Path folder;

    static List<Figure> figures() {
        return SampleFigures.all();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void pngHasTheChosenScaleAndIsNotBlank(Figure figure) throws IOException {
        double height = Drawing.suggestedHeight(figure, 640);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(FigureExport.png(figure, 640, height, 2)));
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo((int) (2 * height));
        long inked = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                inked += (image.getRGB(x, y) & 0xffffff) != 0xffffff ? 1 : 0;
            }
        }
        assertThat(inked).isGreaterThan(5_000);
        assertThat(image.getRGB(2, 2)).isEqualTo(0xffffffff);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void svgHoldsItsWordsAsRealText(Figure figure) throws Exception {
        List<String> texts = texts(FigureExport.svg(figure, 900, Drawing.suggestedHeight(figure, 900)));
        assertThat(texts).contains(figure.caption().title(), figure.caption().finding());
        assertThat(texts).containsAll(figure.caption().footer());
    }

    @Test
    void svgOfHeatmapNamesTokensExpertsAndRange() throws Exception {
        Heatmap figure = SampleFigures.routing(true);
        List<String> texts = texts(FigureExport.svg(figure, 800, 600));
        assertThat(texts).containsAll(figure.columns().labels());
        assertThat(texts).contains("edited", "0", "15", "−0.4", "0.4", "difference of router probabilities");
    }

    @Test
    void filesAreWrittenAndRefusalNamesTheFile() throws IOException {
        Path png = folder.resolve("figure.png");
        Path svg = folder.resolve("figure.svg");
        FigureExport.writePng(SampleFigures.lines(), 3, png);
        FigureExport.writeSvg(SampleFigures.lines(), svg);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(2400);
        assertThat(Files.readString(svg))
                .contains("<svg")
                .contains("font-weight=\"600\"", "font-weight=\"normal\"")
                .doesNotContain("DOCTYPE");
        assertThatThrownBy(() -> FigureExport.writeSvg(
                        SampleFigures.lines(), folder.resolve("absent").resolve("figure.svg")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("figure.svg");
    }

    @Test
    void aPictureTooLargeForMemoryIsRefused() {
        assertThatThrownBy(() -> FigureExport.png(SampleFigures.lines(), 800, 600, 200))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("smaller scale");
    }

    /// Pictures for people to look at, in both themes.
    @Test
    void everyFigureIsDrawnInBothThemes() throws IOException {
        Path target = Files.createDirectories(Path.of("target", "figures"));
        List<Figure> figures = new ArrayList<>(SampleFigures.all());
        figures.add(SampleFigures.large());
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            double height = Drawing.suggestedHeight(figure, 720);
            BufferedImage light = FigureExport.image(figure, 720, height, 2, Theme.LIGHT);
            BufferedImage dark = FigureExport.image(figure, 720, height, 2, Theme.DARK);
            assertThat(light.getRGB(1, 1)).isEqualTo(0xffffffff);
            assertThat(dark.getRGB(1, 1)).isEqualTo(Theme.DARK.background().getRGB());
            String name = i + "-" + figure.getClass().getSimpleName();
            ImageIO.write(light, "png", target.resolve(name + "-light.png").toFile());
            ImageIO.write(dark, "png", target.resolve(name + "-dark.png").toFile());
        }
    }

    private static List<String> texts(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList nodes = document.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
