package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.hub.FetchPlan;
import org.tiltmeter.hub.FetchTarget;
import org.tiltmeter.hub.HttpHub;
import org.tiltmeter.hub.HubModel;
import org.tiltmeter.hub.ModelHub;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.work.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tiltmeter fetch MODEL_ID --out FOLDER`: gets a published model from a hub. The only command that reaches a
/// network.
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = {
            "Gets a published model from a hub into a folder: settings, tokenizer and safetensors weights, never code"
                    + " or pickles. Every file is checked; what broke off goes on when it is asked for again.",
            "This is the only command that reaches a network."
        })
final class FetchCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "MODEL_ID", description = "Such as allenai/OLMoE-1B-7B-0924, also with @REVISION.")
    private String id = "";

    @Option(names = "--out", paramLabel = "FOLDER", description = "The folder for the model's files.")
    private @Nullable Path out;

    @Option(
            names = "--revision",
            paramLabel = "R",
            description = "A branch, a tag or a commit (default: the newest state).")
    private @Nullable String revision;

    @Option(
            names = "--list",
            description =
                    "Only says, as JSON, which files would be fetched, from where, how large, and which are left out.")
    private boolean list;

    @Option(
            names = "--token",
            interactive = true,
            description = "Asks for an access token of your account at the hub, for gated models. It is not stored.")
    private char @Nullable [] token;

    @Option(
            names = "--hub",
            paramLabel = "ADDRESS",
            defaultValue = HubSetting.DEFAULT,
            description = "The hub's address (default: ${DEFAULT-VALUE}; TILTMETER_HUB sets another).")
    private String address = "";

    FetchCommand(Console console) {
        this.console = console;
    }

    /// What `--list` prints.
    private record Listed(
            String model,
            String source,
            String commit,
            Optional<String> family,
            boolean gated,
            long bytes,
            List<ListedFile> files,
            List<ListedFile> leftOut,
            Optional<ListedTarget> target) {}

    private record ListedFile(String name, long bytes, Optional<String> reason) {}

    private record ListedTarget(String folder, long present, long missing, long free) {}

    @Override
    public Integer call() {
        if (!list && out == null) {
            throw new BadInputException("fetch needs --out FOLDER, or --list to see first what would be fetched.");
        }
        ModelHub hub = new HttpHub(HubSetting.parse(address));
        Optional<String> account = Optional.ofNullable(token).map(String::new);
        FetchPlan plan = hub.lookUp(model(), account, console.cancellation());
        if (list) {
            console.printJson(listed(plan));
            return 0;
        }
        Path folder = Optional.ofNullable(out).orElseThrow();
        console.err()
                .println("fetching " + plan.files().size() + " files, " + Sizes.bytes(plan.bytes()) + ", from "
                        + plan.source() + " into " + folder);
        hub.fetch(plan, folder, account, console.progress(), console.cancellation());
        console.progress().finish();
        console.out().println("fetched " + folder);
        return 0;
    }

    private HubModel model() {
        HubModel named = HubModel.parse(id);
        if (revision == null) {
            return named;
        }
        if (!named.revision().equals(HubModel.MAIN)) {
            throw new BadInputException("The revision is given twice, in \"" + id + "\" and by --revision; give one.");
        }
        return new HubModel(named.id(), revision);
    }

    private Listed listed(FetchPlan plan) {
        return new Listed(
                plan.model().toString(),
                plan.source().toString(),
                plan.commit(),
                plan.family(),
                plan.gated(),
                plan.bytes(),
                plan.files().stream()
                        .map(file -> new ListedFile(file.name(), file.bytes(), Optional.empty()))
                        .toList(),
                plan.leftOut().stream()
                        .map(left -> new ListedFile(
                                left.name(),
                                left.bytes(),
                                Optional.of(left.reason()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '))))
                        .toList(),
                Optional.ofNullable(out)
                        .map(folder -> FetchTarget.of(plan, folder))
                        .map(FetchCommand::listed));
    }

    private static ListedTarget listed(FetchTarget target) {
        return new ListedTarget(target.folder().toString(), target.present(), target.missing(), target.free());
    }
}
