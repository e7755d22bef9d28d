package org.tiltmeter.views.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.tiltmeter.figure.FigureFonts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.views.settings.ThemeChoice;

/// Applies theme and text size to a scene and follows the settings and the system. UI thread.
final class Appearance {

    private static final PseudoClass PROJECTOR = PseudoClass.getPseudoClass("projector");
    private static final double BASE_PIXELS = 14;
    private static final String[] FONTS = {"Inter-Regular.ttf", "Inter-SemiBold.ttf", "JetBrainsMonoNL-Regular.ttf"};

    private static final double ICON_SHARE = 1.15;
    private static final double LARGE_ICON_SHARE = 2.6;

    private final Scene scene;
    private final Settings settings;
    private String iconSizes = "";

    Appearance(Scene scene, Settings settings) {
        this.scene = scene;
        this.settings = settings;
    }

    void install() {
        for (String font : FONTS) {
            try (InputStream stream = FigureFonts.open(font)) {
                Font.loadFont(stream, BASE_PIXELS);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        String sheet = Objects.requireNonNull(Workspace.class.getResource("tiltmeter.css"), "tiltmeter.css")
                .toExternalForm();
        scene.getStylesheets().add(sheet);
        settings.themeProperty().addListener((observed, before, after) -> applyTheme());
        settings.textSizeProperty().addListener((observed, before, after) -> applyTextSize());
        settings.projectorProperty().addListener((observed, before, after) -> {
            applyTheme();
            applyTextSize();
            scene.getRoot().pseudoClassStateChanged(PROJECTOR, after);
        });
        Platform.getPreferences().colorSchemeProperty().addListener((observed, before, after) -> applyTheme());
        applyTheme();
        applyTextSize();
    }

    private void applyTheme() {
        boolean dark = settings.shownTheme() == ThemeChoice.DARK
                || (settings.shownTheme() == ThemeChoice.AUTO
                        && Platform.getPreferences().getColorScheme() == ColorScheme.DARK);
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    /// How high the letters of plain text are.
    static double pixels(Settings settings) {
        return BASE_PIXELS * settings.shownTextSize() / 100;
    }

    private void applyTextSize() {
        double pixels = pixels(settings);
        scene.getRoot().setStyle("-fx-font-size: " + pixels + "px;");
        // An icon's size is its font's, so that a size relative to the font would grow without end.
        String icons = ".ikonli-font-icon{-fx-icon-size:%dpx;}.empty-state>.ikonli-font-icon{-fx-icon-size:%dpx;}"
                .formatted(Math.round(ICON_SHARE * pixels), Math.round(LARGE_ICON_SHARE * pixels));
        scene.getStylesheets().remove(iconSizes);
        iconSizes =
                "data:text/css;base64," + Base64.getEncoder().encodeToString(icons.getBytes(StandardCharsets.UTF_8));
        scene.getStylesheets().add(iconSizes);
    }
}
