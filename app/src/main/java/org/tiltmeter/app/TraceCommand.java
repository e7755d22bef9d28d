package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.TraceFile;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tiltmeter trace MODEL`: what a forward pass yields, as one safetensors file.
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Writes logits, routing and hidden states of a forward pass to one file.")
final class TraceCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelOption model = new ModelOption();

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The safetensors file to write.")
    private Path out = Path.of("");

    @Option(names = "--hidden", defaultValue = "none", description = "all or none (default) of the hidden states.")
    private String hidden = "none";

    @Option(names = "--norms", description = "Also the norm of each chosen expert's output, before its weight.")
    private boolean norms;

    @Option(
            names = "--attention",
            paramLabel = "all|LAYERS",
            description = "Also the attention probabilities of all layers, or of some, such as 0,3.")
    private @Nullable String attention;

    @Option(
            names = "--decoder-ids",
            description = "For an encoder-decoder: what its decoder reads, one sequence for each of --ids.")
    private @Nullable String decoderIds;

    TraceCommand(Console console) {
        this.console = console;
    }

    /// What to run: one of the two.
    static final class Input {

        @Option(names = "--ids", description = "Token ids, such as 1,2,3;4,5 for two sequences.")
        private @Nullable String ids;

        @Option(names = "--text", description = "A text, encoded by the model's own tokenizer.")
        private @Nullable String text;

        List<int[]> sequences(LanguageModel model) {
            if (ids != null) {
                return TokenIds.parse("--ids", ids);
            }
            return List.of(model.tokenizer().encode(text == null ? "" : text).ids());
        }
    }

    @Override
    public Integer call() {
        if (!hidden.equals("all") && !hidden.equals("none")) {
            throw new BadInputException("--hidden must be all or none, not \"" + hidden + "\".");
        }
        Cancellation cancellation = console.cancellation();
        try (LanguageModel opened = model.open(console, cancellation)) {
            List<int[]> sequences = input.sequences(opened);
            if (decoderIds != null) {
                List<int[]> answers = TokenIds.parse("--decoder-ids", decoderIds);
                TraceFile.write(opened, sequences, answers, capture(opened), out, console.progress(), cancellation);
            } else {
                TraceFile.write(opened, sequences, capture(opened), out, console.progress(), cancellation);
            }
            console.progress().finish();
        }
        return 0;
    }

    private Capture capture(LanguageModel opened) {
        Capture capture = new Capture(true, hidden.equals("all"), true);
        if (norms) {
            capture = capture.withExpertNorms();
        }
        if (attention == null) {
            return capture;
        }
        if (attention.equals("all")) {
            return capture.withAttention(Capture.layers(opened.summary().layers()));
        }
        Set<Integer> layers = new TreeSet<>();
        for (String layer : attention.split(",", -1)) {
            try {
                layers.add(Integer.parseInt(layer.strip()));
            } catch (NumberFormatException failure) {
                throw new BadInputException(
                        "--attention must be all or numbers of layers such as 0,3, not \"" + attention + "\".",
                        failure);
            }
        }
        return capture.withAttention(layers);
    }
}
