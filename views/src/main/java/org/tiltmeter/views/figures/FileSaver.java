package org.tiltmeter.views.figures;

import java.io.IOException;
import java.nio.file.Path;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

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

    /// Writes one file.
    @FunctionalInterface
    interface Writing {

        /// @throws IOException if the file cannot be written
        void write(Path file) throws IOException;
    }
}
