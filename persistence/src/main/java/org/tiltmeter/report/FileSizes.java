package org.tiltmeter.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tiltmeter.work.BadInputException;

/// Sizes of files that a report names.
final class FileSizes {

    private FileSizes() {}

    static Optional<Long> ifThere(Path file) {
        return Files.isRegularFile(file) ? Optional.of(of(file)) : Optional.empty();
    }

    static long of(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new BadInputException(
                    "The file " + file + " that the report names cannot be read any more; was it moved?", failure);
        }
    }
}
