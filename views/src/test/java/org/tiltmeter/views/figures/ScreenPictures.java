package org.tiltmeter.views.figures;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Application;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Pictures of controls, to look at and to test. UI thread.
public final class ScreenPictures {

    private ScreenPictures() {}

    /// Dresses the whole application.
    public static void dress(boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    /// What a node looks like now; kept under `target/screens`.
    public static BufferedImage take(Node node, String name) {
        WritableImage image = node.snapshot(null, null);
        BufferedImage picture = SwingFXUtils.fromFXImage(image, null);
        try {
            Path folder = Files.createDirectories(Path.of("target", "screens"));
            ImageIO.write(picture, "png", folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return picture;
    }
}
