package org.tiltmeter.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which program this is.
///
/// @param version as released
/// @param commit the first characters of the commit it was built from, or "unknown" outside a checkout
record ProgramVersion(String version, String commit) {

    /// Reads what the build wrote down.
    static ProgramVersion ofThisBuild() {
        Properties properties = new Properties();
        read(properties, "version.properties");
        read(properties, "commit.properties");
        return new ProgramVersion(
                properties.getProperty("version", "unknown"),
                properties.getProperty("git.commit.id.abbrev", "unknown"));
    }

    private static void read(Properties into, String name) {
        try (InputStream stream = ProgramVersion.class.getResourceAsStream(name)) {
            if (stream != null) {
                into.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return version + " (" + commit + ")";
    }
}
