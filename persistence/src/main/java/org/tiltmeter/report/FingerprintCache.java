package org.tiltmeter.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Fingerprints of model folders, remembered as long as no file of the folder changes its size or time, so that a
/// model of many gigabytes is read through once only. Any thread.
public final class FingerprintCache {

    private static final Logger LOG = LoggerFactory.getLogger(FingerprintCache.class);

    /// A file that was changed as lately as this might change again within one tick of the file system's clock.
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Path file;
    private final Clock clock;

    /// @param settingsFolder where the cache lies; made when needed
    public FingerprintCache(Path settingsFolder, Clock clock) {
        this.file = settingsFolder.resolve("fingerprints.json");
        this.clock = clock;
    }

    /// The SHA-256 of each file of a model that decides what it computes, as [Fingerprints] computes them.
    ///
    /// @return by file name, in hexadecimal
    /// @throws BadInputException if a file cannot be read, or changes meanwhile
    public SortedMap<String, String> of(Path folder, Progress progress, Cancellation cancellation) {
        Path place = folder.toAbsolutePath().normalize();
        ObjectNode before = state(place);
        JsonNode known = read().path(place.toString());
        if (known.path("files").equals(before)) {
            SortedMap<String, String> digests = new TreeMap<>();
            known.path("sha256")
                    .properties()
                    .forEach(entry ->
                            digests.put(entry.getKey(), entry.getValue().asText()));
            return digests;
        }
        SortedMap<String, String> digests = Fingerprints.of(place, progress, cancellation);
        ObjectNode after = state(place);
        if (!after.equals(before)) {
            throw new BadInputException("The model in " + place + " changed while it was read; open it again.");
        }
        if (!isFresh(after)) {
            remember(place, after, digests);
        }
        return digests;
    }

    private boolean isFresh(ObjectNode state) {
        Instant limit = clock.instant().minus(FRESH);
        return state.properties().stream()
                .anyMatch(entry ->
                        Instant.parse(entry.getValue().path("changed").asText()).isAfter(limit));
    }

    private synchronized void remember(Path place, ObjectNode state, SortedMap<String, String> digests) {
        ObjectNode all = read();
        ObjectNode entry = all.putObject(place.toString());
        entry.set("files", state);
        entry.set("sha256", ResultsJson.JSON.valueToTree(digests));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException failure) {
            throw SafeFile.refusal(file, failure);
        }
        SafeFile.write(file, all.toPrettyString() + "\n");
    }

    private synchronized ObjectNode read() {
        if (!Files.exists(file)) {
            return ResultsJson.JSON.createObjectNode();
        }
        try {
            return (ObjectNode) ResultsJson.JSON.readTree(Files.readString(file));
        } catch (IOException | ClassCastException damaged) {
            LOG.warn("the remembered fingerprints in {} cannot be read and are computed afresh", file, damaged);
            return ResultsJson.JSON.createObjectNode();
        }
    }

    /// Size and time of every file of a folder, or of the folder that a file lies in.
    private static ObjectNode state(Path place) {
        Path folder = Files.isRegularFile(place) ? place.resolveSibling("") : place;
        ObjectNode state = ResultsJson.JSON.createObjectNode();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                state.putObject(String.valueOf(each.getFileName()))
                        .put("bytes", Long.toString(Files.size(each)))
                        .put(
                                "changed",
                                Files.getLastModifiedTime(each).toInstant().toString());
            }
        } catch (IOException failure) {
            throw new BadInputException("The folder " + folder + " cannot be read.", failure);
        }
        return state;
    }
}
