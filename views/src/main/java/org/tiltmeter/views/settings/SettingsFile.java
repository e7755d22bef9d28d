package org.tiltmeter.views.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.work.BadInputException;

/// Settings as they are stored, in `settings.json`.
///
/// @param theme light, dark, or as the system is
/// @param textSize per cent of the usual
/// @param device what models are opened on, such as `cuda:0`; empty leaves it to the program
/// @param threads of the engine; 0 for one per processor core
/// @param cacheFolder where to keep what can be made again; empty for the usual place
/// @param lessonRecordings whether lessons show recordings instead of computing
/// @param window where the window was
/// @param dividers positions of split panes' dividers by name, 0 … 1
/// @param recentModels model folders, the latest first
/// @param recentSessions session files, the latest first
public record SettingsFile(
        ThemeChoice theme,
        int textSize,
        Optional<String> device,
        int threads,
        Optional<Path> cacheFolder,
        boolean lessonRecordings,
        Optional<WindowPlace> window,
        Map<String, List<Double>> dividers,
        List<Path> recentModels,
        List<Path> recentSessions) {

    private static final String NAME = "settings.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /// Copies the lists; what is absent in the file is as usual (an absent optional is read as empty).
    public SettingsFile(
            @Nullable ThemeChoice theme,
            int textSize,
            Optional<String> device,
            int threads,
            Optional<Path> cacheFolder,
            boolean lessonRecordings,
            Optional<WindowPlace> window,
            @Nullable Map<String, List<Double>> dividers,
            @Nullable List<Path> recentModels,
            @Nullable List<Path> recentSessions) {
        this.theme = theme == null ? ThemeChoice.AUTO : theme;
        this.textSize = textSize == 0 ? 100 : textSize;
        this.device = device;
        this.threads = threads;
        this.cacheFolder = cacheFolder;
        this.lessonRecordings = lessonRecordings;
        this.window = window;
        this.dividers = dividers == null ? Map.of() : Map.copyOf(dividers);
        this.recentModels = recentModels == null ? List.of() : List.copyOf(recentModels);
        this.recentSessions = recentSessions == null ? List.of() : List.copyOf(recentSessions);
    }

    /// Reads the settings of a folder; the usual ones where none were stored.
    ///
    /// @throws BadInputException if the file is not what was stored
    public static SettingsFile read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return new Settings().toFile();
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), SettingsFile.class);
        } catch (JsonProcessingException notSettings) {
            throw new BadInputException(
                    "The settings in " + file
                            + " cannot be read, so the usual ones are used; delete the file to end this" + " message.",
                    notSettings);
        }
    }

    /// Writes to a temporary file first, then moves it, so that a crash leaves the old or the new settings.
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "settings", ".json");
        try {
            Files.write(temporary, JSON.writeValueAsBytes(this));
            Files.move(temporary, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
