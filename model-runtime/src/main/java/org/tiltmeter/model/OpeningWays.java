package org.tiltmeter.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.architecture.MemoryEstimate;
import org.tiltmeter.architecture.ModelInspection;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.FreeMemory;
import org.tiltmeter.work.Progress;

/// The ways in which a model can be opened here. Reads no weights. For any thread, not the one of a window.
public final class OpeningWays {

    private final Devices devices;
    private final List<ComputeDevice> among;

    OpeningWays(Devices devices, List<ComputeDevice> among) {
        this.devices = devices;
        this.among = List.copyOf(among);
    }

    /// The ways on this machine, whatever devices it has.
    public static OpeningWays ofThisMachine() {
        Devices devices = Devices.ofThisMachine();
        return new OpeningWays(devices, devices.usable());
    }

    /// The ways on this machine's processor; asks for no other device.
    public static OpeningWays ofThisProcessor() {
        return new OpeningWays(Devices.ofThisMachine(), List.of(ComputeDevice.CPU));
    }

    /// The ways for a model: on every one of the devices, exactly and, where its weights are stored in half
    /// precision, as stored; the processor's automatic way first.
    ///
    /// @param place the model's folder, any file in it, or a TorchScript file, which runs exactly on the processor
    /// @throws org.tiltmeter.work.BadInputException if the model cannot be opened; one sentence says why
    public List<OpeningWay> of(Path place, Progress progress, Cancellation cancellation) {
        if (TorchFile.is(place)) {
            long needed = ModelSummary.of(TorchFile.read(place)).memoryBytes();
            return List.of(new OpeningWay(OpenSettings.EXACT, true, needed, FreeMemory.bytes()));
        }
        ModelInspection.Estimates estimates = ModelInspection.estimates(place, progress, cancellation);
        List<OpeningWay> ways = new ArrayList<>();
        for (ComputeDevice device : among) {
            ways.add(way(device, ComputeType.EXACT, !estimates.usuallyAsStored(), estimates.exact()));
            estimates
                    .asStored()
                    .map(memory -> way(device, ComputeType.FAST, estimates.usuallyAsStored(), memory))
                    .ifPresent(way -> ways.add(way.automatic() ? ways.size() - 1 : ways.size(), way));
        }
        return ways;
    }

    private OpeningWay way(ComputeDevice device, ComputeType compute, boolean automatic, MemoryEstimate memory) {
        boolean processor = device.kind() == ComputeDevice.Kind.CPU;
        return new OpeningWay(
                new OpenSettings(compute, 0, device),
                automatic,
                processor ? memory.total() : memory.onDevice(),
                devices.free(device));
    }
}
