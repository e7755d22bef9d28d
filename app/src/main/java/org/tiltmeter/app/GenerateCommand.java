package org.tiltmeter.app;

import java.util.concurrent.Callable;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tiltmeter generate MODEL --text T --tokens N`: the text and its continuation.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Continues a text, by sampling or always with the most probable token.")
final class GenerateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(names = "--text", required = true, description = "The beginning.")
    private String text = "";

    @Option(names = "--tokens", defaultValue = "32", description = "Most tokens to add (default: ${DEFAULT-VALUE}).")
    private int tokens;

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the sampler (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--temperature", defaultValue = "1", description = "Divides the logits before sampling.")
    private double temperature;

    @Option(names = "--greedy", description = "Takes the most probable token each time.")
    private boolean greedy;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (tokens < 1) {
            throw new BadInputException("--tokens must be at least 1, not " + tokens + ".");
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new BadInputException("--temperature must be above 0, not " + temperature + ".");
        }
        Cancellation cancellation = console.cancellation();
        try (LanguageModel opened = model.open(console, cancellation)) {
            int[] prompt = opened.tokenizer().encode(text).ids();
            if (prompt.length == 0) {
                throw new BadInputException("--text is empty; give the model something to continue.");
            }
            GenerationSettings settings = new GenerationSettings(tokens, greedy, temperature, seed);
            Generation generation = opened.generate(prompt, settings, console.progress(), cancellation);
            console.progress().finish();
            console.out().println(opened.tokenizer().decode(joined(prompt, generation.ids())));
        }
        return 0;
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
