package org.tiltmeter.architecture;

import java.util.List;

/// One family of architectures: how its settings and tensor names map onto the building blocks.
interface Family {

    /// The `model_type`s it describes.
    List<String> modelTypes();

    /// Reads the settings, names the tensors and sets up the parts.
    void describe(Draft draft);
}
