package org.tiltmeter.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

class SessionOpeningTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aSessionWithSomethingInIt() {
        file = folder.resolve("session.tilt");
        try (Session session = Stores.in(folder).create(file)) {
            for (int i = 0; i < 40; i++) {
                session.results()
                        .add(new NewResult(
                                "audit", "r" + i, Optional.empty(), "{}", "{}", "\"" + "x".repeat(i) + "\""));
            }
        }
    }

    @AfterEach
    void nothingStaysOpen() throws IOException {
        Stores.assertNothingLeft(folder);
    }

    @Test
    void whatIsNotThere() {
        assertRefused(folder.resolve("none.tilt"), "does not exist");
        assertRefused(folder, "is a folder");
    }

    @Test
    void whatIsNotASession() throws IOException {
        assertRefused(Files.writeString(folder.resolve("text.tilt"), "hello ".repeat(100)), "is not a session");
        assertRefused(Files.createFile(folder.resolve("empty.tilt")), "is not a session");
        Path other = folder.resolve("other.tilt");
        Jdbi.create("jdbc:sqlite:" + other).useHandle(handle -> handle.execute("CREATE TABLE t (a)"));
        assertRefused(other, "another program");
    }

    @Test
    void whatANewerVersionSaved() {
        Jdbi.create("jdbc:sqlite:" + file).useHandle(handle -> handle.execute("PRAGMA user_version = 99"));
        assertRefused(file, "newer version of Tiltmeter (format 99");
    }

    @Test
    void whatIsCutOffOrDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertRefused(file, "cut off");
        Files.write(file, java.util.Arrays.copyOf(whole, 100));
        assertRefused(file, "cut off");
        int damaged = 0;
        for (int page = 4096; page < whole.length; page += 4096) {
            Files.write(file, whole);
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.seek(page);
                bytes.write(new byte[2048]);
            }
            try (Session session = Stores.in(folder).open(file)) {
                assertThat(session.file()).isEqualTo(file);
            } catch (BadInputException refused) {
                assertThat(refused).hasMessageContaining("is damaged");
                damaged++;
            }
        }
        assertThat(damaged).as("damaged pages that were noticed").isGreaterThan(10);
        Files.write(file, whole);
        Stores.in(folder).open(file).close();
    }

    @Test
    void whatMayNotBeWritten() throws IOException {
        assertThat(file.toFile().setReadOnly()).isTrue();
        assertRefused(file, "is read-only");
        try (Session session = Stores.in(folder).openForReading(file)) {
            assertThat(session.results().list()).hasSize(40);
            assertThatThrownBy(() -> session.notes().save("a", "b"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("reading only");
        }
        assertThat(file.toFile().setWritable(true)).isTrue();
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Path inside = Files.copy(file, locked.resolve("session.tilt"));
        assertThat(locked.toFile().setReadOnly()).isTrue();
        assertRefused(inside, "folder");
        assertThat(locked.toFile().setWritable(true)).isTrue();
    }

    @Test
    void aSecondWindow() {
        try (Session session = Stores.in(folder).open(file)) {
            assertRefused(file, "already open in this program");
            assertRefused(folder.resolve("x/../session.tilt"), "already open in this program");
            assertThat(session.results().list()).hasSize(40);
        }
        Stores.in(folder).open(file).close();
    }

    @Test
    void createNeverReplaces() {
        assertThatThrownBy(() -> Stores.in(folder).create(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> Stores.in(folder).create(folder.resolve("none/a.tilt")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void aFileThatGoesAwayWhileItIsOpen() throws IOException {
        Path away = folder.resolve("away.tilt");
        try (Session session = Stores.in(folder).open(file)) {
            Files.move(file, away);
            assertThatThrownBy(() -> session.notes().save("a", "b"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("moved, removed or replaced");
            session.saveAs(folder.resolve("rescued.tilt"));
            session.notes().save("a", "b");
            assertThat(session.results().list()).hasSize(40);
        }
        Files.delete(away);
        try (Session session = Stores.in(folder).open(folder.resolve("rescued.tilt"))) {
            assertThat(session.notes().find("a")).isPresent();
        }
    }

    @Test
    void aFullDiskLosesNothingThatWasSaved() {
        try (Session session = Stores.in(folder).open(file)) {
            session.notes().save("before", "kept");
            session.database().outsideTransaction(handle -> handle.execute("PRAGMA max_page_count = 1"));
            String large = "\""
                    + new java.util.Random(1)
                            .ints(100_000, 'a', 'z')
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    + "\"";
            assertThatThrownBy(() ->
                            session.results().add(new NewResult("audit", "large", Optional.empty(), "{}", "{}", large)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is full");
            assertThat(session.results().list()).hasSize(40);
            assertThat(session.notes().find("before")).isPresent();
            session.checkIntegrity();
        }
        try (Session session = Stores.in(folder).open(file)) {
            assertThat(session.notes().find("before")).isPresent();
            assertThat(session.log().firstBroken()).isEmpty();
        }
    }

    @Test
    void anotherProgramThatHoldsTheFile() throws Exception {
        try (var other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertRefused(file, "being written by another program");
            statement.execute("ROLLBACK");
        }
        Stores.in(folder).open(file).close();
    }

    private void assertRefused(Path path, String words) {
        assertThatThrownBy(() -> Stores.in(folder).open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(words)
                .satisfies(refused -> assertThat(refused.getMessage())
                        .as("one sentence that names the file")
                        .contains(String.valueOf(path.getFileName()))
                        .endsWith(".")
                        .doesNotContain("\n", ". "));
    }
}
