package org.tiltmeter.model;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.BoundTensor;
import org.tiltmeter.architecture.Part;
import org.tiltmeter.checkpoint.Sizes;
import org.tiltmeter.work.FreeMemory;

/// Lets the kernels lay out weights as the processor's library likes them best: each matrix is copied when it is
/// used for the first time, and its pages of the mapped file are given back. Matrix products then take about half
/// the time, and the memory used stays that of one copy. Experts that are never chosen are never read.
///
/// Decided once, before the first pass, so that all results of a model are computed in the same way. Where the
/// library does not take the type, or memory is short, weights stay mapped.
final class Packing {

    private static final Logger LOG = LoggerFactory.getLogger(Packing.class);

    private final TorchScript script;
    private final Blueprint blueprint;
    private final int scalarType;
    private final List<WeightBinder.Mapping> mappings;
    private boolean decided;
    private boolean allowed;
    private boolean goingOn;
    private boolean packedInPass;

    Packing(TorchScript script, Blueprint blueprint, int scalarType, List<WeightBinder.Mapping> mappings) {
        this.script = script;
        this.blueprint = blueprint;
        this.scalarType = scalarType;
        this.mappings = List.copyOf(mappings);
    }

    /// Decides, unless that was done before.
    void begin() {
        if (decided) {
            return;
        }
        decided = true;
        if (possible()) {
            script.call("allow_packing", scalarType);
            allowed = true;
            goingOn = true;
        }
    }

    /// Leaves the weights where they are; has no effect after the first pass.
    void forbid() {
        decided = true;
    }

    /// Whether weights are likely to be packed by the next call to the kernels, which then should be a short one.
    boolean goesOn() {
        return goingOn;
    }

    /// After a call to the kernels: gives back the pages of what it packed.
    void settle() {
        if (allowed && (Long) script.call("packed") > 0) {
            packedInPass = true;
            mappings.forEach(mapping -> ProcessEnvironment.forgetPages(mapping.address(), mapping.bytes()));
        }
    }

    /// After a whole pass: when it has packed nothing, the next is not expected to either.
    void passed() {
        goingOn = packedInPass;
        packedInPass = false;
    }

    private boolean possible() {
        if (!Boolean.TRUE.equals(script.call("can_pack", scalarType))) {
            return false;
        }
        long needed = blueprint.parts().stream()
                .map(Part::tensors)
                .flatMap(tensors -> tensors.values().stream())
                .mapToLong(this::bytes)
                .sum();
        long free = FreeMemory.bytes();
        if (needed > free * 8 / 10) {
            LOG.info("weights stay mapped: packing takes {} and {} are free", Sizes.of(needed), Sizes.of(free));
            return false;
        }
        return true;
    }

    private long bytes(BoundTensor tensor) {
        int width = scalarType == 6 ? Float.BYTES : Short.BYTES;
        return tensor.sizes().stream().reduce(1L, Math::multiplyExact) * width;
    }
}
