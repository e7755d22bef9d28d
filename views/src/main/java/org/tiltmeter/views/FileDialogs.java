package org.tiltmeter.views;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks the user for files and folders. UI thread. Tests answer in the user's place.
public interface FileDialogs {

    /// Kinds of files the program knows.
    enum Kind {
        PROBES("file.kind.probes", "json"),
        PROBE_LINES("file.kind.probeLines", "jsonl"),
        ANY_PROBES("file.kind.anyProbes", "json", "jsonl", "csv", "tsv", "txt"),
        TEXT_LINES("file.kind.textLines", "txt"),
        CONCEPTS("file.kind.concepts", "json"),
        ASSOCIATIONS("file.kind.associations", "json"),
        WORDS("file.kind.words", "txt", "csv", "tsv", "json"),
        BENCHMARK("file.kind.benchmark", "csv", "tsv", "json", "jsonl", "txt"),
        SESSION("file.kind.session", "tilt"),
        BUNDLE("file.kind.bundle", "json"),
        TORCH_FILE("file.kind.torchFile", "pt"),
        TABLE("file.kind.table", "csv"),
        PICTURE("file.kind.picture", "png"),
        DRAWING("file.kind.drawing", "svg"),
        PAGE("file.kind.page", "pdf"),
        WEB_PAGE("file.kind.webPage", "html"),
        TEXT_DOCUMENT("file.kind.textDocument", "docx");

        private final String titleKey;
        private final String extensions;

        Kind(String titleKey, String... extensions) {
            this.titleKey = titleKey;
            this.extensions = String.join(" ", extensions);
        }

        /// The kind that is exported under this extension.
        ///
        /// @throws IllegalArgumentException if nothing is
        public static Kind of(String extension) {
            return switch (extension) {
                case "csv" -> TABLE;
                case "png" -> PICTURE;
                case "svg" -> DRAWING;
                case "pdf" -> PAGE;
                case "json" -> CONCEPTS;
                default -> throw new IllegalArgumentException("nothing is exported as " + extension);
            };
        }

        /// Key of the kind's name.
        public String titleKey() {
            return titleKey;
        }

        /// What such files' names end in, without the dot.
        public String extension() {
            return extensions().getFirst();
        }

        /// Everything that such files' names can end in, without the dot.
        public List<String> extensions() {
            return List.of(extensions.split(" "));
        }
    }

    /// A folder to open; empty if the user changed their mind.
    Optional<Path> chooseFolder(String title);

    /// A file to open; empty if the user changed their mind.
    Optional<Path> chooseFile(String title, Kind kind);

    /// A file to write; the user has agreed to replace one that is there. Empty if the user
    /// changed their mind.
    ///
    /// @param name suggested, without extension
    Optional<Path> chooseTarget(String title, Kind kind, String name);
}
