package org.tiltmeter.checkpoint;

import java.util.Locale;
import java.util.Set;

/// What a file among a model's files is, by the end of its name.
public enum FileKind {
    /// Weights in the form that opens.
    SAFETENSORS,
    /// Weights or settings as pickles: reading them can run code.
    PICKLE,
    /// A program.
    CODE,
    /// Weights in a form that does not open here.
    OTHER_FORMAT,
    /// Anything else.
    OTHER;

    private static final Set<String> PICKLES = Set.of("bin", "pt", "pth", "ckpt", "pkl", "pickle");
    private static final Set<String> PROGRAMS =
            Set.of("py", "ipynb", "sh", "bat", "ps1", "so", "dll", "dylib", "exe", "jar", "js");
    private static final Set<String> OTHER_FORMATS =
            Set.of("gguf", "ggml", "onnx", "onnx_data", "h5", "msgpack", "tflite", "ot", "mlmodel", "pb", "npy", "npz");

    /// The kind of a file.
    ///
    /// @param name with or without folders
    public static FileKind of(String name) {
        String ending = ending(name);
        if (ending.equals("safetensors")) {
            return SAFETENSORS;
        }
        if (PICKLES.contains(ending)) {
            return PICKLE;
        }
        if (PROGRAMS.contains(ending)) {
            return CODE;
        }
        return OTHER_FORMATS.contains(ending) ? OTHER_FORMAT : OTHER;
    }

    /// What a name ends in, in lower case and without the dot; the whole name where it has none.
    public static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
