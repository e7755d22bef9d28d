package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TorchScriptTest {

    private static final String HEADER = """
        class Kernels(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          _is_full_backward_hook : Optional[bool]
          w : Optional[Dict[str, Tensor]]
        """;

    private static TorchScript load(String methods) {
        return TorchScript.load(
                Map.of(
                        "__torch__.py",
                        HEADER + methods.indent(2),
                        "__torch__/blocks.py",
                        "def twice(x: Tensor) -> Tensor:\n  return x * 2.0\n"),
                List.of("w"));
    }

    @Test
    void passesEveryKindOfValueBothWays() {
        try (TorchScript script = load("""
            def describe(self, i: int, f: float, b: bool, s: str, li: List[int], lf: List[float], x: Tensor, xs: List[Tensor]) -> Dict[str, Tensor]:
              n = i + len(s) + li[1] + len(xs)
              if b:
                n += 1000
              return {"twice": __torch__.blocks.twice(x), "n": torch.tensor(n), "f": torch.tensor(f + lf[0], dtype=6)}
            """)) {
            Map<?, ?> result = (Map<?, ?>) script.call(
                    "describe",
                    7,
                    0.5,
                    true,
                    "four",
                    new long[] {1, 20},
                    new double[] {0.25},
                    Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                    new Tensor[] {Tensor.scalar(1), Tensor.of(new long[] {4}, 1)});
            Tensor twice = (Tensor) Objects.requireNonNull(result.get("twice"));
            assertThat(twice.floats()).containsExactly(2, 4, 6, 8, 10, 12);
            assertThat(twice.shape()).containsExactly(2, 3);
            assertThat(result.get("n"))
                    .extracting(value -> ((Tensor) value).longs())
                    .isEqualTo(new long[] {1033});
            assertThat(result.get("f"))
                    .extracting(value -> ((Tensor) value).floats())
                    .isEqualTo(new float[] {0.75f});
        }
    }

    @Test
    void keepsStateAndDescendsGradients() {
        try (TorchScript script = load("""
            def start(self, x: Tensor) -> int:
              w = annotate(Dict[str, Tensor], {})
              w["p"] = torch.requires_grad_(torch.clone(x))
              self.w = w
              return len(w)
            def step(self, rate: Tensor) -> Dict[str, Tensor]:
              w = self.w
              if w is not None:
                p = w["p"]
                loss = ((p - 3.0) * (p - 3.0)).sum()
                g = torch.grad([loss], [p], None, None, False, True)[0]
                if g is not None:
                  torch.add_(torch.detach(p), g * -float(rate))
                return {"loss": torch.detach(loss), "p": torch.detach(p)}
              return annotate(Dict[str, Tensor], {})
            """)) {
            assertThat(script.call("start", Tensor.of(new float[] {0, 6}, 2))).isEqualTo(1L);
            float first = loss(script);
            float last = first;
            for (int i = 0; i < 30; i++) {
                last = loss(script);
            }
            assertThat(first).isEqualTo(18);
            assertThat(last).isLessThan(1e-5f);
        }
    }

    private static float loss(TorchScript script) {
        Map<String, Tensor> results = script.callWithGradients("step", Tensor.scalar(0.2));
        return Objects.requireNonNull(results.get("loss")).floats()[0];
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> load("def broken(self) -> int:\n  return missing\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing");
        TorchScript script = load("def fail(self, n: int) -> int:\n  assert n > 3\n  return n\n");
        assertThatThrownBy(() -> script.call("fail", 1))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("fail");
        script.close();
        script.close();
        assertThatThrownBy(() -> script.call("fail", 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
