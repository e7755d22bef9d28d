package org.tiltmeter.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.tokenizer.chat.ChatTemplate;
import org.tiltmeter.tokenizer.chat.Message;
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

    @Option(
            names = "--chat",
            description = "Takes the text for a user's message and writes it as the model's chat template asks.")
    private boolean chat;

    @Option(names = "--system", paramLabel = "TEXT", description = "With --chat: what the model is told before it.")
    private @Nullable String system;

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
            requireText(opened);
            int[] given = asked(opened);
            GenerationSettings settings = new GenerationSettings(tokens, greedy, temperature, seed);
            boolean translates = opened.summary().kind() == ModelKind.ENCODER_DECODER;
            LanguageModel reader = translates ? opened.given(given) : opened;
            int[] prompt = translates ? new int[0] : given;
            Generation generation = reader.generate(prompt, settings, console.progress(), cancellation);
            console.progress().finish();
            int[] shown = chat ? generation.ids() : joined(prompt, generation.ids());
            console.out().println(opened.tokenizer().decode(shown));
        }
        return 0;
    }

    private void requireText(LanguageModel opened) {
        if (opened.summary().kind() == ModelKind.MASKED) {
            throw new BadInputException("The model " + opened.summary().name()
                    + " is a masked model, which sees a text as a whole and cannot continue it; score texts with it.");
        }
        if (text.isEmpty()) {
            throw new BadInputException("--text is empty; give the model something to continue.");
        }
        if (system != null && !chat) {
            throw new BadInputException("--system is a part of a conversation; give --chat with it.");
        }
    }

    /// The text as tokens, in the model's own frame where it was asked for.
    private int[] asked(LanguageModel opened) {
        if (!chat) {
            return opened.tokenizer().encode(text).ids();
        }
        ChatTemplate template = ChatTemplate.of(opened.summary().folder())
                .orElseThrow(() ->
                        new BadInputException("The folder " + opened.summary().folder()
                                + " has no chat template; leave out --chat, or put the model's"
                                + " chat_template.jinja there."));
        List<Message> messages = new ArrayList<>();
        if (system != null) {
            messages.add(Message.system(system));
        }
        messages.add(Message.user(text));
        return opened.tokenizer().encodeBare(template.render(messages, true)).ids();
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
