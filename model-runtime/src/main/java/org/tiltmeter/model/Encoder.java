package org.tiltmeter.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The half of an encoder-decoder that reads the first text. For one thread at a time; the model that holds it closes
/// it.
final class Encoder implements AutoCloseable {

    private final TorchScript script;
    private final Blueprint blueprint;
    private final Pass pass;

    private Encoder(TorchScript script, Blueprint blueprint, Pass pass) {
        this.script = script;
        this.blueprint = blueprint;
        this.pass = pass;
    }

    static Encoder load(
            Blueprint blueprint, int scalarType, Placement placement, Progress progress, Cancellation cancellation) {
        TorchScript script = Kernels.load(placement.device());
        try {
            List<WeightBinder.Mapping> mappings =
                    new WeightBinder(script, placement, scalarType).bind(blueprint, progress, cancellation);
            Pass pass = new Pass(script, blueprint, scalarType, mappings);
            if (placement.moved()) {
                pass.keepMapped();
            }
            return new Encoder(script, blueprint, pass);
        } catch (RuntimeException failure) {
            script.close();
            throw failure;
        }
    }

    /// Reads a text.
    ///
    /// @param check called between calls to the engine; throws to stop
    Reading read(int[] source, Capture capture, Runnable check) {
        Batch batch = Batch.of(List.of(source), source.length).getFirst();
        Capture captured = capture.withLogits(false);
        Map<String, Tensor> asked = new LinkedHashMap<>();
        TraceReader.ask(captured, blueprint, asked);
        try {
            asked.forEach((name, value) -> script.call("ask", name, value));
            pass.run(batch, captured.hiddenStates(), captured.routing(), check);
            Tensor memory = (Tensor) script.call("hidden");
            return new Reading(
                    memory,
                    new TraceReader(script, blueprint, batch, Optional.empty(), check)
                            .read(captured)
                            .getFirst());
        } finally {
            if (!asked.isEmpty()) {
                script.call("ask_nothing", Pass.NOTHING);
            }
            pass.finish();
        }
    }

    @Override
    public void close() {
        script.close();
    }

    /// What the encoder made of a text.
    ///
    /// @param memory what the decoder sees, `[1, tokens, hidden]`
    /// @param trace what was captured
    record Reading(Tensor memory, Trace trace) {}
}
