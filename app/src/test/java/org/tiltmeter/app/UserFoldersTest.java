package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UserFoldersTest {

    private final Path home = Path.of("/home/ada");

    @Test
    void followsTheXdgVariablesOnLinux() {
        UserFolders folders = UserFolders.of(Map.of("XDG_CACHE_HOME", "/fast/cache"), home, "Linux");
        assertThat(folders.cache()).isEqualTo(Path.of("/fast/cache/tiltmeter"));
        assertThat(folders.settings()).isEqualTo(Path.of("/home/ada/.config/tiltmeter"));
        assertThat(folders.logs()).isEqualTo(Path.of("/home/ada/.local/state/tiltmeter/logs"));
        assertThat(folders.models()).isEqualTo(Path.of("/home/ada/.local/share/tiltmeter/models"));
    }

    @Test
    void ignoresAnEmptyVariable() {
        assertThat(UserFolders.of(Map.of("XDG_CONFIG_HOME", ""), home, "Linux").settings())
                .isEqualTo(Path.of("/home/ada/.config/tiltmeter"));
    }

    @Test
    void keepsEverythingUnderOneFolderWhereAsked() {
        UserFolders folders = UserFolders.of(Map.of("TILTMETER_HOME", "/stick/tiltmeter"), home, "Mac OS X");
        assertThat(folders.settings()).isEqualTo(Path.of("/stick/tiltmeter/settings"));
        assertThat(folders.logs()).isEqualTo(Path.of("/stick/tiltmeter/logs"));
    }

    @Test
    void followsTheCustomOfMacAndWindows() {
        assertThat(UserFolders.of(Map.of(), home, "Mac OS X").settings())
                .isEqualTo(Path.of("/home/ada/Library/Application Support/tiltmeter"));
        assertThat(UserFolders.of(Map.of(), home, "Windows 11").cache())
                .isEqualTo(Path.of("/home/ada/AppData/Local/tiltmeter/cache"));
    }
}
