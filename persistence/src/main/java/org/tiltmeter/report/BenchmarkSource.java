package org.tiltmeter.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.tiltmeter.work.BadInputException;

/// The file or folder that a benchmark was read from. Immutable.
///
/// @param path where it was, absolute
/// @param sha256 of the file; of a folder, of the names and contents of the files directly in
///     it, in order of name
public record BenchmarkSource(String path, String sha256) {

    /// Looks at a file or folder.
    ///
    /// @throws BadInputException if it cannot be read
    public static BenchmarkSource of(Path place) {
        Path absolute = place.toAbsolutePath().normalize();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(absolute)) {
                if (!file.equals(absolute)) {
                    digest.update(String.valueOf(file.getFileName()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            return new BenchmarkSource(absolute.toString(), HexFormat.of().formatHex(digest.digest()));
        } catch (IOException failure) {
            throw new BadInputException(absolute + " cannot be read: " + failure.getMessage() + ".", failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
