package org.tiltmeter.model;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.BoundTensor;
import org.tiltmeter.architecture.Part;
import org.tiltmeter.checkpoint.Sizes;

/// Lays the weights of a model out as the processor's library likes them best, once there is enough work to pay for
/// the copying: matrix products then take about half the time. A model that is asked little stays mapped.
///
/// Results differ from those of the mapped weights by rounding only; all of one call are computed in the same way.
final class Packing {

    private static final Logger LOG = LoggerFactory.getLogger(Packing.class);

    /// Tokens after which packing has paid for itself.
    private static final long WORTH_IT = 512;

    private static final Path MEMORY = Path.of("/proc/meminfo");

    private final TorchScript script;
    private final Blueprint blueprint;
    private final int scalarType;
    private long tokens;
    private boolean settled;
    private int packed;

    Packing(TorchScript script, Blueprint blueprint, int scalarType) {
        this.script = script;
        this.blueprint = blueprint;
        this.scalarType = scalarType;
    }

    /// Hears how many tokens the next call will compute, and packs if it is time.
    ///
    /// @param check called between layers; throws to stop, after which the next call goes on
    void expect(long more, Runnable check) {
        tokens += more;
        if (settled || tokens < WORTH_IT) {
            return;
        }
        if (packed == 0 && !possible()) {
            settled = true;
            return;
        }
        now(check);
    }

    /// Packs whatever is not packed yet.
    void now(Runnable check) {
        for (; packed < blueprint.parts().size(); packed++) {
            check.run();
            script.call("pack", packed, scalarType);
        }
        settled = true;
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
        long free = freeMemory();
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

    /// Memory that is free or can be freed at once, in bytes.
    private static long freeMemory() {
        if (Files.isReadable(MEMORY)) {
            try {
                List<String> lines = Files.readAllLines(MEMORY);
                for (String line : lines) {
                    if (line.startsWith("MemAvailable:")) {
                        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                    }
                }
            } catch (IOException failure) {
                LOG.debug("cannot read {}", MEMORY, failure);
            }
        }
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
    }
}
