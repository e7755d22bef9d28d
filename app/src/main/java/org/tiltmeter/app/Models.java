package org.tiltmeter.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.tiltmeter.sample.SampleModel;
import org.tiltmeter.sample.SampleModels;
import org.tiltmeter.work.BadInputException;

/// The models that a command can be given: folders, and by name the sample models.
///
/// @param folders where sample models are unpacked
record Models(UserFolders folders) {

    /// The word that stands for the sample model.
    static final String SAMPLE = "sample";

    /// Begins the name of another sample model or probe set, such as `sample:olmoe-associations`.
    static final String SAMPLES = SAMPLE + ":";

    /// The folder that an argument means; a folder called `sample` is reached as `./sample`.
    Path folder(String argument) {
        if (argument.equals(SAMPLE)) {
            return folder(SampleModel.OCCUPATIONS);
        }
        if (argument.startsWith(SAMPLES)) {
            String name = argument.substring(SAMPLES.length());
            return Arrays.stream(SampleModel.values())
                    .filter(model -> model.folder().equals(name))
                    .findFirst()
                    .map(this::folder)
                    .orElseThrow(() -> new BadInputException("There is no sample model called " + name + "; there are "
                            + Arrays.stream(SampleModel.values())
                                    .map(SampleModel::folder)
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
        return Path.of(argument);
    }

    /// The folder of a sample model, unpacked.
    Path folder(SampleModel model) {
        try {
            return SampleModels.unpack(model, folders.cache());
        } catch (IOException failure) {
            throw new BadInputException(
                    "The sample model cannot be unpacked into " + folders.cache() + " (" + failure.getMessage()
                            + "); set TILTMETER_HOME to a folder that can be written.",
                    failure);
        }
    }
}
