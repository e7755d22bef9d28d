import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes `bin/tiltmeter` beside the libraries that the build has copied. Run by the build on the Java that
/// compiled the program, so that the launcher can name it.
class WriteLauncher {

    private static final String SHELL = """
            #!/bin/sh
            # Starts Tiltmeter. TILTMETER_JAVA chooses another Java than the one it was built with.
            script="$0"
            while [ -h "$script" ]; do
              link="$(readlink "$script")"
              case "$link" in
                /*) script="$link" ;;
                *) script="$(dirname "$script")/$link" ;;
              esac
            done
            home="$(cd "$(dirname "$script")/.." && pwd -P)"
            java="${TILTMETER_JAVA:-@JAVA@}"
            if [ ! -x "$java" ]; then
              echo "tiltmeter: no Java at $java: set TILTMETER_JAVA to the java program of a JDK 25 or newer." >&2
              exit 1
            fi
            exec "$java" \\
              --module-path "$home/lib/javafx" \\
              --add-modules javafx.controls,javafx.fxml,javafx.swing \\
              --enable-native-access=ALL-UNNAMED,javafx.graphics \\
              --sun-misc-unsafe-memory-access=allow \\
              -XX:+UseSerialGC -Xms32m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15 \\
              -XX:TieredStopAtLevel=4 -Xshare:auto \\
              -Djava.awt.headless=true \\
              -cp "$home/lib/*" \\
              $TILTMETER_JAVA_OPTIONS \\
              org.tiltmeter.app.Tiltmeter "$@"
            """;

    private static final String BATCH = """
            @echo off
            rem Starts Tiltmeter. TILTMETER_JAVA chooses another Java than the one it was built with.
            setlocal
            if not defined OMP_WAIT_POLICY set OMP_WAIT_POLICY=PASSIVE
            if not defined GOMP_SPINCOUNT set GOMP_SPINCOUNT=10000
            set "home=%~dp0.."
            if not defined TILTMETER_JAVA set "TILTMETER_JAVA=@JAVA@"
            "%TILTMETER_JAVA%" --module-path "%home%\\lib\\javafx" --add-modules javafx.controls,javafx.fxml,javafx.swing ^
              --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow ^
              -XX:+UseSerialGC -Xms32m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15 ^
              -Djava.awt.headless=true -cp "%home%\\lib\\*" %TILTMETER_JAVA_OPTIONS% org.tiltmeter.app.Tiltmeter %*
            """;

    static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Path jar = Path.of(arguments[1]);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.createDirectories(home.resolve("bin"));
        Files.copy(jar, home.resolve("lib").resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        Path shell = home.resolve("bin/tiltmeter");
        Files.writeString(shell, SHELL.replace("@JAVA@", java));
        if (!shell.toFile().setExecutable(true, false)) {
            throw new IOException("cannot mark " + shell + " as executable");
        }
        Files.writeString(home.resolve("bin/tiltmeter.bat"), BATCH.replace("@JAVA@", java + ".exe"));
    }
}
