package org.tiltmeter.report;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The libraries that a running program uses. Any thread.
final class Libraries {

    private Libraries() {}

    /// The archives on the class path, whose names say library and version; in alphabetical order.
    static List<String> onClassPath() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                .map(path -> Path.of(path).getFileName())
                .filter(java.util.Objects::nonNull)
                .map(Path::toString)
                .filter(name -> name.endsWith(".jar"))
                .map(name -> name.substring(0, name.length() - ".jar".length()))
                .distinct()
                .sorted()
                .toList();
    }
}
