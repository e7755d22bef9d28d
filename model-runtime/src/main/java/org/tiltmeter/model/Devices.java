package org.tiltmeter.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.checkpoint.Sizes;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.FreeMemory;

/// The devices of this machine, and whether the engine can use them. Asking for graphics processors takes a moment the
/// first time; the engine itself is started only when there is one.
public final class Devices {

    private static final Devices HERE = new Devices(new CudaLibrary());

    private final Gpus gpus;

    /// What is known about graphics processors; a test has its own.
    interface Gpus {
        /// How many there are.
        int count();

        /// Whether the engine was built to use them.
        boolean engineUsesThem();

        /// Free and all bytes of one.
        Memory memory(int index);

        /// How the engine names one.
        Device device(int index);
    }

    /// @param free bytes that nobody has taken
    /// @param all bytes of the device
    record Memory(long free, long all) {}

    Devices(Gpus gpus) {
        this.gpus = gpus;
    }

    /// The devices of this machine.
    public static Devices ofThisMachine() {
        return HERE;
    }

    /// What models can be opened on: the processor, then the graphics processors that the engine can use.
    public List<ComputeDevice> usable() {
        List<ComputeDevice> devices = new ArrayList<>(List.of(ComputeDevice.CPU));
        int count = gpus.count();
        for (int i = 0; i < count && gpus.engineUsesThem(); i++) {
            devices.add(new ComputeDevice(ComputeDevice.Kind.CUDA, i));
        }
        return devices;
    }

    /// Bytes that a model could still take on a device now.
    ///
    /// @throws BadInputException as [#require(ComputeDevice)] does
    public long free(ComputeDevice device) {
        if (device.kind() == ComputeDevice.Kind.CPU) {
            return FreeMemory.bytes();
        }
        require(device);
        return gpus.memory(device.index()).free();
    }

    /// Makes sure that a model can be opened there.
    ///
    /// @throws BadInputException saying what is missing
    public void require(ComputeDevice device) {
        if (device.kind() == ComputeDevice.Kind.CPU) {
            return;
        }
        int count = gpus.count();
        if (count == 0) {
            throw new BadInputException("There is no CUDA graphics processor here, or no CUDA library that shows one;"
                    + " leave the device out or choose cpu.");
        }
        if (device.index() >= count) {
            throw new BadInputException("There is no device " + device.label() + "; this machine has cuda:0"
                    + (count == 1 ? "" : " to cuda:" + (count - 1)) + ".");
        }
        if (!gpus.engineUsesThem()) {
            throw new BadInputException("The engine's library here was built for the processor alone; set"
                    + " PYTORCH_LIBRARY_PATH to the lib folder of a PyTorch built for CUDA, or choose cpu.");
        }
    }

    /// Makes sure that there is room for a model.
    ///
    /// @param needed bytes
    /// @throws BadInputException if it does not fit into a graphics processor's memory
    void requireRoom(ComputeDevice device, String model, long needed) {
        if (device.kind() == ComputeDevice.Kind.CPU) {
            return;
        }
        Memory memory = gpus.memory(device.index());
        if (needed > memory.free()) {
            throw new BadInputException(
                    "The model %s needs about %s on %s, where %s of %s are free; choose cpu, or fast"
                                    .formatted(
                                            model,
                                            Sizes.of(needed),
                                            device.label(),
                                            Sizes.of(memory.free()),
                                            Sizes.of(memory.all()))
                            + " computing if the weights are stored in half precision.");
        }
    }

    /// The engine's own name for a device.
    Device engineDevice(ComputeDevice device) {
        return device.kind() == ComputeDevice.Kind.CPU ? Device.cpu() : gpus.device(device.index());
    }

    /// What CUDA and the engine say.
    private static final class CudaLibrary implements Gpus {

        /// Asked for once: the library writes a warning each time it finds none.
        private @Nullable Integer count;

        @Override
        public synchronized int count() {
            if (count == null) {
                count = CudaUtils.getGpuCount();
            }
            return count;
        }

        @Override
        public boolean engineUsesThem() {
            Engines.prepare();
            return Engine.getEngine("PyTorch").hasCapability(StandardCapabilities.CUDA);
        }

        @Override
        public Memory memory(int index) {
            MemoryUsage usage = CudaUtils.getGpuMemory(Device.gpu(index));
            return new Memory(usage.getMax() - usage.getUsed(), usage.getMax());
        }

        @Override
        public Device device(int index) {
            return Device.gpu(index);
        }
    }
}
