package org.tiltmeter.app;

import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.Cancellation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The model of a command, and how it shall be opened.
final class ModelOption {

    @Parameters(paramLabel = "MODEL", description = "A model folder, or the word sample.")
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
        return options.open(console, console.models().folder(model), cancellation);
    }
}
