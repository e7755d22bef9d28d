package org.tiltmeter.architecture;

import java.util.Arrays;
import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Llama 1 to 3, Mistral (a sliding window) and SmolLM 3 (no rotary encoding in every fourth layer).
final class LlamaFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("llama", "mistral", "smollm3");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-6);
        boolean smol = settings.text("model_type", "").equals("smollm3");
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, smol);
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), smol ? 2_000_000 : 10_000));
        boolean attentionBias = settings.flag("attention_bias", false);
        boolean mlpBias = settings.flag("mlp_bias", false);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        int window = window(settings, sizes.family());
        boolean[] turned = smol ? turned(settings, sizes.layers()) : every(sizes.layers());
        boolean[] sliding = smol
                ? Blocks.sliding(settings, sizes.layers(), window, layer -> window > 0 && !turned[layer])
                : Blocks.everywhere(settings, sizes.layers(), window);
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attention(layer, sizes, "self_attn.", attentionBias, attentionBias);
            layer.kind("rope", turned[i] ? rope : "none").number("window", sliding[i] ? window : 0);
            Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, mlpBias);
        }
    }

    private static int window(Configuration settings, String family) {
        return switch (family) {
            case "mistral" -> Settings.window(settings, 4096);
            case "smollm3" -> {
                Settings.ignore(settings, "sliding_window", "max_window_layers");
                yield settings.flag("use_sliding_window", false) ? Settings.window(settings, 0) : 0;
            }
            default -> 0;
        };
    }

    private static boolean[] every(int layers) {
        boolean[] all = new boolean[layers];
        Arrays.fill(all, true);
        return all;
    }

    /// Which layers turn queries and keys: by a list with 1 for those that do, or all but every n-th.
    static boolean[] turned(Configuration settings, int layers) {
        int interval = Settings.period(settings, "no_rope_layer_interval", 4);
        int[] list = settings.integers("no_rope_layers");
        boolean[] turned = new boolean[layers];
        for (int i = 0; i < layers; i++) {
            turned[i] = i < list.length ? list[i] != 0 : (i + 1) % interval != 0;
        }
        return turned;
    }
}
