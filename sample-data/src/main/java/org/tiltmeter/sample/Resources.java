package org.tiltmeter.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The files that come with this module.
final class Resources {

    private Resources() {}

    /// The bytes of one file beside this class.
    ///
    /// @throws IllegalStateException if the program was packed without it
    static byte[] bytes(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException("the program was packed without its file " + name));
    }

    /// The bytes of one file beside this class, if it is there.
    static Optional<byte[]> find(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// One file beside this class as text.
    ///
    /// @throws IllegalStateException if the program was packed without it
    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
