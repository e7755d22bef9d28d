package org.tiltmeter.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;

/// The body of an answer, block by block, for a reader that can be cancelled while nothing arrives. At most one block
/// waits, so that a slow disk slows the network and memory stays small. One reader; [#close()] it.
final class Blocks implements BodySubscriber<Blocks>, AutoCloseable {

    /// What can come: bytes, the end, or a break.
    private sealed interface Event {
        record Bytes(List<ByteBuffer> buffers) implements Event {}

        record End() implements Event {}

        record Break(Throwable cause) implements Event {}
    }

    private static final long POLL_MILLISECONDS = 50;

    private final Duration patience;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Object lock = new Object();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    /// @param patience how long nothing may arrive
    Blocks(Duration patience) {
        this.patience = patience;
    }

    @Override
    public CompletionStage<Blocks> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        synchronized (lock) {
            subscription = given;
            if (closed) {
                given.cancel();
                return;
            }
        }
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Event.Bytes(buffers));
    }

    @Override
    public void onError(Throwable thrown) {
        events.add(new Event.Break(thrown));
    }

    @Override
    public void onComplete() {
        events.add(new Event.End());
    }

    /// The next bytes; empty at the end.
    ///
    /// @throws IOException if the connection broke, or nothing has arrived for too long
    /// @throws CancelledException if someone has asked the work to stop
    Optional<List<ByteBuffer>> next(Cancellation cancellation) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            cancellation.throwIfRequested();
            Event event = poll();
            if (event != null) {
                return taken(event);
            }
        }
        throw new HttpTimeoutException("nothing arrived for " + patience.toSeconds() + " s");
    }

    private @Nullable Event poll() {
        try {
            return events.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private Optional<List<ByteBuffer>> taken(Event event) throws IOException {
        return switch (event) {
            case Event.Bytes bytes -> {
                synchronized (lock) {
                    if (subscription != null) {
                        subscription.request(1);
                    }
                }
                yield Optional.of(bytes.buffers());
            }
            case Event.End ignored -> Optional.empty();
            case Event.Break broken -> throw new IOException(broken.cause().getMessage(), broken.cause());
        };
    }

    /// Wants nothing more.
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
