package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleWindowTest {

    @TempDir
    Path folder;

    @Test
    void aSecondStartIsHeardByTheFirst() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (SingleWindow first = SingleWindow.become(folder).orElseThrow()) {
            first.listen(heard::add);
            assertThat(SingleWindow.become(folder)).isEmpty();
            String path = "/models/" + "ä".repeat(3_000);
            assertThat(SingleWindow.handOver(folder, path)).isTrue();
            assertThat(SingleWindow.handOver(folder, "")).isTrue();
            assertThat(heard).containsExactly(path, "");
        }
        assertThat(SingleWindow.handOver(folder, "too late")).isFalse();
        try (SingleWindow again = SingleWindow.become(folder).orElseThrow()) {
            again.listen(heard::add);
            assertThat(SingleWindow.handOver(folder, "again")).isTrue();
        }
    }

    @Test
    void aSocketThatWasLeftBehindIsReplaced() throws IOException {
        Files.writeString(folder.resolve("window.socket"), "left by a crash");
        assertThat(SingleWindow.handOver(folder, "nobody")).isFalse();
        try (SingleWindow first = SingleWindow.become(folder).orElseThrow()) {
            List<String> heard = new CopyOnWriteArrayList<>();
            first.listen(heard::add);
            assertThat(SingleWindow.handOver(folder, "hello")).isTrue();
            assertThat(heard).containsExactly("hello");
        }
    }

    @Test
    void aFolderTooDeepForASocketLeavesWindowsSeparate() throws IOException {
        Path deep = folder.resolve("d".repeat(120));
        try (SingleWindow first = SingleWindow.become(deep).orElseThrow()) {
            first.listen(words -> {});
            assertThat(SingleWindow.handOver(deep, "hello")).isFalse();
        }
    }
}
