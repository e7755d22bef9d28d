package org.tiltmeter.model;

/// A way in which a model could be opened on this machine, and whether there is room for it.
///
/// @param settings type and device
/// @param automatic whether it is what [ComputeType#AUTOMATIC] stands for
/// @param needed estimate of the bytes it takes on that device
/// @param free bytes of that device's memory that nobody has taken
public record OpeningWay(OpenSettings settings, boolean automatic, long needed, long free) {

    /// Where it computes.
    public ComputeDevice device() {
        return settings.device();
    }

    /// In which type it computes: exact or fast, never automatic.
    public ComputeType compute() {
        return settings.compute();
    }
}
