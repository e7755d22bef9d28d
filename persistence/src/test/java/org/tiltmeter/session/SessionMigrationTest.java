package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

class SessionMigrationTest {

    @TempDir
    Path folder;

    @AfterEach
    void nothingStaysOpen() throws IOException {
        Stores.assertNothingLeft(folder);
    }

    @Test
    void anOlderSessionIsMigratedAndKeptAsItWas() throws IOException {
        Path file = older("old.tilt");
        byte[] before = Files.readAllBytes(file);
        try (Session session = later("later").open(file)) {
            assertThat(session.heading().title()).isEqualTo("old");
            assertThat(session.notes().list()).extracting(SavedNote::text).containsExactly("kept");
            List<String> colours = session.database()
                    .read(handle -> handle.createQuery("SELECT colour FROM note")
                            .mapTo(String.class)
                            .list());
            assertThat(colours).containsExactly("yellow");
            assertThat(session.log().firstBroken()).isEmpty();
            session.notes().save("new", "works");
        }
        assertThat(folder.resolve("old.tilt.format-1")).hasBinaryContent(before);
        try (Session session = later("later").open(file)) {
            assertThat(session.notes().list()).hasSize(2);
        }
        assertThat(kept()).containsExactly("old.tilt.format-1");
        assertThatThrownBy(() -> Stores.in(folder).open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("newer version");
        Files.move(folder.resolve("old.tilt.format-1"), folder.resolve("back.tilt"));
        try (Session session = Stores.in(folder).open(folder.resolve("back.tilt"))) {
            assertThat(session.notes().list()).hasSize(1);
        }
    }

    @Test
    void anEmptyFileOfVersionZeroIsNoSession() {
        Path file = folder.resolve("zero.tilt");
        Jdbi.create("jdbc:sqlite:" + file).useHandle(handle -> {
            handle.execute("PRAGMA application_id = 1414089812");
            handle.execute("CREATE TABLE something (a)");
        });
        assertThatThrownBy(() -> Stores.in(folder).open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds no session");
    }

    @Test
    void whatWasKeptBeforeIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve("old.tilt.format-1"), "an earlier one");
        later("later").open(older("old.tilt")).close();
        assertThat(kept()).containsExactlyInAnyOrder("old.tilt.format-1", "old.tilt.format-1-2");
    }

    @Test
    void aMigrationThatFailsLeavesTheSessionAsItWas() throws IOException {
        Path file = older("old.tilt");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> later("broken").open(file)).isInstanceOf(RuntimeException.class);
        assertThat(file).hasBinaryContent(before);
        assertThat(kept()).isEmpty();
    }

    @Test
    void readingOnlyDoesNotMigrate() {
        Path file = older("old.tilt");
        assertThatThrownBy(() -> later("later").openForReading(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("older version");
    }

    private Path older(String name) {
        Path file = folder.resolve(name);
        try (Session session = Stores.in(folder).create(file)) {
            session.notes().save("session", "kept");
        }
        return file;
    }

    /// A program that knows one more version.
    private SessionStore later(String migrations) {
        return new SessionStore(
                folder.resolve("scratch"),
                Stores.CLOCK,
                "0.2-test",
                new Migration(
                        2,
                        "classpath:org/tiltmeter/session/migration",
                        "classpath:org/tiltmeter/session/" + migrations));
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains(".format-"))
                    .toList();
        }
    }
}
