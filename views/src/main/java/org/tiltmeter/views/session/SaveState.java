package org.tiltmeter.views.session;

/// How safe the session's present content is.
public enum SaveState {
    /// Nothing has been made that could be lost.
    EMPTY,
    /// The latest change is on its way to the disk.
    SAVING,
    /// Everything is on the disk.
    SAVED,
    /// The latest change could not be saved; it is still in the window.
    FAILED
}
