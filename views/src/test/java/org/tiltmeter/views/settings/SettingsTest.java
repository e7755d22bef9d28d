package org.tiltmeter.views.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.model.ComputeDevice;
import org.tiltmeter.work.BadInputException;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void comeBackAsTheyWereStored() throws IOException {
        Settings settings = new Settings();
        settings.themeProperty().set(ThemeChoice.DARK);
        settings.enlargeText();
        settings.rememberModel(folder.resolve("a"));
        settings.rememberModel(folder.resolve("b"));
        settings.rememberModel(folder.resolve("a"));
        settings.deviceProperty().set(Optional.of(ComputeDevice.parse("cuda:1")));
        settings.threadsProperty().set(3);
        settings.cacheFolderProperty().set(Optional.of(folder.resolve("cache")));
        settings.rememberWindow(new WindowPlace(10, 20, 1000, 700, true));
        settings.rememberDividers("lesson", List.of(0.6));
        settings.lessonRecordingsProperty().set(true);
        settings.projectorProperty().set(true);
        settings.toFile().write(folder.resolve("new"));

        Settings again = new Settings(SettingsFile.read(folder.resolve("new")));
        assertThat(again.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
        assertThat(again.textSizeProperty().get()).isEqualTo(110);
        assertThat(again.recentModels()).containsExactly(folder.resolve("a"), folder.resolve("b"));
        assertThat(again.device()).contains(new ComputeDevice(ComputeDevice.Kind.CUDA, 1));
        assertThat(again.lessonRecordingsProperty().get()).isTrue();
        assertThat(again.threadsProperty().get()).isEqualTo(3);
        assertThat(again.cacheFolderProperty().get()).contains(folder.resolve("cache"));
        assertThat(again.window()).contains(new WindowPlace(10, 20, 1000, 700, true));
        assertThat(again.dividers("lesson")).containsExactly(0.6);
        assertThat(again.dividers("other")).isEmpty();
        assertThat(again.projectorProperty().get()).as("begins as usual").isFalse();
        assertThat(folder.resolve("new")).isDirectoryContaining("glob:**settings.json");
    }

    @Test
    void aProjectorHasLightColoursAndLargeTypeForTheTime() {
        Settings settings = new Settings();
        settings.themeProperty().set(ThemeChoice.DARK);
        settings.projectorProperty().set(true);
        assertThat(settings.shownTheme()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(settings.shownTextSize()).isEqualTo(Settings.PROJECTOR_TEXT);
        settings.projectorProperty().set(false);
        assertThat(settings.shownTheme()).isEqualTo(ThemeChoice.DARK);
        assertThat(settings.shownTextSize()).isEqualTo(100);
    }

    @Test
    void anUnknownDeviceAndAnEarlierFileAreAsUsual() throws IOException {
        Files.writeString(folder.resolve("settings.json"), "{\"theme\": \"DARK\", \"device\": \"abacus\"}");
        Settings settings = new Settings(SettingsFile.read(folder));
        assertThat(settings.device()).isEmpty();
        assertThat(settings.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
        assertThat(settings.window()).isEmpty();
    }

    @Test
    void areTheUsualOnesWhereNoneWereStored() throws IOException {
        assertThat(SettingsFile.read(folder)).isEqualTo(new Settings().toFile());
    }

    @Test
    void sayWhenTheyCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("settings.json"), "{\"theme\": \"PURPLE\"}");
        assertThatThrownBy(() -> SettingsFile.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("settings.json")
                .hasMessageContaining("delete the file");
    }

    @Test
    void textStaysWithinItsLimits() {
        Settings settings = new Settings();
        for (int i = 0; i < 30; i++) {
            settings.enlargeText();
        }
        assertThat(settings.textSizeProperty().get()).isEqualTo(Settings.LARGEST_TEXT);
        for (int i = 0; i < 30; i++) {
            settings.shrinkText();
        }
        assertThat(settings.textSizeProperty().get()).isEqualTo(Settings.SMALLEST_TEXT);
    }

    @Test
    void rememberOnlyTheLatest() {
        Settings settings = new Settings();
        for (int i = 0; i < 20; i++) {
            settings.rememberSession(folder.resolve("s" + i));
        }
        assertThat(settings.recentSessions()).hasSize(8).first().isEqualTo(folder.resolve("s19"));
    }
}
