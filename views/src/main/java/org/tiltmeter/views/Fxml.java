package org.tiltmeter.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// Loads screens. UI thread.
public final class Fxml {

    private Fxml() {}

    /// Loads the FXML file of the controller's name beside its class, with the bundle.
    ///
    /// @throws UncheckedIOException if it cannot be loaded
    public static Parent load(Object controller) {
        Class<?> type = controller.getClass();
        URL file = type.getResource(type.getSimpleName() + ".fxml");
        FXMLLoader loader = new FXMLLoader(file, Texts.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot load " + file, e);
        }
    }
}
