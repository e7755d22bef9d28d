package org.tiltmeter.figure;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.work.BadInputException;

/// Writes figures to files, always on white, whatever the screen's theme. Safe for use by several threads.
public final class FigureExport {

    /// The width of an exported figure in units of 1/96 inch, unless the caller says otherwise.
    public static final double WIDTH = 800;

    private static final int MOST_PIXELS = 200_000_000;

    private FigureExport() {}

    /// The figure as pixels.
    ///
    /// @param scale pixels for each unit of 1/96 inch; 3 prints sharply at 288 dots per inch
    /// @throws BadInputException if the picture would have more than 200 million pixels
    public static BufferedImage image(Figure figure, double width, double height, double scale, Theme theme) {
        long pixels = (long) Math.ceil(width * scale) * (long) Math.ceil(height * scale);
        if (pixels > MOST_PIXELS || scale <= 0) {
            throw new BadInputException("A picture of " + (long) (width * scale) + " by " + (long) (height * scale)
                    + " pixels is too large; choose a smaller scale.");
        }
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(width * scale), (int) Math.ceil(height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(theme.background());
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        Drawing.of(figure, width, height, theme).paint(graphics);
        graphics.dispose();
        return image;
    }

    /// The figure as a PNG file's bytes.
    public static byte[] png(Figure figure, double width, double height, double scale) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(figure, width, height, scale, Theme.LIGHT), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The figure as an SVG document with real text.
    public static String svg(Figure figure, double width, double height) {
        return SvgDocument.of(Drawing.of(figure, width, height, Theme.LIGHT), width, height);
    }

    /// Writes a PNG file at the standard width and the figure's own height.
    ///
    /// @throws BadInputException if the file cannot be written
    public static void writePng(Figure figure, double scale, Path file) {
        byte[] bytes = png(figure, WIDTH, Drawing.suggestedHeight(figure, WIDTH), scale);
        SafeFile.write(file, out -> out.write(bytes));
    }

    /// Writes an SVG file at the standard width and the figure's own height.
    ///
    /// @throws BadInputException if the file cannot be written
    public static void writeSvg(Figure figure, Path file) {
        SafeFile.write(file, svg(figure, WIDTH, Drawing.suggestedHeight(figure, WIDTH)));
    }
}
