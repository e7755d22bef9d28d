package org.tiltmeter.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Tells two models apart, or says that they are the same, by the SHA-256 of their files.
public final class Fingerprints {

    private static final int BLOCK = 1 << 20;

    private Fingerprints() {}

    /// The SHA-256 of each file of a model that decides what it computes: config.json, weights, and its tokenizer's
    /// files; of a TorchScript file, itself and the tokenizer's files beside it.
    ///
    /// @return by file name, in hexadecimal
    public static SortedMap<String, String> of(Path place, Progress progress, Cancellation cancellation) {
        List<Path> files = deciding(place, cancellation);
        SortedMap<String, String> digests = new TreeMap<>();
        try {
            long total = 0;
            for (Path file : files) {
                total += Files.size(file);
            }
            long[] done = {0};
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                digests.put(name, digest(file, done, total, progress, cancellation));
            }
        } catch (IOException failure) {
            throw new BadInputException(
                    "A file of the model in " + place + " cannot be read: " + failure.getMessage() + ".", failure);
        }
        return digests;
    }

    private static List<Path> deciding(Path place, Cancellation cancellation) {
        List<Path> files = new ArrayList<>();
        Optional<Path> tokenizer;
        if (TorchFile.is(place)) {
            files.add(place);
            tokenizer = TorchFile.read(place).tokenizerFile();
        } else {
            Checkpoint checkpoint = Checkpoint.read(place, Progress.none(), cancellation);
            files.addAll(checkpoint.weights().files());
            files.add(checkpoint.folder().resolve("config.json"));
            tokenizer = checkpoint.tokenizerFile();
        }
        tokenizer.map(TokenizerFiles::deciding).ifPresent(files::addAll);
        return files;
    }

    /// One fingerprint of a whole model: the SHA-256 over its files' names and fingerprints.
    public static String combined(Map<String, String> digests) {
        MessageDigest digest = sha256();
        new TreeMap<>(digests)
                .forEach((name, value) ->
                        digest.update((name + " " + value + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(Path file, long[] done, long total, Progress progress, Cancellation cancellation)
            throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            int length;
            while ((length = in.read(block)) >= 0) {
                cancellation.throwIfRequested();
                digest.update(block, 0, length);
                done[0] += length;
                progress.report(new Progress.Step(Progress.Phase.FINGERPRINTING, done[0], total));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
