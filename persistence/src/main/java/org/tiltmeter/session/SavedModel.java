package org.tiltmeter.session;

import java.util.List;
import java.util.Optional;

/// A model that a session knows, by fingerprint.
///
/// @param fingerprint tells two models apart: the combined SHA-256 of the files, or what the caller knows so far
/// @param name the folder's name
/// @param folder where it lay when it was last opened
/// @param summaryJson what it is, as JSON
/// @param files its files
public record SavedModel(String fingerprint, String name, String folder, String summaryJson, List<ModelFile> files) {

    /// Copies the list.
    public SavedModel {
        files = List.copyOf(files);
    }

    /// A file of a model.
    ///
    /// @param name its name within the folder
    /// @param bytes its size
    /// @param sha256 its SHA-256 in hexadecimal, when known
    public record ModelFile(String name, long bytes, Optional<String> sha256) {}
}
