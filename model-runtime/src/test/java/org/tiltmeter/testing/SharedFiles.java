package org.tiltmeter.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Large public files that are not part of the project; the system property `tiltmeter.shared` says where they lie.
public final class SharedFiles {

    private SharedFiles() {}

    /// The file or folder; where it is absent the test is skipped and says so by name.
    public static Path of(String relative) {
        Path path = Path.of(System.getProperty("tiltmeter.shared", "")).resolve(relative);
        Assumptions.assumeTrue(
                Files.exists(path), "needs " + relative + " under the folder that tiltmeter.shared names");
        return path;
    }
}
