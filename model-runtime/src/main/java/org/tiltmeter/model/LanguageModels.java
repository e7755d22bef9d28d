package org.tiltmeter.model;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.tokenizer.JsonTokenizer;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Opens language models from folders.
public final class LanguageModels {

    private LanguageModels() {}

    /// Opens a model. Weights are mapped, not read: most of the time goes into starting the engine.
    ///
    /// @param place the model's folder, or any file in it
    /// @return the model, which the caller closes
    /// @throws BadInputException if it cannot be opened; one sentence says why. A TorchScript file is
    ///     refused, because it contains code
    public static LanguageModel open(Path place, OpenSettings settings, Progress progress, Cancellation cancellation) {
        if (TorchFile.is(place)) {
            throw new BadInputException("The file " + place + " contains code that runs when it is opened, with all"
                    + " rights that you have; open it only if you trust who made it, with --trust-code.");
        }
        Checkpoint checkpoint = Checkpoint.read(place, progress, cancellation);
        Blueprint blueprint = Blueprint.of(checkpoint);
        return TorchModel.load(checkpoint, blueprint, settings, Devices.ofThisMachine(), progress, cancellation);
    }

    /// Opens a model, also one that is a TorchScript file, whose code is run: only when the user has said that its
    /// maker can be trusted.
    ///
    /// @param place the model's folder, any file in it, or a TorchScript file
    /// @return the model, which the caller closes
    /// @throws BadInputException if it cannot be opened; one sentence says why
    public static LanguageModel openTrusted(
            Path place, OpenSettings settings, Progress progress, Cancellation cancellation) {
        if (!TorchFile.is(place)) {
            return open(place, settings, progress, cancellation);
        }
        if (settings.device().kind() != ComputeDevice.Kind.CPU) {
            throw new BadInputException("The TorchScript file " + place + " runs on the processor alone, not on "
                    + settings.device().label() + "; choose cpu.");
        }
        return TorchFileModel.load(TorchFile.read(place), settings, cancellation);
    }

    /// Whether the code of a TorchScript file is running, though nobody may be waiting for it any more. A process must
    /// then end by halting, because an ordinary end takes the engine's memory from under it.
    public static boolean areRunningCode() {
        return PatientCalls.areRunning();
    }

    /// The tokenizer of a model.
    ///
    /// @throws BadInputException if the folder has none, or none that fits
    static Tokenizer tokenizer(ModelSummary summary) {
        Path file = summary.tokenizerFile()
                .orElseThrow(() -> new BadInputException("The folder " + summary.folder()
                        + " has no tokenizer, so texts cannot be turned into tokens; put the model's tokenizer.json"
                        + " there."));
        return JsonTokenizer.open(file, summary.vocabulary());
    }

    /// Refuses a sequence that is too long, empty, or holds a token that the model does not know.
    static void check(int[] ids, int longest, int vocabulary) {
        if (ids.length == 0) {
            throw new BadInputException("A text without any token cannot be computed; give at least one.");
        }
        if (ids.length > longest) {
            throw new BadInputException("A text of %d tokens is longer than the %d that the model takes; shorten it."
                    .formatted(ids.length, longest));
        }
        IntStream.of(ids).filter(id -> id < 0 || id >= vocabulary).findFirst().ifPresent(id -> {
            throw new BadInputException(
                    "The token id %d is outside the model's vocabulary of 0 to %d.".formatted(id, vocabulary - 1));
        });
    }
}
