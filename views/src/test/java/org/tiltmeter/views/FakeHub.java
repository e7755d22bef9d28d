package org.tiltmeter.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.hub.Checksum;
import org.tiltmeter.hub.FetchPlan;
import org.tiltmeter.hub.HubFile;
import org.tiltmeter.hub.HubModel;
import org.tiltmeter.hub.LeftOut;
import org.tiltmeter.hub.ModelHub;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A hub without a network: it knows every model but those called "unknown"; those called "slow" arrive until
/// somebody stops them, and those called "damaged" never whole.
public final class FakeHub implements ModelHub {

    private static final Checksum CHECKSUM = new Checksum(Checksum.Kind.SHA_256, "a".repeat(64));

    private final List<String> calls = new ArrayList<>();
    private Optional<String> family = Optional.of("olmoe");
    private boolean gated;
    private long weightBytes = 2_600_000_000L;

    /// What was asked, in order, each with its token.
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /// From now on models are of this family.
    public void setFamily(String name) {
        family = Optional.of(name);
    }

    /// From now on models are gated.
    public void setGated() {
        gated = true;
    }

    /// From now on models have weights of this size.
    public void setWeightBytes(long bytes) {
        weightBytes = bytes;
    }

    private synchronized void note(String call, Optional<String> token) {
        calls.add(call + token.map(" with "::concat).orElse(""));
    }

    @Override
    public URI address() {
        return URI.create("https://hub.example");
    }

    @Override
    public FetchPlan lookUp(HubModel model, Optional<String> token, Cancellation cancellation) {
        note("look up " + model, token);
        if (model.id().contains("unknown")) {
            throw new BadInputException("hub.example has no model " + model + "; check the spelling.");
        }
        return new FetchPlan(
                model,
                address(),
                "0123456789abcdef0123456789abcdef01234567",
                List.of(
                        new HubFile("config.json", 700, CHECKSUM),
                        new HubFile("model-00001-of-00002.safetensors", weightBytes / 2, CHECKSUM),
                        new HubFile("model-00002-of-00002.safetensors", weightBytes / 2, CHECKSUM),
                        new HubFile("model.safetensors.index.json", 33_000, CHECKSUM),
                        new HubFile("tokenizer.json", 2_100_000, CHECKSUM)),
                List.of(
                        new LeftOut("README.md", 9_000, LeftOut.Reason.NOT_NEEDED),
                        new LeftOut("modeling_small.py", 40_000, LeftOut.Reason.CODE),
                        new LeftOut("pytorch_model.bin", 2_600_000_000L, LeftOut.Reason.PICKLE)),
                gated,
                family);
    }

    @Override
    public Path fetch(
            FetchPlan plan, Path folder, Optional<String> token, Progress progress, Cancellation cancellation) {
        note("fetch " + plan.model() + " into " + folder, token);
        if (plan.model().id().contains("damaged")) {
            throw new BadInputException("tokenizer.json arrived with another content than the hub announced.");
        }
        for (int i = 0; plan.model().id().contains("slow"); i++) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.FETCHING, i * 10_000L, plan.bytes()));
            rest();
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.json"), "{}");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return folder;
    }

    private static void rest() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
