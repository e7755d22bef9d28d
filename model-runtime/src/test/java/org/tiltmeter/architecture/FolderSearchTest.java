package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.architecture.FoundModels.PassedOver;
import org.tiltmeter.architecture.FoundModels.Reason;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

/// A folder of models as people have them: some open, the others are passed over with a reason.
class FolderSearchTest {

    private static final Path SETTINGS = Path.of("src/test/resources/models/llama_rope_yarn/config.json");

    @TempDir
    Path folder;

    private Path model(String name) throws IOException {
        Path made = folder.resolve(name);
        RandomModel.write(SETTINGS, made, StoredType.BF16, 3, Progress.none(), new Cancellation());
        Files.writeString(
                made.resolve("tokenizer.json"), "{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0,\"b\":1}}}");
        return made;
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, "{}");
    }

    private FoundModels search() {
        return FolderSearch.below(folder, Progress.none(), new Cancellation());
    }

    @Test
    void listsModelsWithFamilyAndSize() throws IOException {
        model("one");
        model("makers/maker/two");
        FoundModels found = search();
        assertThat(found.models())
                .extracting(ModelSummary::folder)
                .containsExactly(folder.resolve("makers/maker/two"), folder.resolve("one"));
        assertThat(found.models())
                .allMatch(model -> model.family().equals("llama"))
                .allMatch(model -> model.weightBytes() > 0);
        assertThat(found.passedOver()).isEmpty();
        assertThat(found.complete()).isTrue();
    }

    @Test
    void saysWhyTheOthersArePassedOver() throws IOException {
        Files.delete(model("a-no-config").resolve("config.json"));
        Files.delete(model("b-no-tokenizer").resolve("tokenizer.json"));
        Files.delete(model("c-no-weights").resolve("model.safetensors"));
        Files.writeString(model("d-cut").resolve("model.safetensors"), "short");
        file("e-pickles/config.json");
        file("e-pickles/pytorch_model.bin");
        file("f-plain.pt");
        file("g-small.Q4_K_M.gguf");
        file("notes.txt");
        file("h/i/j/k/config.json");
        file(".hidden/pytorch_model.bin");
        FoundModels found = search();
        assertThat(found.models()).isEmpty();
        assertThat(found.passedOver())
                .extracting(passed -> folder.relativize(passed.path()).toString(), PassedOver::reason)
                .containsExactlyInAnyOrder(
                        tuple("a-no-config", Reason.NO_CONFIG),
                        tuple("b-no-tokenizer", Reason.NO_TOKENIZER),
                        tuple("c-no-weights", Reason.NO_WEIGHTS),
                        tuple("d-cut", Reason.REFUSED),
                        tuple("e-pickles/pytorch_model.bin", Reason.PICKLE),
                        tuple("f-plain.pt", Reason.PICKLE),
                        tuple("g-small.Q4_K_M.gguf", Reason.OTHER_FORMAT),
                        tuple("h/i/j/k", Reason.TOO_DEEP));
        assertThat(found.passedOver())
                .filteredOn(passed -> passed.reason() == Reason.OTHER_FORMAT)
                .extracting(PassedOver::detail)
                .containsExactly("gguf");
        assertThat(found.passedOver())
                .filteredOn(passed -> passed.reason() == Reason.REFUSED)
                .allMatch(passed -> passed.detail().endsWith("."));
    }

    @Test
    void followsNoLinkedFolder(@TempDir Path elsewhere) throws IOException {
        Path outside = elsewhere.resolve("model");
        Files.move(model("model"), outside);
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        FoundModels found = search();
        assertThat(found.models()).isEmpty();
        assertThat(found.passedOver())
                .extracting(PassedOver::reason)
                .containsOnly(Reason.LINK)
                .hasSize(2);
    }

    @Test
    void opensWhatLinksToItsFilesAsHubCachesDo() throws IOException {
        Path blobs = model("models--a--b/blobs");
        Path snapshot = Files.createDirectories(folder.resolve("models--a--b/snapshots/0a1b"));
        for (String name : new String[] {"config.json", "model.safetensors", "tokenizer.json"}) {
            Files.move(blobs.resolve(name), blobs.resolve("blob-" + name.replace('.', '-')));
            Files.createSymbolicLink(snapshot.resolve(name), blobs.resolve("blob-" + name.replace('.', '-')));
        }
        assertThat(search().models()).extracting(ModelSummary::folder).containsExactly(snapshot);
    }

    @Test
    void endsInAFolderWithTooMuchInIt() throws IOException {
        for (int i = 0; i < 400; i++) {
            file("many/" + i + ".gguf");
        }
        FoundModels found = search();
        assertThat(found.passedOver()).hasSize(300);
        assertThat(found.complete()).isFalse();
    }

    @Test
    void stopsWhenToldTo() {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertThatThrownBy(() -> FolderSearch.below(folder, Progress.none(), cancellation))
                .isInstanceOf(CancelledException.class);
    }
}
