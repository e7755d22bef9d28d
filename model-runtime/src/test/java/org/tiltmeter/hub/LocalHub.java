package org.tiltmeter.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A hub on this computer, with faults on request.
final class LocalHub implements AutoCloseable {

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final String MODEL = "maker/small-model";

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, byte[]> announced = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger breaks = new AtomicInteger();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private Optional<byte[]> listing = Optional.empty();
    private Optional<String> firstFiles = Optional.empty();
    private int refusal;
    private String errorCode = "";
    private boolean ranges = true;
    private boolean refusesRanges;
    private boolean stalls;

    LocalHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    LocalHub with(String name, byte[] content) {
        files.put(name, content);
        announced.put(name, content);
        return this;
    }

    LocalHub with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Delivers something else than it announces.
    LocalHub delivering(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /// Answers a request for the list with these bytes.
    LocalHub listing(String answer) {
        listing = Optional.of(answer.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    LocalHub listing(byte[] answer) {
        listing = Optional.of(answer);
        return this;
    }

    /// Answers everything with this status.
    LocalHub refusing(int status, String code) {
        refusal = status;
        errorCode = code;
        return this;
    }

    /// Breaks the connection in the middle of a weight file, this many times.
    LocalHub breaking(int times) {
        breaks.set(times);
        return this;
    }

    LocalHub withoutRanges() {
        ranges = false;
        return this;
    }

    LocalHub refusingRanges() {
        refusesRanges = true;
        return this;
    }

    /// Sends half of each weight file and then nothing.
    LocalHub stalling(boolean whether) {
        stalls = whether;
        return this;
    }

    /// Sends requests for files on to an address.
    LocalHub redirectingTo(String base) {
        firstFiles = Optional.of(base);
        return this;
    }

    /// Paths that were asked for, each with its range.
    List<String> requests() {
        return List.copyOf(requests);
    }

    List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Optional<String> range =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
        requests.add(path + range.map(words -> " " + words).orElse(""));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .ifPresent(tokens::add);
        try (exchange) {
            if (refusal > 0) {
                if (!errorCode.isEmpty()) {
                    exchange.getResponseHeaders().set("X-Error-Code", errorCode);
                }
                exchange.sendResponseHeaders(refusal, -1);
            } else if (path.startsWith("/api/models/" + MODEL + "/revision/")) {
                byte[] body = listing.orElseGet(() -> list().getBytes(StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } else if (path.startsWith("/" + MODEL + "/resolve/" + COMMIT + "/") && firstFiles.isPresent()) {
                exchange.getResponseHeaders()
                        .set("Location", firstFiles.orElseThrow() + path.substring(path.lastIndexOf('/')));
                exchange.sendResponseHeaders(302, -1);
            } else {
                byte[] content = files.get(path.substring(path.lastIndexOf('/') + 1));
                if (content == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    send(exchange, content, range);
                }
            }
        }
    }

    private void send(HttpExchange exchange, byte[] content, Optional<String> range) throws IOException {
        int from = 0;
        if (range.isPresent() && refusesRanges) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        Matcher matcher = RANGE.matcher(range.orElse(""));
        if (matcher.matches() && ranges) {
            from = Integer.parseInt(matcher.group(1));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        int length = content.length - from;
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, length == 0 ? -1 : length);
        if (length == 0) {
            return;
        }
        OutputStream body = exchange.getResponseBody();
        boolean large = exchange.getRequestURI().getPath().endsWith(".safetensors");
        if (large && stalls) {
            body.write(content, from, length / 2);
            body.flush();
            rest();
        } else if (large && breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            body.write(content, from, length / 2);
            body.flush();
        } else {
            body.write(content, from, length);
        }
    }

    private static void rest() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private String list() {
        List<String> entries = new ArrayList<>();
        announced.forEach((name, content) -> entries.add(
                name.endsWith(".safetensors")
                        ? "{\"rfilename\":\"%s\",\"size\":%d,\"blobId\":\"%s\",\"lfs\":{\"sha256\":\"%s\",\"size\":%d,\"pointerSize\":134}}"
                                .formatted(
                                        name,
                                        content.length,
                                        "0".repeat(40),
                                        digest("SHA-256", new byte[0], content),
                                        content.length)
                        : "{\"rfilename\":\"%s\",\"size\":%d,\"blobId\":\"%s\"}"
                                .formatted(name, content.length, blob(content))));
        return "{\"id\":\"%s\",\"sha\":\"%s\",\"gated\":false,\"config\":{\"model_type\":\"olmoe\"},\"siblings\":[%s]}"
                .formatted(MODEL, COMMIT, String.join(",", entries));
    }

    private static String blob(byte[] content) {
        return digest("SHA-1", ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII), content);
    }

    private static String digest(String algorithm, byte[] head, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(head);
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
