package org.tiltmeter.model;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/// Which engine computes in this process, for the record of every result.
///
/// @param name of the engine and the library that drives it
/// @param version of the engine and of that library
/// @param device on which models run
/// @param threads of one operation
public record EngineFacts(String name, String version, String device, int threads) {

    /// The engine of this process; starts it if no model was opened yet, which takes about a second.
    public static EngineFacts ofThisProcess() {
        return on(ComputeDevice.CPU);
    }

    /// The engine of this process with a model that computes on a device.
    public static EngineFacts on(ComputeDevice device) {
        Engines.prepare();
        Engine engine = Engine.getEngine("PyTorch");
        return new EngineFacts(
                "PyTorch (DJL)",
                engine.getVersion() + " (" + Engine.getDjlVersion() + ")",
                device.label(),
                JniUtils.getNumThreads());
    }
}
