package org.tiltmeter.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tiltmeter.work.BadInputException;

/// Where a model computes.
///
/// @param kind what it is
/// @param index which of several, from 0; always 0 for the processor
public record ComputeDevice(Kind kind, int index) {

    /// The processor.
    public static final ComputeDevice CPU = new ComputeDevice(Kind.CPU, 0);

    private static final Pattern FORM = Pattern.compile("cpu|cuda(?::([0-9]{1,3}))?");

    /// What a device can be.
    public enum Kind {
        /// The processor.
        CPU,
        /// A graphics processor that is reached through CUDA.
        CUDA
    }

    /// @throws IllegalArgumentException if the index is negative, or not 0 for the processor
    public ComputeDevice {
        if (index < 0 || (kind == Kind.CPU && index > 0)) {
            throw new IllegalArgumentException(kind + " " + index);
        }
    }

    /// A device as written on the command line: `cpu`, `cuda` (the first), `cuda:1`.
    ///
    /// @throws BadInputException if it is written in another way
    public static ComputeDevice parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new BadInputException("The device must be cpu, cuda or cuda:1, not \"" + text + "\".");
        }
        if (matcher.group().equals("cpu")) {
            return CPU;
        }
        String index = matcher.group(1);
        return new ComputeDevice(Kind.CUDA, index == null ? 0 : Integer.parseInt(index));
    }

    /// How people and results name it: `CPU`, `cuda:0`.
    public String label() {
        return kind == Kind.CPU ? "CPU" : "cuda:" + index;
    }

    @Override
    public String toString() {
        return label();
    }
}
