package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where the program keeps what is the user's, by the custom of each operating system.
///
/// @param settings preferences and the list of recent files
/// @param cache what can be made again: unpacked sample models, fingerprints
/// @param logs rotating log files
/// @param models model folders fetched from a hub
record UserFolders(Path settings, Path cache, Path logs, Path models) {

    private static final String NAME = "tiltmeter";

    /// The folders of the user who runs this program. `TILTMETER_HOME` puts all of them under one folder.
    static UserFolders ofThisUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
    }

    static UserFolders of(Map<String, String> environment, Path home, String operatingSystem) {
        String own = environment.get("TILTMETER_HOME");
        if (own != null && !own.isBlank()) {
            Path folder = Path.of(own);
            return new UserFolders(
                    folder.resolve("settings"),
                    folder.resolve("cache"),
                    folder.resolve("logs"),
                    folder.resolve("models"));
        }
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            Path local = from(environment, "LOCALAPPDATA", home.resolve("AppData/Local"))
                    .resolve(NAME);
            return new UserFolders(
                    local.resolve("settings"), local.resolve("cache"), local.resolve("logs"), local.resolve("models"));
        }
        if (system.startsWith("mac")) {
            Path library = home.resolve("Library");
            return new UserFolders(
                    library.resolve("Application Support").resolve(NAME),
                    library.resolve("Caches").resolve(NAME),
                    library.resolve("Logs").resolve(NAME),
                    library.resolve("Application Support").resolve(NAME).resolve("models"));
        }
        return new UserFolders(
                from(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve(NAME),
                from(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve(NAME),
                from(environment, "XDG_STATE_HOME", home.resolve(".local/state"))
                        .resolve(NAME)
                        .resolve("logs"),
                from(environment, "XDG_DATA_HOME", home.resolve(".local/share"))
                        .resolve(NAME)
                        .resolve("models"));
    }

    private static Path from(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? otherwise : Path.of(value);
    }
}
