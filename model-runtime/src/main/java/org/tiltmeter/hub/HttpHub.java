package org.tiltmeter.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A hub with the public HTTP interface of huggingface.co.
///
/// Files are fetched one after the other from the commit that was looked up, each into a part beside its place,
/// which a later call continues. Nothing is sent but the model's name, and the token where one is given.
public final class HttpHub implements ModelHub {

    /// The hub that is asked where no other is set.
    public static final URI USUAL = URI.create("https://huggingface.co");

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int LONGEST_ANSWER = 32 << 20;
    private static final int OK = 200;

    private final URI hub;
    private final Duration patience;
    private final Duration pause;

    /// @param hub its address, without a path's end
    /// @throws BadInputException if it is no https address (http is taken for this computer alone)
    public HttpHub(URI hub) {
        this(hub, PATIENCE, PAUSE);
    }

    /// @param patience how long nothing may arrive
    /// @param pause before a broken connection is tried again
    HttpHub(URI hub, Duration patience, Duration pause) {
        String words = hub.toString();
        boolean safe = "https".equals(hub.getScheme()) || ("http".equals(hub.getScheme()) && isLocal(hub));
        if (!safe || hub.getHost() == null || hub.getQuery() != null || hub.getUserInfo() != null) {
            throw new BadInputException(
                    "\"" + HubModel.printable(words) + "\" is no address of a hub; it begins with https://.");
        }
        this.hub = words.endsWith("/") ? URI.create(words.substring(0, words.length() - 1)) : hub;
        this.patience = patience;
        this.pause = pause;
    }

    /// Whether an address is this computer.
    static boolean isLocal(URI address) {
        String host = address.getHost();
        return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
    }

    @Override
    public URI address() {
        return hub;
    }

    @Override
    public FetchPlan lookUp(HubModel model, Optional<String> token, Cancellation cancellation) {
        Refusals refusals = new Refusals(model, hub, token.isPresent());
        try (Connection connection = new Connection(hub, token, patience);
                Connection.Answer answer = connection.get(model.listing(hub), 0, cancellation)) {
            if (answer.status() != OK) {
                throw refusals.of(answer);
            }
            byte[] listing = Connection.all(
                    answer, LONGEST_ANSWER, "The list of files that " + hub.getHost() + " gives", cancellation);
            return new Listing(model, hub).read(listing);
        } catch (IOException failure) {
            throw refusals.unreachable(failure);
        }
    }

    @Override
    public Path fetch(
            FetchPlan plan, Path folder, Optional<String> token, Progress progress, Cancellation cancellation) {
        FetchTarget target = FetchTarget.of(plan, folder);
        target.requireRoom();
        try {
            Files.createDirectories(target.folder());
        } catch (IOException failure) {
            throw new BadInputException(
                    "The folder " + target.folder() + " cannot be made (" + failure.getMessage()
                            + "); choose another one.",
                    failure);
        }
        Refusals refusals = new Refusals(plan.model(), hub, token.isPresent());
        try (Connection connection = new Connection(hub, token, patience)) {
            long before = 0;
            for (HubFile file : plan.files()) {
                cancellation.throwIfRequested();
                long done = before;
                Progress ofAll =
                        step -> progress.report(new Progress.Step(step.phase(), done + step.done(), plan.bytes()));
                new FileFetch(connection, refusals, pause, ofAll, cancellation)
                        .fetch(file, plan.address(file), target.folder());
                before += file.bytes();
            }
        }
        return target.folder();
    }
}
