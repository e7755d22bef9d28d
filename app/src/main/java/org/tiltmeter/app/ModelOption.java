package org.tiltmeter.app;

import java.util.Locale;
import org.tiltmeter.model.ComputeType;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The model of a command, and how it shall be opened.
final class ModelOption {

    @Parameters(paramLabel = "MODEL", description = "A model folder, or the word sample.")
    private String model = "";

    @Option(
            names = "--compute",
            defaultValue = "automatic",
            description = "exact (float32), fast (as stored) or automatic (default).")
    private String compute = "automatic";

    @Option(names = "--threads", defaultValue = "0", description = "Threads of the engine; 0 for one per core.")
    private int threads;

    ModelOption() {}

    /// The sample model, opened as the window opens it.
    static ModelOption sample() {
        ModelOption option = new ModelOption();
        option.model = Models.SAMPLE;
        return option;
    }

    /// Opens the model; the caller closes it.
    LanguageModel open(Console console, Cancellation cancellation) {
        if (threads < 0) {
            throw new BadInputException("--threads must not be negative, but is " + threads + ".");
        }
        OpenSettings settings = new OpenSettings(computeType(), threads);
        return LanguageModels.open(console.models().folder(model), settings, console.progress(), cancellation);
    }

    private ComputeType computeType() {
        try {
            return ComputeType.valueOf(compute.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new BadInputException(
                    "--compute must be exact, fast or automatic, not \"" + compute + "\".", unknown);
        }
    }
}
