import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.imageio.ImageIO;

/// Makes a package for the desktop with jlink and jpackage: the program, a Java of its own, the licences of all
/// parts, an icon, a desktop entry and the file type `.tilt`. Run by the build on the Java that compiled the
/// program.
class MakeInstaller {

    /// Modules of Java that the program and its libraries use; those of JavaFX lie beside the program.
    private static final String MODULES = "java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.charsets,jdk.localedata,"
            + "jdk.management,jdk.httpserver,jdk.jsobject,jdk.xml.dom,jdk.accessibility,jdk.unsupported.desktop";

    private static final List<String> JAVA_OPTIONS = List.of(
            "--module-path=$APPDIR/javafx",
            "--add-modules=javafx.controls,javafx.fxml,javafx.swing",
            "--enable-native-access=ALL-UNNAMED,javafx.graphics",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=15",
            "-Djava.awt.headless=true");

    /// What a package that prepares the program's start at installation adds: the file made there, and silence
    /// where it is missing or does not fit, since Java would speak of that in a command's output.
    private static final List<String> PREPARED_OPTIONS =
            List.of("-XX:SharedArchiveFile=$APPDIR/tiltmeter.jsa", "-Xlog:cds*=off", "-Xlog:aot*=off");

    /// @param arguments the built program's folder, where to work, the sources' folder, the list of third-party
    ///     licences,
    ///     the version, the kind of package (deb, rpm, msi, dmg or app-image)
    static void main(String[] arguments) throws IOException, InterruptedException {
        Path program = Path.of(arguments[0]);
        Path work = Path.of(arguments[1]);
        Path sources = Path.of(arguments[2]);
        Path thirdParty = Path.of(arguments[3]);
        String version = arguments[4];
        String kind = arguments[5];
        delete(work);
        Path input = work.resolve("input");
        copy(program.resolve("lib"), input);
        licences(input, sources, thirdParty);
        Path runtime = work.resolve("runtime");
        run("jlink", jlink(runtime, kind));
        if (isPrepared(kind)) {
            Files.copy(
                    sources.resolve("src/installer/program/prepare-start.sh"), input.resolve("prepare-start.sh"));
            Files.write(
                    input.resolve("tiltmeter.classes"),
                    new Rehearsal(runtime, input, JAVA_OPTIONS, work.resolve("rehearsal")).classes());
        }
        Path icon = icon(work, kind);
        Path association = work.resolve("tilt.properties");
        Files.writeString(
                association,
                "extension=tilt\nmime-type=application/x-tiltmeter\ndescription=Tiltmeter session\nicon="
                        + icon.toString().replace('\\', '/') + "\n");
        run("jpackage", jpackage(work, input, runtime, icon, association, sources, version, kind));
        try (Stream<Path> made = Files.list(work.resolve("packages"))) {
            made.forEach(file -> System.out.println("made " + file));
        }
    }

    /// Whether a package of this kind runs a script at installation, which prepares the program's start.
    private static boolean isPrepared(String kind) {
        return kind.equals("deb") || kind.equals("rpm");
    }

    /// A Java that nothing prepares at installation brings the archive of its own classes along.
    private static String[] jlink(Path runtime, String kind) {
        List<String> words = new ArrayList<>(List.of(
                "--add-modules",
                MODULES,
                "--output",
                runtime.toString(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6"));
        if (!isPrepared(kind)) {
            words.add("--generate-cds-archive");
        }
        return words.toArray(String[]::new);
    }

    private static String[] jpackage(
            Path work,
            Path input,
            Path runtime,
            Path icon,
            Path association,
            Path sources,
            String version,
            String kind)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "--type",
                kind,
                "--name",
                kind.equals("msi") || kind.equals("dmg") ? "Tiltmeter" : "tiltmeter",
                "--app-version",
                version,
                "--vendor",
                "Tiltmeter",
                "--description",
                "Explore bias in language models",
                "--copyright",
                "Apache License 2.0",
                "--input",
                input.toString(),
                "--main-jar",
                programJar(input),
                "--main-class",
                "org.tiltmeter.app.Tiltmeter",
                "--runtime-image",
                runtime.toString(),
                "--icon",
                icon.toString(),
                "--dest",
                work.resolve("packages").toString(),
                "--temp",
                work.resolve("temporary").toString()));
        for (String option : JAVA_OPTIONS) {
            words.addAll(List.of("--java-options", option));
        }
        if (isPrepared(kind)) {
            for (String option : PREPARED_OPTIONS) {
                words.addAll(List.of("--java-options", option));
            }
        }
        if (!kind.equals("app-image")) {
            words.addAll(List.of(
                    "--license-file",
                    sources.resolve("../LICENSE").normalize().toString(),
                    "--file-associations",
                    association.toString()));
        }
        Path packaging = work.resolve("packaging");
        copy(sources.resolve("src/installer/packaging"), packaging);
        if (kind.equals("rpm")) {
            RpmScripts.write(packaging);
        }
        switch (kind) {
            case "deb" ->
                words.addAll(List.of(
                        "--linux-shortcut",
                        "--linux-menu-group",
                        "Science;Education",
                        "--linux-app-category",
                        "science",
                        "--linux-package-deps",
                        "libgtk-3-0 | libgtk-3-0t64, libgl1, libfreetype6, fontconfig-config",
                        "--resource-dir",
                        packaging.toString(),
                        "--linux-deb-maintainer",
                        "maintainers@tiltmeter.example"));
            case "rpm" ->
                words.addAll(List.of(
                        "--linux-shortcut",
                        "--linux-menu-group",
                        "Science;Education",
                        "--linux-rpm-license-type",
                        "Apache-2.0",
                        "--linux-package-deps",
                        "gtk3, libglvnd-glx, freetype, fontconfig",
                        "--resource-dir",
                        packaging.toString()));
            case "msi" -> words.addAll(List.of("--win-menu", "--win-shortcut", "--win-per-user-install"));
            default -> {
                // nothing more to say for the others
            }
        }
        return words.toArray(String[]::new);
    }

