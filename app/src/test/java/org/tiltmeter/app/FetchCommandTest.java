package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `fetch`, from a server on this computer that gives out the sample model.
final class FetchCommandTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    private Path folder;

    private UserFolders folders = UserFolders.of(Map.of(), Path.of("."), "Linux");
    private Path sample = Path.of(".");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        folders = Run.foldersIn(folder);
        sample = new Models(folders).folder(Models.SAMPLE);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = sample.resolve(path.substring(path.lastIndexOf('/') + 1));
        try (exchange) {
            if (path.equals("/api/models/maker/sample/revision/v1")) {
                byte[] list = list().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, list.length);
                exchange.getResponseBody().write(list);
            } else if (path.startsWith("/maker/sample/resolve/" + COMMIT + "/") && Files.exists(file)) {
                exchange.sendResponseHeaders(200, Files.size(file));
                Files.copy(file, exchange.getResponseBody());
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private String list() throws IOException {
        List<String> entries = new ArrayList<>(List.of("{\"rfilename\":\"modeling.py\",\"size\":9}"));
        try (Stream<Path> files = Files.list(sample)) {
            for (Path file : files.toList()) {
                byte[] content = Files.readAllBytes(file);
                entries.add("{\"rfilename\":\"%s\",\"size\":%d,\"lfs\":{\"sha256\":\"%s\",\"size\":%d}}"
                        .formatted(file.getFileName(), content.length, sha256(content), content.length));
            }
        }
        return "{\"sha\":\"" + COMMIT + "\",\"siblings\":[" + String.join(",", entries) + "]}";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Run tiltmeter(String... arguments) {
        return Run.of(folders, arguments);
    }

    private Run fetch(String... arguments) {
        List<String> all = new ArrayList<>(List.of("fetch", "--hub", "http://127.0.0.1:" + port()));
        all.addAll(List.of(arguments));
        return tiltmeter(all.toArray(String[]::new));
    }

    private int port() {
        return server.getAddress().getPort();
    }

    @Test
    void getsAModelThatOpens() {
        Path out = folder.resolve("got");
        Run run = fetch("maker/sample", "--revision", "v1", "--out", out.toString());
        assertThat(run.err()).startsWith("fetching ").contains("/maker/sample/resolve/" + COMMIT + " into " + out);
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("fetched " + out);
        assertThat(out.resolve("modeling.py")).doesNotExist();
        Run inspected = tiltmeter("inspect", "--no-fingerprints", out.toString());
        assertThat(inspected.code()).isZero();
        assertThat(inspected.out()).contains("olmoe");
    }

    @Test
    void listsWithoutFetching() throws IOException {
        Path out = folder.resolve("got");
        Run run = fetch("maker/sample@v1", "--list", "--out", out.toString());
        assertThat(run.code()).isZero();
        JsonNode listed = new ObjectMapper().readTree(run.out());
        assertThat(listed.path("commit").asText()).isEqualTo(COMMIT);
        assertThat(listed.path("files").findValuesAsText("name")).contains("config.json", "model.safetensors");
        assertThat(listed.path("leftOut").findValuesAsText("reason")).contains("code");
        assertThat(listed.path("target").path("free").asLong()).isPositive();
        assertThat(listed.path("target").path("missing").asLong())
                .isEqualTo(listed.path("bytes").asLong());
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesInOneLine() {
        refused(fetch("maker/sample", "--list"), "127.0.0.1 has no model maker/sample; check the spelling");
        refused(fetch("../sample", "--list"), "is no model id");
        refused(fetch("maker/sample"), "needs --out FOLDER");
        refused(fetch("maker/sample@v1", "--revision", "v2", "--list"), "given twice");
        refused(tiltmeter("fetch", "a/b", "--list", "--hub", "http://example.com"), "begins with https://");
        refused(tiltmeter("fetch", "a/b", "--list", "--hub", "h t"), "is no address");
    }

    private static void refused(Run run, String fact) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip().lines()).hasSize(1);
        assertThat(run.err()).startsWith("tiltmeter: ").contains(fact);
    }
}
