package org.tiltmeter.model;

import java.util.List;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.Rope;

/// Runs the kernels over batches, a few layers at a time, so that whoever waits can be told and can stop.
final class Pass {

    /// A call to the engine cannot be interrupted; it should not take longer than this.
    private static final long LONGEST_CALL_NANOS = 150_000_000L;

    /// An empty tensor, where the script asks for one and there is nothing to say.
    static final Tensor NOTHING = Tensor.of(new long[0], 0);

    /// What becomes of keys and values.
    enum Cache {
        /// They go with the pass.
        NONE(0),
        /// They are kept.
        KEEP(1),
        /// Those of the passes before are used, and kept together with the new ones.
        GO_ON(2);

        private final int script;

        Cache(int script) {
            this.script = script;
        }
    }

    private final TorchScript script;
    private final Blueprint blueprint;
    private final int scalarType;
    private final Packing packing;
    private double nanosPerLayerToken = 50_000;

    Pass(TorchScript script, Blueprint blueprint, int scalarType, List<WeightBinder.Mapping> mappings) {
        this.script = script;
        this.blueprint = blueprint;
        this.scalarType = scalarType;
        this.packing = new Packing(script, blueprint, scalarType, mappings);
    }

    /// The type in which passes compute, as the engine numbers types.
    int scalarType() {
        return scalarType;
    }

    /// Leaves the weights as they are in their files, or on another device; only before the first pass.
    void keepMapped() {
        packing.forbid();
    }

    /// Runs embedding, layers and final norm; the state stays in the script until [#finish()].
    ///
    /// @param check called between calls to the engine; throws to stop
    void run(Rows batch, boolean hidden, boolean routing, Runnable check) {
        run(batch, NOTHING, hidden, routing, Cache.NONE, check);
    }

    /// The same for a decoder.
    ///
    /// @param memory what its encoder made of the first text, `[1, tokens, hidden]`, or nothing
    /// @param check called between calls to the engine; throws to stop
    void run(Rows batch, Tensor memory, boolean hidden, boolean routing, Cache cache, Runnable check) {
        check.run();
        packing.begin();
        List<Rope> ropes = blueprint.ropes();
        Tensor[] inverse = new Tensor[ropes.size()];
        Tensor[] scales = new Tensor[ropes.size()];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = inverseFrequencies(ropes.get(i), batch);
            scales[i] = scales(ropes.get(i), batch);
        }
        Tensor visible = batch.visible(blueprint.bidirectional());
        script.call(
                "begin",
                batch.ids(),
                batch.positions(),
                visible,
                inverse,
                scales,
                scalarType,
                hidden,
                routing,
                cache.script);
        if (memory.shape().length == 3) {
            script.call("remember", memory);
        }
        int layers = blueprint.sizes().layers();
        long tokens = (long) batch.size() * batch.length();
        int layer = 0;
        while (layer < layers) {
            check.run();
            boolean packs = packing.goesOn();
            int together = packs ? 1 : (int) Math.max(1, LONGEST_CALL_NANOS / (nanosPerLayerToken * tokens));
            int end = Math.min(layers, layer + together);
            long started = System.nanoTime();
            script.call("layers", layer, end);
            if (!packs) {
                nanosPerLayerToken = (System.nanoTime() - started) / (double) ((end - layer) * tokens);
            }
            layer = end;
            packing.settle();
        }
        packing.passed();
        check.run();
        script.call("end");
    }

    void finish() {
        script.call("finish", NOTHING);
    }

    private static Tensor inverseFrequencies(Rope rope, Rows batch) {
        float[] first = rope.inverseFrequencies(batch.textLength(0));
        float[] all = new float[batch.size() * first.length];
        for (int row = 0; row < batch.size(); row++) {
            float[] inverse = rope.dependsOnLength() ? rope.inverseFrequencies(batch.textLength(row)) : first;
            System.arraycopy(inverse, 0, all, row * first.length, first.length);
        }
        return Tensor.of(all, batch.size(), first.length);
    }

    private static Tensor scales(Rope rope, Rows batch) {
        float[] scales = new float[batch.size()];
        for (int row = 0; row < scales.length; row++) {
            scales[row] = (float) rope.scale(batch.textLength(row));
        }
        return Tensor.of(scales, scales.length);
    }
}
