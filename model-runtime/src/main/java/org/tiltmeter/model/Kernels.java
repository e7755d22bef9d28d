package org.tiltmeter.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.Device;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The TorchScript building blocks that every model runs on, read from the files beside this class.
final class Kernels {

    private static final List<String> BLOCKS = List.of(
            "norm",
            "linear",
            "direct",
            "rope",
            "activation",
            "relative",
            "cache",
            "attention",
            "cross",
            "lightning",
            "mixture",
            "mamba",
            "mlp",
            "routing",
            "change",
            "experts",
            "layer",
            "embedding",
            "head");

    private static final List<String> ATTRIBUTES =
            List.of("files", "weights", "numbers", "kinds", "state", "captured", "asked");

    private Kernels() {}

    /// Compiles the blocks into a module of their own.
    ///
    /// @param device where arguments go, and with them the computing
    static TorchScript load(Device device) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("__torch__.py", read("kernels"));
        for (String block : BLOCKS) {
            sources.put("__torch__/" + block + ".py", SeparateFunctions.expand(block, read(block)));
        }
        return TorchScript.load(sources, ATTRIBUTES, device);
    }

    private static String read(String name) {
        String file = "torchscript/" + name + ".torchscript";
        try (InputStream in = Kernels.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without " + file);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }
}