    private static String programJar(Path input) throws IOException {
        try (Stream<Path> jars = Files.list(input)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("tiltmeter-app-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no tiltmeter-app jar in " + input));
        }
    }

    private static void run(String tool, String... words) {
        ToolProvider provider = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IllegalStateException("this Java has no " + tool));
        int code = provider.run(System.out, System.err, words);
        if (code != 0) {
            throw new IllegalStateException(tool + " ended with " + code);
        }
    }

    /// The list of all parts with their licences, the program's own, and what each jar carries.
    private static void licences(Path input, Path sources, Path thirdParty) throws IOException {
        Path folder = Files.createDirectories(input.resolve("licences"));
        Files.copy(thirdParty, folder.resolve("THIRD-PARTY.txt"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(sources.resolve("../LICENSE"), folder.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
        List<Path> jars;
        try (Stream<Path> files = Files.walk(input)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (ZipEntry entry : Collections.list(jar.entries())) {
                    if (isLicence(entry)) {
                        Path file = folder.resolve(path.getFileName().toString().replace(".jar", ""))
                                .resolve(entry.getName().replace('/', '_'));
                        Files.createDirectories(file.getParent());
                        try (InputStream in = jar.getInputStream(entry)) {
                            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                        }
                    }
                }
            }
        }
    }

    private static boolean isLicence(ZipEntry entry) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !entry.isDirectory()
                && !last.endsWith(".CLASS")
                && (last.startsWith("LICENSE") || last.startsWith("LICENCE") || last.startsWith("NOTICE")
                        || last.startsWith("COPYING"));
    }

    /// The balance of the window's corner, in the form that the system wants.
    private static Path icon(Path work, String kind) throws IOException {
        byte[] picture = picture(kind.equals("msi") ? 256 : 512);
        Path file = work.resolve(
                switch (kind) {
                    case "msi" -> "tiltmeter.ico";
                    case "dmg" -> "tiltmeter.icns";
                    default -> "tiltmeter.png";
                });
        byte[] bytes =
                switch (kind) {
                    // one entry: size 0 stands for 256, one plane, 32 bits, then length and place of the PNG
                    case "msi" ->
                        joined(
                                ByteBuffer.allocate(22)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .putShort((short) 0)
                                        .putShort((short) 1)
                                        .putShort((short) 1)
                                        .putInt(0)
                                        .putShort((short) 1)
                                        .putShort((short) 32)
                                        .putInt(picture.length)
                                        .putInt(22)
                                        .array(),
                                picture);
                    // one entry of 512 by 512
                    case "dmg" ->
                        joined(
                                ByteBuffer.allocate(16)
                                        .put("icns".getBytes(StandardCharsets.US_ASCII))
                                        .putInt(picture.length + 16)
                                        .put("ic09".getBytes(StandardCharsets.US_ASCII))
                                        .putInt(picture.length + 8)
                                        .array(),
                                picture);
                    default -> picture;
                };
        return Files.write(file, bytes);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] picture(int size) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.scale(size / 512.0, size / 512.0);
        pen.setColor(Color.WHITE);
        pen.fill(new RoundRectangle2D.Double(16, 16, 480, 480, 112, 112));
        pen.setColor(new Color(0x0969DA));
        pen.setStroke(new BasicStroke(44, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(new Line2D.Double(96, 312, 416, 216));
        pen.draw(new Line2D.Double(96, 408, 416, 408));
        pen.fill(new Ellipse2D.Double(176, 120, 104, 104));
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
