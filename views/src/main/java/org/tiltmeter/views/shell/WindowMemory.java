package org.tiltmeter.views.shell;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.views.settings.WindowPlace;

/// Puts the window where it was when it was last closed, if a screen is still there. UI thread.
final class WindowMemory {

    private static final double LEAST_VISIBLE = 100;

    private final Stage stage;
    private final Settings settings;

    WindowMemory(Stage stage, Settings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    /// Puts the window where it was. Call before it is shown.
    void restore() {
        Optional<WindowPlace> place = settings.window().filter(WindowMemory::isOnScreen);
        place.ifPresent(known -> {
            stage.setX(known.x());
            stage.setY(known.y());
            stage.setWidth(known.width());
            stage.setHeight(known.height());
            stage.setMaximized(known.maximised());
        });
    }

    private static boolean isOnScreen(WindowPlace place) {
        return Screen.getScreensForRectangle(place.x(), place.y(), place.width(), place.height()).stream()
                .map(Screen::getVisualBounds)
                .anyMatch(bounds -> isVisible(bounds, place));
    }

    /// A title bar that nobody can reach is of no use.
    private static boolean isVisible(Rectangle2D bounds, WindowPlace place) {
        return place.x() + place.width() > bounds.getMinX() + LEAST_VISIBLE
                && place.x() < bounds.getMaxX() - LEAST_VISIBLE
                && place.y() >= bounds.getMinY() - 1
                && place.y() < bounds.getMaxY() - LEAST_VISIBLE;
    }

    /// Remembers where the window is. Call before it is hidden.
    void remember() {
        if (stage.isFullScreen() || stage.isIconified()) {
            return;
        }
        Optional<WindowPlace> before = settings.window();
        if (stage.isMaximized() && before.isPresent()) {
            WindowPlace usual = before.get();
            settings.rememberWindow(new WindowPlace(usual.x(), usual.y(), usual.width(), usual.height(), true));
        } else {
            settings.rememberWindow(new WindowPlace(
                    stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized()));
        }
    }
}
