package org.tiltmeter.model;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/// Settings of DJL that must stand before its engine starts, in one place.
final class Engines {

    /// Most freed bytes that the C library keeps at hand.
    private static final int MOST_KEPT = 512 << 20;

    /// Largest block that it keeps.
    private static final int LARGEST_KEPT = 256 << 20;

    static {
        // No look-ups in the network, no statistics sent to anyone.
        setUnlessGiven("ai.djl.offline", "true");
        setUnlessGiven("OPT_OUT_TRACKING", "true");
        // The profiling executor compiles again for every new shape of input, and texts differ in length.
        setUnlessGiven("ai.djl.pytorch.graph_optimizer", "false");
        // The engine's threads would otherwise spin while they wait for each other, which on a machine that has other
        // work costs many times the computing itself; a short spin saves a sleep where the wait is short.
        ProcessEnvironment.setUnlessGiven("OMP_WAIT_POLICY", "PASSIVE");
        ProcessEnvironment.setUnlessGiven("GOMP_SPINCOUNT", "10000");
        // A forward pass takes and frees the same large blocks again and again; fetching them from the system each time
        // costs a tenth of the pass.
        ProcessEnvironment.keepFreedBlocks(MOST_KEPT, LARGEST_KEPT);
    }

    private Engines() {}

    /// Makes sure that the settings stand; cheap after the first call.
    static void prepare() {
        // the work is done when the class is initialised
    }

    /// @param threads for all models, or 0 to leave what is set
    static void useThreads(int threads) {
        if (threads > 0) {
            Engine.getEngine("PyTorch");
            JniUtils.setNumThreads(threads);
        }
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
