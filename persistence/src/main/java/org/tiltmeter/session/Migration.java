package org.tiltmeter.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteDataSource;
import org.tiltmeter.file.SafeFile;

/// Brings session files to the schema of this program, with Flyway. Any thread; nobody else may have the file open.
final class Migration {

    private final int version;
    private final List<String> locations;

    /// @param version the version of the schema that the last migration makes
    /// @param locations where the SQL lies, as Flyway names places
    Migration(int version, String... locations) {
        this.version = version;
        this.locations = List.of(locations);
    }

    /// The migrations of this program.
    static Migration ofThisProgram() {
        return new Migration(1, "classpath:org/tiltmeter/session/migration");
    }

    /// The version of the schema that the last migration makes.
    int version() {
        return version;
    }

    /// Makes an empty or older file current, in place.
    void apply(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        try {
            Flyway.configure(Migration.class.getClassLoader())
                    .loggers("slf4j")
                    .dataSource(source)
                    .locations(locations.toArray(String[]::new))
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw Refusals.of(failure, file);
        }
    }

    /// Makes an older session current: a copy is migrated and checked, then takes the session's name; the session as
    /// it was is kept beside.
    ///
    /// @return where the session as it was is kept
    Path upgrade(Path file, int from) {
        Path kept = keptBeside(file, from);
        Path temporary = SafeFile.temporaryBeside(file);
        try {
            try {
                copyWhole(file, temporary);
                apply(temporary);
                Jdbi.create("jdbc:sqlite:" + temporary)
                        .useHandle(handle -> SessionFiles.checkIntegrity(handle, file, "integrity_check"));
                Files.copy(file, kept, StandardCopyOption.COPY_ATTRIBUTES);
                SafeFile.force(kept);
                SafeFile.force(temporary);
                SafeFile.moveInto(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failure) {
            throw SafeFile.refusal(file, failure);
        }
        return kept;
    }

    /// SQLite's own copy: it plays back what a crash has left in a journal.
    private static void copyWhole(Path file, Path copy) {
        try {
            Jdbi.create("jdbc:sqlite:" + file).useHandle(handle -> handle.execute("VACUUM INTO ?", copy.toString()));
        } catch (org.jdbi.v3.core.JdbiException failure) {
            throw Refusals.of(failure, file);
        }
    }

    private static Path keptBeside(Path file, int version) {
        Path kept = file.resolveSibling(file.getFileName() + ".format-" + version);
        for (int i = 2; Files.exists(kept); i++) {
            kept = file.resolveSibling(file.getFileName() + ".format-" + version + "-" + i);
        }
        return kept;
    }
}
