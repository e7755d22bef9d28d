package org.tiltmeter.model;

/// How a model shall be opened.
///
/// @param compute in which type it computes
/// @param threads of the engine, shared by all models, or 0 for one per processor core
/// @param device where it computes
public record OpenSettings(ComputeType compute, int threads, ComputeDevice device) {

    /// What suits most.
    public static final OpenSettings AUTOMATIC = new OpenSettings(ComputeType.AUTOMATIC, 0);

    /// float32 throughout.
    public static final OpenSettings EXACT = new OpenSettings(ComputeType.EXACT, 0);

    /// The type in which the weights are stored.
    public static final OpenSettings FAST = new OpenSettings(ComputeType.FAST, 0);

    /// @throws IllegalArgumentException if the number of threads is negative
    public OpenSettings {
        if (threads < 0) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    /// On the processor.
    public OpenSettings(ComputeType compute, int threads) {
        this(compute, threads, ComputeDevice.CPU);
    }

    /// The same on another device.
    public OpenSettings on(ComputeDevice other) {
        return new OpenSettings(compute, threads, other);
    }
}
