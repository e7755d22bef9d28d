package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentFilesTest {

    @TempDir
    Path folder;

    @Test
    void theLastOpenedComesFirstAndOnce() {
        RecentFiles recent = new RecentFiles(folder.resolve("settings"), Stores.CLOCK);
        recent.opened(RecentFile.Kind.SESSION, Path.of("/a.tilt"), "a");
        recent.opened(RecentFile.Kind.MODEL, Path.of("/m"), "m");
        recent.opened(RecentFile.Kind.SESSION, Path.of("/b.tilt"), "b =שלום");
        recent.opened(RecentFile.Kind.SESSION, Path.of("/x/../a.tilt"), "a again");
        RecentFiles again = new RecentFiles(folder.resolve("settings"), Stores.CLOCK);
        assertThat(again.list(RecentFile.Kind.SESSION))
                .extracting(RecentFile::name)
                .containsExactly("a again", "b =שלום");
        assertThat(again.list(RecentFile.Kind.MODEL).getFirst().openedAt()).isEqualTo(Stores.CLOCK.instant());
        again.forget(Path.of("/b.tilt"));
        assertThat(recent.list(RecentFile.Kind.SESSION)).hasSize(1);
    }

    @Test
    void onlyTheLastTwentyAreKept() {
        RecentFiles recent = new RecentFiles(folder, Stores.CLOCK);
        for (int i = 0; i < 30; i++) {
            recent.opened(RecentFile.Kind.MODEL, Path.of("/m" + i), "m" + i);
        }
        assertThat(recent.list(RecentFile.Kind.MODEL)).hasSize(20);
        assertThat(recent.list(RecentFile.Kind.MODEL).getFirst().name()).isEqualTo("m29");
    }

    @Test
    void aDamagedListIsStartedAfresh() throws IOException {
        for (String damaged : new String[] {
            "",
            "{",
            "[1]",
            "{\"recent\":[{\"kind\":\"OTHER\"}]}",
            "{\"recent\":[{\"kind\":\"MODEL\",\"path\":\"\\u0000\"}]}"
        }) {
            Files.writeString(folder.resolve("recent.json"), damaged);
            RecentFiles recent = new RecentFiles(folder, Stores.CLOCK);
            assertThat(recent.list(RecentFile.Kind.MODEL)).isEmpty();
            recent.opened(RecentFile.Kind.MODEL, Path.of("/m"), "m");
            assertThat(recent.list(RecentFile.Kind.MODEL)).hasSize(1);
        }
    }
}
