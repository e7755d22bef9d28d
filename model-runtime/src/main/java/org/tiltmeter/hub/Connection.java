package org.tiltmeter.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.checkpoint.Sizes;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;

/// Asks a hub over HTTP. It follows redirects itself: never from a safe connection to an open one, and the token
/// goes to the hub alone. For one thread; close it.
final class Connection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 8;
    private static final int REDIRECTS = 3;
    private static final int HUNDRED = 100;
    private static final long POLL_MILLISECONDS = 50;

    private final URI hub;
    private final Optional<String> token;
    private final Duration patience;
    private final HttpClient client;

    /// What came back.
    ///
    /// @param body close it
    record Answer(int status, HttpHeaders headers, Blocks body) implements AutoCloseable {
        @Override
        public void close() {
            body.close();
        }

        /// A header's first value; empty words where there is none.
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /// @param patience how long nothing may arrive
    Connection(URI hub, Optional<String> token, Duration patience) {
        this.hub = hub;
        this.token = token.filter(words -> words.matches("[\\x21-\\x7e]+"));
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        if (token.isPresent() && this.token.isEmpty()) {
            throw new BadInputException("The access token has characters that no token has; copy it again.");
        }
    }

    /// Asks for an address.
    ///
    /// @param from the first byte wanted; 0 for all
    /// @throws IOException if the connection cannot be made or breaks
    Answer get(URI address, long from, Cancellation cancellation) throws IOException {
        URI next = address;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Answer answer = send(next, from, cancellation);
            String location = answer.header("Location");
            if (answer.status() / HUNDRED != REDIRECTS || location.isEmpty()) {
                return answer;
            }
            answer.close();
            next = redirected(next, location);
        }
        throw new BadInputException(
                hub.getHost() + " sends from one address to the next without end; try again later.");
    }

    private URI redirected(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException garbled) {
            throw new BadInputException(
                    hub.getHost() + " sends on to \"" + HubModel.printable(location) + "\", which is no address.",
                    garbled);
        }
        boolean safe = "https".equals(to.getScheme())
                || ("http".equals(to.getScheme()) && "http".equals(from.getScheme()) && HttpHub.isLocal(to));
        if (!safe || to.getHost() == null) {
            throw new BadInputException(hub.getHost() + " sends on to an address that is not safe ("
                    + HubModel.printable(location) + "); nothing is fetched from there.");
        }
        return to;
    }

    private Answer send(URI address, long from, Cancellation cancellation) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("User-Agent", "tiltmeter")
                .header("Accept-Encoding", "identity");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        if (isHub(address)) {
            token.ifPresent(words -> request.header("Authorization", "Bearer " + words));
        }
        HttpResponse<Blocks> response =
                await(client.sendAsync(request.build(), ignored -> new Blocks(patience)), cancellation);
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private boolean isHub(URI address) {
        return address.getScheme().equals(hub.getScheme())
                && hub.getHost().equalsIgnoreCase(address.getHost())
                && address.getPort() == hub.getPort();
    }

    private HttpResponse<Blocks> await(CompletableFuture<HttpResponse<Blocks>> future, Cancellation cancellation)
            throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (System.nanoTime() < until) {
                cancellation.throwIfRequested();
                try {
                    return future.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    LOG.trace("no answer yet", notYet);
                }
            }
            throw new HttpTimeoutException("no answer for " + patience.toSeconds() + " s");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            if (!future.isDone()) {
                future.cancel(true);
            }
        }
    }

    /// All bytes of an answer that must not be long.
    static byte[] all(Answer answer, int most, String what, Cancellation cancellation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Optional<List<ByteBuffer>> next = answer.body().next(cancellation);
                next.isPresent();
                next = answer.body().next(cancellation)) {
            for (ByteBuffer buffer : next.orElseThrow()) {
                if (bytes.size() + buffer.remaining() > most) {
                    throw new BadInputException(what + " is longer than " + Sizes.of(most)
                            + ", which no such answer is; nothing is fetched.");
                }
                byte[] block = new byte[buffer.remaining()];
                buffer.get(block);
                bytes.writeBytes(block);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
