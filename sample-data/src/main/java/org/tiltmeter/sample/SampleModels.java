package org.tiltmeter.sample;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Puts the models that come with the program on the disk, where a model folder can be opened and mapped into memory.
/// For any thread and for several programs at once.
public final class SampleModels {

    private static final int DIGITS = 12;

    private SampleModels() {}

    /// Unpacks the first sample model, the mixture of experts that learned who works in which occupation.
    ///
    /// @param cacheFolder where the program keeps what can be made again; it is made where it is missing
    /// @return the model's folder
    /// @throws IOException if the files cannot be written
    public static Path unpack(Path cacheFolder) throws IOException {
        return unpack(SampleModel.OCCUPATIONS, cacheFolder);
    }

    /// Unpacks a sample model unless it is there already. The folder appears complete or not at all; one in which a
    /// file is missing or differs is replaced.
    ///
    /// @param cacheFolder where the program keeps what can be made again; it is made where it is missing
    /// @return the model's folder
    /// @throws IOException if the files cannot be written
    public static Path unpack(SampleModel model, Path cacheFolder) throws IOException {
        List<byte[]> contents = model.files().stream()
                .map(file -> Resources.bytes(model.folder() + "/" + file))
                .toList();
        // Another version of the program has other files and keeps them in another place.
        Path place = cacheFolder.resolve(fingerprint(contents));
        Path folder = place.resolve(model.folder());
        if (isComplete(folder, model, contents)) {
            return folder;
        }
        Files.createDirectories(place);
        Path unpacked = Files.createTempDirectory(place, "unpacking");
        try {
            for (int i = 0; i < contents.size(); i++) {
                Files.write(unpacked.resolve(model.files().get(i)), contents.get(i));
            }
            if (Files.exists(folder)) {
                Path broken = Files.createTempDirectory(place, "broken");
                move(folder, broken.resolve(model.folder()));
                delete(broken);
            }
            move(unpacked, folder);
        } catch (IOException failure) {
            delete(unpacked);
            // Another program may have been faster.
            if (!isComplete(folder, model, contents)) {
                throw failure;
            }
        }
        return folder;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(from, to);
        }
    }

    private static boolean isComplete(Path folder, SampleModel model, List<byte[]> contents) throws IOException {
        for (int i = 0; i < contents.size(); i++) {
            Path file = folder.resolve(model.files().get(i));
            if (!Files.isRegularFile(file)
                    || Files.size(file) != contents.get(i).length
                    || !Arrays.equals(Files.readAllBytes(file), contents.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String fingerprint(List<byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
