package org.tiltmeter.views.figures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;

/// Asks where to save something and saves it there. UI thread; the writing may happen on another.
@FunctionalInterface
public interface FileSaver {

    /// Asks and saves; does nothing where the user thinks better of it.
    ///
    /// @param owner the window that asks
    /// @param suggestedName file name without extension
    /// @param extension such as `png`
    /// @param writing writes the file, on any thread
    void save(@Nullable Window owner, String suggestedName, String extension, Writing writing);

    /// Pins figures to the report; empty where they cannot be pinned.
    default Optional<Consumer<Figure>> pinning() {
        return Optional.empty();
    }

    /// Writes one file.
    @FunctionalInterface
    interface Writing {

        /// @throws IOException if the file cannot be written
        void write(Path file) throws IOException;
    }
}
