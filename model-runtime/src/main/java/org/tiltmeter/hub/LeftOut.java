package org.tiltmeter.hub;

/// A file of a model at a hub that is not fetched.
///
/// @param name with its folder, if it has one
/// @param bytes its size
/// @param reason why
public record LeftOut(String name, long bytes, Reason reason) {

    /// Why a file is not fetched.
    public enum Reason {
        /// It is a program: it could do anything on this computer.
        CODE,
        /// It is a pickle: reading it can run code.
        PICKLE,
        /// It holds weights in a form that does not open here.
        OTHER_FORMAT,
        /// It holds the weights once more, or an addition to them.
        OTHER_WEIGHTS,
        /// It lies in a folder of its own.
        SUBFOLDER,
        /// The model opens without it.
        NOT_NEEDED
    }
}
