package org.tiltmeter.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The files that come with this module.
final class Resources {

    private Resources() {}

    /// The bytes of one file beside this class.
    ///
    /// @throws IllegalStateException if the program was packed without it
    static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without its file " + name);
            }
            return in.readAllBytes();
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
