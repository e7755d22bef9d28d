import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/// What an rpm runs: jpackage's own specification with the program's two lines in it.
class RpmScripts {

    private static final String AFTER_INSTALLATION = "\n%pre\n";
    private static final String BEFORE_REMOVAL = "\n%clean";
    private static final String PREPARE = "sh /opt/tiltmeter/lib/app/prepare-start.sh || :\n";

    /// The script's argument counts the versions that stay: none is left when the program goes, and a newer one has
    /// made its own file by then. Jpackage's commands look for the sessions' icon among those of programs.
    private static final String FORGET =
            """
            if [ "$1" = 0 ]; then
              rm -f /opt/tiltmeter/lib/app/tiltmeter.jsa
              xdg-icon-resource uninstall --context mimetypes --size 128 application-x-tiltmeter || :
            fi
            """;

    private RpmScripts() {}

    /// Writes the specification where jpackage looks for it.
    ///
    /// @param folder jpackage's folder of resources
    static void write(Path folder) throws IOException {
        Path template = FileSystems.getFileSystem(URI.create("jrt:/"))
                .getPath("modules/jdk.jpackage/jdk/jpackage/internal/resources/template.spec");
        String text = Files.readString(template);
        text = insert(text, AFTER_INSTALLATION, PREPARE);
        text = insert(text, BEFORE_REMOVAL, FORGET);
        Files.writeString(folder.resolve("tiltmeter.spec"), text);
    }

    private static String insert(String text, String before, String lines) throws IOException {
        int place = text.indexOf(before);
        if (place < 0) {
            throw new IOException("jpackage's specification of an rpm has no line '" + before.strip() + "'");
        }
        return text.substring(0, place) + "\n" + lines + text.substring(place);
    }
}
