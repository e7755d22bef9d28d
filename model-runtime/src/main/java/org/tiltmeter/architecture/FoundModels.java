package org.tiltmeter.architecture;

import java.nio.file.Path;
import java.util.List;

/// The models that lie below a folder, and what was passed over and why.
///
/// @param folder that was searched
/// @param models in order of their folders
/// @param passedOver in order of their paths
/// @param complete false where there was more than is looked at
public record FoundModels(Path folder, List<ModelSummary> models, List<PassedOver> passedOver, boolean complete) {

    /// Copies the lists.
    public FoundModels {
        models = List.copyOf(models);
        passedOver = List.copyOf(passedOver);
    }

    /// A file or folder that is no model to choose.
    ///
    /// @param path where it lies
    /// @param reason why
    /// @param detail what the reason speaks of: a file's ending, or the sentence that refuses a model; else empty
    public record PassedOver(Path path, Reason reason, String detail) {}

    /// Why a file or folder is no model to choose.
    public enum Reason {
        /// Reading it can run code.
        PICKLE,
        /// It holds weights in a form that does not open.
        OTHER_FORMAT,
        /// It has weights and no config.json.
        NO_CONFIG,
        /// It has a config.json and no weights.
        NO_WEIGHTS,
        /// It has no tokenizer.
        NO_TOKENIZER,
        /// It looks like a model and does not open; the detail says why.
        REFUSED,
        /// It leads to another folder, which is not followed.
        LINK,
        /// It lies deeper than is looked.
        TOO_DEEP,
        /// It cannot be read.
        UNREADABLE
    }
}
