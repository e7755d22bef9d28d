package org.tiltmeter.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class CheckpointTest {

    private static final String TENSOR = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}";

    @TempDir
    Path folder;

    private Checkpoint read(Path place) {
        return Checkpoint.read(place, Progress.none(), new Cancellation());
    }

    private void weights(String name, String header, int data) throws IOException {
        byte[] json = header.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        out.write(json);
        out.write(new byte[data]);
        Files.write(folder.resolve(name), out.toByteArray());
    }

    private void refuses(String... parts) {
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(BadInputException.class)
                .message()
                .contains(parts)
                .matches(message -> message.endsWith(".") && !message.contains("\n"), "is one line");
    }

    @Test
    void readsAFolderOrAnyFileInIt() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\"}");
        weights(
                "model.safetensors",
                "{\"__metadata__\":{\"b\":\"a\"},\"a\":" + TENSOR.formatted(0, 8) + ",\"c\":" + TENSOR.formatted(8, 16)
                        + "}",
                16);
        Checkpoint checkpoint = read(folder.resolve("model.safetensors"));
        assertThat(checkpoint.folder()).isEqualTo(folder.toAbsolutePath());
        assertThat(checkpoint.weights().tensors()).containsOnlyKeys("a", "c");
        assertThat(checkpoint.weights().find("b"))
                .isEqualTo(checkpoint.weights().find("a"));
        assertThat(checkpoint.weights().find("x")).isEmpty();
        assertThat(checkpoint.weights().bytes()).isEqualTo(16);
    }

    @Test
    void refusesAFolderWithoutSettings() {
        refuses("has no config.json; choose the folder");
        assertThatThrownBy(() -> read(folder.resolve("nowhere")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There is no folder");
    }

    @Test
    void refusesAFolderWithoutWeights() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        refuses("has no weights in safetensors form");
    }

    @Test
    void refusesSettingsThatAreNoJson() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"a\": ");
        refuses("config.json is not valid JSON (line 1");
        Files.writeString(folder.resolve("config.json"), "{\"a\":1,\"a\":2}");
        refuses("duplicate field 'a'");
        Files.writeString(folder.resolve("config.json"), "{\"a\":1} {\"b\":2}");
        refuses("config.json is not valid JSON");
        Files.writeString(folder.resolve("config.json"), "[".repeat(100_000));
        refuses("config.json is not valid JSON");
    }

    @Test
    void refusesTruncatedAndMissingShards() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        weights("model-00001-of-00002.safetensors", "{\"a\":" + TENSOR.formatted(0, 8) + "}", 5);
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\",\"b\":\"model-00002-of-00002.safetensors\"}}");
        refuses("model-00001-of-00002.safetensors is 3 bytes shorter than its header says");
        weights("model-00001-of-00002.safetensors", "{\"a\":" + TENSOR.formatted(0, 8) + "}", 8);
        refuses("model-00002-of-00002.safetensors", "is missing in");
        weights("model-00002-of-00002.safetensors", "{\"c\":" + TENSOR.formatted(0, 8) + "}", 8);
        refuses("The tensor b is not in model-00002-of-00002.safetensors");
    }

    @Test
    void refusesFilesOutsideTheFolder() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        for (String name :
                new String[] {"../model.safetensors", "/etc/passwd", "a/b.safetensors", "..", "", "C:\\\\x"}) {
            Files.writeString(
                    folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"" + name + "\"}}");
            refuses("which is no plain name");
        }
    }

    @Test
    void refusesHeadersThatLie() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        lie("takes 4 bytes by its place but 8 by its shape", "{\"a\":" + TENSOR.formatted(0, 4) + "}", 8);
        lie("shares bytes", "{\"a\":" + TENSOR.formatted(0, 8) + ",\"b\":" + TENSOR.formatted(4, 12) + "}", 12);
        lie("leaves a gap", "{\"a\":" + TENSOR.formatted(8, 16) + "}", 16);
        lie("8 bytes longer than its header says", "{\"a\":" + TENSOR.formatted(0, 8) + "}", 16);
        lie("impossible place", "{\"a\":" + TENSOR.formatted(-8, 0) + "}", 8);
        lie("impossible shape", "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8);
        lie(
                "impossible shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,8],\"data_offsets\":[0,8]}}",
                8);
        lie("has the type F99", "{\"a\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8);
        Files.write(folder.resolve("model.safetensors"), new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, 1});
        refuses("says that its header is");
        Files.write(folder.resolve("model.safetensors"), new byte[] {99, 0, 0, 0, 0, 0, 0, 0, '{'});
        refuses("98 bytes shorter than its header alone");
        Files.write(folder.resolve("model.safetensors"), new byte[3]);
        refuses("only 3 bytes long");
    }

    private void lie(String what, String header, int data) throws IOException {
        weights("model.safetensors", header, data);
        refuses(what);
    }

    @Test
    void fingerprintsSayWhenAFileDiffers() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        weights("model.safetensors", "{\"a\":" + TENSOR.formatted(0, 8) + "}", 8);
        var before = Fingerprints.of(folder, Progress.none(), new Cancellation());
        assertThat(before).containsOnlyKeys("config.json", "model.safetensors");
        assertThat(before)
                .containsEntry("config.json", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        Files.writeString(folder.resolve("config.json"), "{ }");
        var after = Fingerprints.of(folder, Progress.none(), new Cancellation());
        assertThat(Fingerprints.combined(after)).isNotEqualTo(Fingerprints.combined(before));
        Cancellation cancelled = new Cancellation();
        cancelled.request();
        assertThatThrownBy(() -> Fingerprints.of(folder, Progress.none(), cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
