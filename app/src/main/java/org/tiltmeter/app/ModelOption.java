package org.tiltmeter.app;

import java.nio.file.Path;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.work.Cancellation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The model of a command, and how it shall be opened.
final class ModelOption {

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "A model folder, a TorchScript file, the word sample, or sample:NAME for another sample model.")
    private String model = "";

    @Mixin
    private OpenOptions options = new OpenOptions();

    ModelOption() {}

    /// The sample model, opened as the window opens it.
    static ModelOption sample() {
        ModelOption option = new ModelOption();
        option.model = Models.SAMPLE;
        return option;
    }

    /// Opens the model; the caller closes it.
    LanguageModel open(Console console, Cancellation cancellation) {
        return options.open(console, folder(console), cancellation);
    }

    /// Opens another model the same way; the caller closes it.
    ///
    /// @param other a folder, or the name of a sample model
    LanguageModel another(Console console, String other, Cancellation cancellation) {
        return options.open(console, console.models().folder(other), cancellation);
    }

    /// The model's folder.
    Path folder(Console console) {
        return console.models().folder(model);
    }

    /// How the model shall be opened.
    OpenSettings settings() {
        return options.settings(OpenSettings.AUTOMATIC);
    }
}
