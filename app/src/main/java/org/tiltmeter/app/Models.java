package org.tiltmeter.app;

import java.io.IOException;
import java.nio.file.Path;
import org.tiltmeter.sample.SampleModels;
import org.tiltmeter.work.BadInputException;

/// The models that a command can be given: folders, and by name the sample model.
///
/// @param folders where the sample model is unpacked
record Models(UserFolders folders) {

    /// The word that stands for the sample model.
    static final String SAMPLE = "sample";

    /// The folder that an argument means; a folder called `sample` is reached as `./sample`.
    Path folder(String argument) {
        if (!argument.equals(SAMPLE)) {
            return Path.of(argument);
        }
        try {
            return SampleModels.unpack(folders.cache());
        } catch (IOException failure) {
            throw new BadInputException(
                    "The sample model cannot be unpacked into " + folders.cache() + " (" + failure.getMessage()
                            + "); set TILTMETER_HOME to a folder that can be written.",
                    failure);
        }
    }
}
