package org.tiltmeter.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.work.BadInputException;

/// A hub's list of files is somebody else's word.
class ListingTest {

    private static final String SHA = "a".repeat(64);
    private static final String BLOB = "b".repeat(40);
    private static final Listing LISTING = new Listing(new HubModel("maker/model"), URI.create("https://hub.example"));

    private static String small(String name) {
        return "{\"rfilename\":\"" + name + "\",\"size\":10,\"blobId\":\"" + BLOB + "\"}";
    }

    private static String large(String name) {
        return "{\"rfilename\":\"" + name + "\",\"size\":1000,\"lfs\":{\"sha256\":\"" + SHA + "\",\"size\":1000}}";
    }

    private static FetchPlan read(String... siblings) {
        return LISTING.read(("{\"sha\":\"" + BLOB + "\",\"siblings\":[" + String.join(",", siblings) + "]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(FetchPlan plan) {
        return plan.files().stream().map(HubFile::name).toList();
    }

    @Test
    void takesTheShardsThatTheIndexBindsAndNoSecondCopy() {
        FetchPlan plan = read(
                small("config.json"),
                small("model.safetensors.index.json"),
                large("model-00001-of-00002.safetensors"),
                large("model-00002-of-00002.safetensors"),
                large("consolidated.safetensors"),
                large("original/model.safetensors"),
                small("tokenizer.model"),
                small("vocab.json"),
                small("merges.txt"));
        assertThat(names(plan))
                .containsExactly(
                        "config.json",
                        "merges.txt",
                        "model-00001-of-00002.safetensors",
                        "model-00002-of-00002.safetensors",
                        "model.safetensors.index.json",
                        "tokenizer.model",
                        "vocab.json");
        assertThat(plan.leftOut())
                .extracting(LeftOut::reason)
                .containsExactly(LeftOut.Reason.OTHER_WEIGHTS, LeftOut.Reason.SUBFOLDER);
    }

    @Test
    void takesTheSingleFileWhereThereIsOne() {
        FetchPlan plan = read(
                small("config.json"),
                small("model.safetensors.index.json"),
                large("model-00001-of-00001.safetensors"),
                large("model.safetensors"));
        assertThat(names(plan)).containsExactly("config.json", "model.safetensors");
        assertThat(plan.hasTokenizer()).isFalse();
    }

    @Test
    void refusesWhatHasNoModel() {
        assertThatThrownBy(() -> read(small("README.md"))).hasMessageContaining("no config.json");
        assertThatThrownBy(() -> read(small("config.json"), large("pytorch_model.bin")))
                .hasMessageContaining("only pickles, which can run code");
        assertThatThrownBy(() -> read(small("config.json"), large("a.safetensors"), large("b.safetensors")))
                .hasMessageContaining("several weight files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../config.json",
                "a/../../x.safetensors",
                "/etc/passwd",
                "C:\\\\x.safetensors",
                "a\\u0000b.safetensors",
                "a\\nb.json",
                "x\\u202ey.json",
                "a//b",
                "./config.json",
                "",
                "aux:stream"
            })
    void refusesHostileNames(String name) {
        assertThatThrownBy(() -> read(small("config.json"), large("model.safetensors"), small(name)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("which is no plain name")
                .hasMessageEndingWith("nothing is fetched.")
                .message()
                .doesNotContain("\n", "\0");
    }

    @Test
    void refusesAbsurdSizesAndMissingChecksums() {
        assertThatThrownBy(() -> read(
                        small("config.json"),
                        "{\"rfilename\":\"model.safetensors\",\"size\":9000000000000,\"lfs\":{\"sha256\":\"" + SHA
                                + "\"}}"))
                .hasMessageContaining("9000.0 GB");
        assertThatThrownBy(() -> read("{\"rfilename\":\"config.json\",\"size\":999999999,\"blobId\":\"" + BLOB + "\"}"))
                .hasMessageContaining("1000.0 MB");
        assertThatThrownBy(() -> read("{\"rfilename\":\"config.json\",\"size\":-4,\"blobId\":\"" + BLOB + "\"}"))
                .hasMessageContaining("does not say how large");
        assertThatThrownBy(() -> read("{\"rfilename\":\"config.json\",\"size\":1e999}"))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> read("{\"rfilename\":\"config.json\",\"size\":4,\"blobId\":\"zz\"}"))
                .hasMessageContaining("no checksum");
    }

    @Test
    void refusesDoubledNames() {
        assertThatThrownBy(() -> read(small("config.json"), small("config.json")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> read(small("config.json"), small("Config.json")))
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>log in</html>", "[]", "{", "null", "{\"sha\":3}", "{\"sha\":\"main\"}"})
    void refusesGarbage(String answer) {
        assertThatThrownBy(() -> LISTING.read(answer.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadInputException.class);
    }

    @Property(tries = 300)
    void neverBreaksOnBytes(@ForAll @Size(max = 200) byte[] answer) {
        assertThatThrownBy(() -> LISTING.read(answer)).isInstanceOf(BadInputException.class);
    }

    @Test
    void readsIds() {
        assertThat(HubModel.parse(" allenai/OLMoE-1B-7B-0924 ")).isEqualTo(new HubModel("allenai/OLMoE-1B-7B-0924"));
        assertThat(HubModel.parse("gpt2@refs/pr/4")).isEqualTo(new HubModel("gpt2", "refs/pr/4"));
        assertThat(HubModel.parse("https://huggingface.co/a/b/tree/v1.0")).isEqualTo(new HubModel("a/b", "v1.0"));
        assertThat(HubModel.parse("https://huggingface.co/a/b/")).isEqualTo(new HubModel("a/b"));
        assertThat(new HubModel("a/b", "refs/pr/4").listing(URI.create("https://h")))
                .hasToString("https://h/api/models/a/b/revision/refs%2Fpr%2F4?blobs=true");
        assertThat(new HubModel("a/b", "refs/pr/4").folderIn(Path.of("m"))).isEqualTo(Path.of("m/a/b@refs-pr-4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a/b/c", "../b", "a/..", "a b", "a/b@", "a/b@../x", "a/b?x=1", "a/b#c", "/a", "a\u0000b"})
    void refusesWhatIsNoId(String words) {
        assertThatThrownBy(() -> HubModel.parse(words)).isInstanceOf(BadInputException.class);
    }
}
