package org.tiltmeter.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every key of the bundle is used, and every key used is in the bundle, once.
class MessagesFileTest {

    private static final Pattern IN_JAVA = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z0-9]+)+)\"");
    private static final Pattern IN_BUNDLE = Pattern.compile("^[a-z][A-Za-z0-9.]*=");
    private static final Pattern IN_FXML = Pattern.compile("\"%([^\"]+)\"");

    private static Set<String> found(Path folder, String ending, Pattern pattern) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        }
        return keys;
    }

    private static Set<String> used() throws IOException {
        Set<String> used = found(Path.of("src/main/java"), ".java", IN_JAVA);
        used.addAll(found(Path.of("src/main/resources"), ".fxml", IN_FXML));
        used.removeIf(key -> key.endsWith(".css") || key.endsWith(".json"));
        return used;
    }

    @Test
    void noKeyStandsTwice() throws IOException {
        try (Stream<String> lines =
                Files.lines(Path.of("src/main/resources/org/tiltmeter/views/messages.properties"))) {
            assertThat(lines.filter(line -> IN_BUNDLE.matcher(line).find())
                            .map(line -> line.substring(0, line.indexOf('='))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyKeyIsUsed() throws IOException {
        Set<String> unused = new TreeSet<>(Texts.bundle().keySet());
        unused.removeAll(used());
        assertThat(unused).isEmpty();
    }

    @Test
    void everyKeyUsedExists() throws IOException {
        Set<String> prefixes = Texts.bundle().keySet().stream()
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet());
        Set<String> missing = used().stream()
                .filter(key -> prefixes.contains(key.substring(0, key.indexOf('.'))))
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(Texts.bundle().keySet());
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTextCanBeFilled() {
        for (String key : Texts.bundle().keySet()) {
            String text = Texts.bundle().getString(key);
            if (text.contains("{0")) {
                assertThat(new MessageFormat(text, Locale.ENGLISH).format(new Object[] {1, 2, 3, 4}))
                        .as(key)
                        .isNotBlank();
            }
            assertThat(text).as(key + ": a plain apostrophe quotes, write ’").doesNotContain("'");
        }
    }
}
