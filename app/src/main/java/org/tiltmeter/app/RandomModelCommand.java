package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tiltmeter.architecture.RandomModel;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.work.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tiltmeter random-model CONFIG --out FOLDER`: a model of any size with random weights, to measure with.
@Command(
        name = "random-model",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Makes a model folder with random weights from a config.json, to measure speed and memory with.")
final class RandomModelCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "CONFIG", description = "A config.json of a supported family.")
    private Path config = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "The folder for the model.")
    private Path out = Path.of("");

    @Option(
            names = "--type",
            defaultValue = "bfloat16",
            description = "float32, float16 or bfloat16 (default: ${DEFAULT-VALUE}).")
    private String type = "";

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    RandomModelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RandomModel.write(config, out, storedType(), seed, console.progress(), console.cancellation());
        console.progress().finish();
        console.out().println("wrote " + out);
        return 0;
    }

    private StoredType storedType() {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "float32" -> StoredType.F32;
            case "float16" -> StoredType.F16;
            case "bfloat16" -> StoredType.BF16;
            default ->
                throw new BadInputException("--type must be float32, float16 or bfloat16, not \"" + type + "\".");
        };
    }
}
