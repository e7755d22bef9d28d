package org.tiltmeter.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// What a file's content must digest to.
///
/// @param kind how it is digested
/// @param hex the digest, in lower-case hexadecimal
public record Checksum(Kind kind, String hex) {

    /// How contents are digested.
    public enum Kind {
        /// SHA-256 of the content, given for large files.
        SHA_256("SHA-256", 64),
        /// SHA-1 of `blob <size>\0` and the content, the name that git gives to a file.
        GIT_BLOB("SHA-1", 40);

        private final String algorithm;
        private final int length;

        Kind(String algorithm, int length) {
            this.algorithm = algorithm;
            this.length = length;
        }
    }

    private static final int SHORT = 8;

    /// Whether words can be a digest of this kind.
    static boolean fits(Kind kind, String hex) {
        return hex.length() == kind.length && hex.toLowerCase(Locale.ROOT).matches("[0-9a-f]+");
    }

    /// A digest that has seen nothing of a content of this size.
    MessageDigest begin(long bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(kind.algorithm);
            if (kind == Kind.GIT_BLOB) {
                digest.update(("blob " + bytes + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            return digest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + kind.algorithm, impossible);
        }
    }

    /// Whether a digest that has seen all of the content is this one.
    boolean isOf(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }

    /// Enough of it to tell contents of one file name apart.
    String brief() {
        return hex.substring(0, SHORT);
    }
}
