package org.tiltmeter.model.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tiltmeter.model.Tensor;
import org.tiltmeter.model.TorchScript;
import org.tiltmeter.work.Cancellation;

/// The machine's best rate of matrix products, against which the rate of a model's passes is read.
final class MatrixRates {

    private static final int SIZE = 1024;
    private static final int RUNS = 12;
    private static final int PRODUCTS = 8;
    private static final double GIGA = 1e9;

    private static final String SOURCE = """
        class Kernels(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          _is_full_backward_hook : Optional[bool]
          x : Optional[Tensor]
          w : Optional[Tensor]

          def prepare(self: __torch__.Kernels, size: int, dtype: int) -> bool:
            if dtype == 15 and not ops.mkldnn._is_mkldnn_bf16_supported():
              return False
            self.x = (torch.rand([size, size], dtype=6) - 0.5).to(dtype)
            self.w = ops.mkldnn._reorder_linear_weight((torch.rand([size, size], dtype=6) - 0.5).to(dtype), None)
            return True

          def multiply(self: __torch__.Kernels, times: int) -> float:
            x = unchecked_cast(Tensor, self.x)
            w = unchecked_cast(Tensor, self.w)
            # each product needs the one before, as the engine computes equal ones only once
            for i in range(times):
              x = ops.mkldnn._linear_pointwise(x, w, None, "none", [], None)
            return float(x.select(0, 0).select(0, 0).to(6))

          def finish(self: __torch__.Kernels, none: Tensor) -> int:
            self.x = none
            self.w = none
            return 0
        """;

    private MatrixRates() {}

    /// Rates in float32 and, where the processor's library takes it, bfloat16. Takes about a second.
    static List<BenchReport.MatrixRate> measure(Cancellation cancellation) {
        List<BenchReport.MatrixRate> rates = new ArrayList<>();
        try (TorchScript script = TorchScript.load(Map.of("__torch__.py", SOURCE), List.of("x", "w"))) {
            measure(script, "float32", 6, rates, cancellation);
            measure(script, "bfloat16", 15, rates, cancellation);
        }
        return rates;
    }

    private static void measure(
            TorchScript script, String type, int scalarType, List<BenchReport.MatrixRate> rates, Cancellation stop) {
        if (!Boolean.TRUE.equals(script.call("prepare", SIZE, scalarType))) {
            return;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            stop.throwIfRequested();
            long started = System.nanoTime();
            script.call("multiply", PRODUCTS);
            best = Math.min(best, (System.nanoTime() - started) / GIGA);
        }
        script.call("finish", Tensor.of(new float[0], 0));
        double operations = 2.0 * SIZE * SIZE * SIZE * PRODUCTS;
        rates.add(new BenchReport.MatrixRate(type, SIZE, operations / best / GIGA));
    }
}
