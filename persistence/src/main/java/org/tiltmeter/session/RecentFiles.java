package org.tiltmeter.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.work.BadInputException;

/// The models and sessions that were opened last, kept as JSON in the user's settings folder. A list that cannot be
/// read is started afresh, with a warning in the log. Any thread.
public final class RecentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RecentFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT_OF_A_KIND = 20;

    private final Path file;
    private final Clock clock;

    /// @param settingsFolder made when needed
    public RecentFiles(Path settingsFolder, Clock clock) {
        this.file = settingsFolder.resolve("recent.json");
        this.clock = clock;
    }

    /// What was opened, last first.
    public synchronized List<RecentFile> list(RecentFile.Kind kind) {
        return read().stream().filter(recent -> recent.kind() == kind).toList();
    }

    /// Puts a path at the top of its kind.
    ///
    /// @throws BadInputException if the settings folder cannot be written
    public synchronized void opened(RecentFile.Kind kind, Path path, String name) {
        Path place = path.toAbsolutePath().normalize();
        List<RecentFile> list = without(place);
        list.addFirst(new RecentFile(kind, place, name, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        write(list);
    }

    /// Forgets a path.
    ///
    /// @throws BadInputException if the settings folder cannot be written
    public synchronized void forget(Path path) {
        write(without(path.toAbsolutePath().normalize()));
    }

    private List<RecentFile> without(Path place) {
        List<RecentFile> list = new ArrayList<>(read());
        list.removeIf(recent -> recent.path().equals(place));
        return list;
    }

    private List<RecentFile> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<RecentFile> list = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(file.toFile()).path("recent")) {
                list.add(new RecentFile(
                        RecentFile.Kind.valueOf(entry.path("kind").asText()),
                        Path.of(entry.path("path").asText()),
                        entry.path("name").asText(),
                        Instant.parse(entry.path("openedAt").asText())));
            }
            return list;
        } catch (IOException | IllegalArgumentException | DateTimeParseException damaged) {
            LOG.warn("the list of recent files {} cannot be read and is started afresh", file, damaged);
            return List.of();
        }
    }

    private void write(List<RecentFile> list) {
        ArrayNode entries = JSON.createArrayNode();
        for (RecentFile.Kind kind : RecentFile.Kind.values()) {
            list.stream()
                    .filter(recent -> recent.kind() == kind)
                    .limit(KEPT_OF_A_KIND)
                    .forEach(recent -> entries.addObject()
                            .put("kind", recent.kind().name())
                            .put("path", recent.path().toString())
                            .put("name", recent.name())
                            .put("openedAt", recent.openedAt().toString()));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            String text = JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(JSON.createObjectNode().set("recent", entries));
            SafeFile.write(file, text + "\n");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts is JSON", impossible);
        } catch (IOException | InvalidPathException failure) {
            throw SafeFile.refusal(file, failure);
        }
    }
}
