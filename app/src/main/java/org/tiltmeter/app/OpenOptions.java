package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.checkpoint.Sizes;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.model.ComputeDevice;
import org.tiltmeter.model.ComputeType;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.model.OpeningWays;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;
import picocli.CommandLine.Option;

/// How a command opens a model.
final class OpenOptions {

    private static final int MOST_THREADS = 512;

    @Option(names = "--compute", description = "exact (float32), fast (as stored) or automatic (default).")
    private @Nullable String compute;

    @Option(names = "--threads", description = "Threads of the engine; 0 for one per core (default).")
    private @Nullable Integer threads;

    @Option(
            names = "--trust-code",
            description = "Opens a TorchScript file (.pt), whose code then runs with all your rights.")
    private boolean trustsCode;

    @Option(names = "--device", description = "cpu (default), or a CUDA graphics processor: cuda, cuda:1.")
    private @Nullable String device;

    OpenOptions() {}

    /// Opens a model as the options say; the caller closes it.
    LanguageModel open(Console console, Path folder, Cancellation cancellation) {
        return open(console, folder, OpenSettings.AUTOMATIC, cancellation);
    }

    /// Opens a model; where an option was not given, `otherwise` says what holds. The caller closes it.
    LanguageModel open(Console console, Path folder, OpenSettings otherwise, Cancellation cancellation) {
        OpenSettings settings = settings(otherwise);
        tellIfTight(console, folder, settings, cancellation);
        return trustsCode
                ? LanguageModels.openTrusted(folder, settings, console.progress(), cancellation)
                : LanguageModels.open(folder, settings, console.progress(), cancellation);
    }

    /// Says beforehand when a model may not fit into the processor's memory; it is tried all the same, because mapped
    /// weights can be read from the disk again. A graphics processor without room is refused by the runtime.
    private static void tellIfTight(Console console, Path place, OpenSettings settings, Cancellation cancellation) {
        if (TorchFile.is(place) || !settings.device().equals(ComputeDevice.CPU)) {
            return;
        }
        OpeningWays.ofThisProcessor().of(place, Progress.none(), cancellation).stream()
                .filter(way -> settings.compute() == ComputeType.AUTOMATIC
                        ? way.automatic()
                        : way.compute() == settings.compute())
                .filter(way -> way.needed() > way.free())
                .forEach(way -> console.err()
                        .println("Note: the model " + place + " needs about " + Sizes.of(way.needed())
                                + " of memory, but only " + Sizes.of(way.free())
                                + " are free now; loading may fail or slow the computer down."));
    }

    /// What the options say; where one was not given, what `otherwise` says.
    OpenSettings settings(OpenSettings otherwise) {
        if (threads != null && (threads < 0 || threads > MOST_THREADS)) {
            throw new BadInputException("--threads must lie between 0 and " + MOST_THREADS + ", not " + threads + ".");
        }
        return new OpenSettings(
                compute == null ? otherwise.compute() : computeType(compute),
                threads == null ? otherwise.threads() : threads,
                device == null ? otherwise.device() : ComputeDevice.parse(device));
    }

    private static ComputeType computeType(String name) {
        try {
            return ComputeType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new BadInputException("--compute must be exact, fast or automatic, not \"" + name + "\".", unknown);
        }
    }
}
