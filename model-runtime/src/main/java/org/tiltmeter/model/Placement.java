package org.tiltmeter.model;

import ai.djl.Device;

/// Where the engine keeps a model's weights and computes.
///
/// @param device in the engine's words
/// @param moved whether weights are copied there; otherwise they stay mapped, and may be packed for the processor
record Placement(Device device, boolean moved) {

    static Placement of(Devices devices, ComputeDevice device) {
        return new Placement(devices.engineDevice(device), device.kind() != ComputeDevice.Kind.CPU);
    }

    /// The device in TorchScript's words.
    String scriptName() {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }
}
