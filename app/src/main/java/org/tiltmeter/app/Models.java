package org.tiltmeter.app;

import java.nio.file.Path;
import org.tiltmeter.sample.SampleModels;

/// The models that a command can be given: folders, and by name the sample model.
///
/// @param folders where the sample model is unpacked
record Models(UserFolders folders) {

    /// The word that stands for the sample model.
    static final String SAMPLE = "sample";

    /// The folder that an argument means; a folder called `sample` is reached as `./sample`.
    Path folder(String argument) {
        return argument.equals(SAMPLE) ? SampleModels.unpack(folders.cache()) : Path.of(argument);
    }
}
