package org.tiltmeter.architecture;

import java.util.Arrays;
import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// Llama 4's text model: chunked attention with rope in most layers, none of both in every fourth; experts that weigh
/// their input, beside one that every token passes.
final class Llama4Family implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("llama4_text");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 500_000));
        boolean bias = settings.flag("attention_bias", false);
        boolean headNorms = settings.flag("use_qk_norm", true);
        boolean[] turned = LlamaFamily.turned(settings, sizes.layers());
        boolean[] chunked = chunked(settings, turned);
        int chunk = settings.size("attention_chunk_size", 8192);
        if (settings.isNull("attention_chunk_size")) {
            throw Settings.refused(settings, "attention_chunk_size");
        }
        boolean tuned = settings.flag("attn_temperature_tuning", true);
        double floor = settings.number("floor_scale", 8192);
        double temperature = settings.number("attn_scale", 0.1);
        settings.has("router_jitter_noise"); // noise of training
        settings.has("for_llm_compressor");
        int step = Settings.period(settings, "interleave_moe_layer_step", 1);
        boolean says = settings.has("moe_layers");
        int[] listed = settings.integers("moe_layers");
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        int denseInner = settings.size("intermediate_size_mlp", 16384);
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("num_local_experts"),
                settings.integer("num_experts_per_tok", 1),
                sizes.hidden(),
                inner,
                activation);
        for (int i = 0; i < sizes.layers(); i++) {
            int index = i;
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope_pairs", "interleaved").number("chunk", chunked[i] ? chunk : 0);
            if (turned[i]) {
                layer.kind("rope", rope);
                if (headNorms) {
                    layer.norm("query_turned_norm", NormKind.RMS_PLAIN, epsilon)
                            .norm("key_turned_norm", NormKind.RMS_PLAIN, epsilon);
                }
            } else if (tuned) {
                layer.number("temperature_floor", floor).number("temperature", temperature);
            }
            boolean sparse = says ? Arrays.stream(listed).anyMatch(other -> other == index) : (i + 1) % step == 0;
            if (sparse) {
                experts(draft, layer, experts);
            } else {
                Blocks.gatedMlp(layer, "feed_forward.", activation, sizes.hidden(), denseInner, false);
            }
        }
    }

    private static boolean[] chunked(Configuration settings, boolean[] turned) {
        List<String> types = settings.findTexts("layer_types").orElse(List.of());
        boolean[] chunked = turned.clone();
        for (int i = 0; i < Math.min(types.size(), chunked.length); i++) {
            chunked[i] = switch (types.get(i)) {
                case "chunked_attention" -> true;
                case "full_attention" -> false;
                default ->
                    throw new BadInputException("config.json gives the layer_types entry \"" + types.get(i)
                            + "\", which Tiltmeter does not implement for this family.");
            };
        }
        return chunked;
    }

    private static void experts(Draft draft, Part layer, Blocks.Experts experts) {
        Blocks.expertSettings(draft, layer, experts);
        Blocks.router(layer, "logits", "sigmoid").kind("expert_weight", "input");
        layer.linear("router", "feed_forward.router", experts.hidden(), experts.number(), false);
        long inner = experts.inner();
        BoundTensor first =
                layer.find("feed_forward.experts.gate_up_proj", experts.number(), experts.hidden(), 2 * inner);
        BoundTensor second = layer.find("feed_forward.experts.down_proj", experts.number(), inner, experts.hidden());
        for (int expert = 0; expert < experts.number(); expert++) {
            String name = "experts." + expert + ".";
            BoundTensor both = first.select(expert).transposed();
            layer.bind(name + "gate.weight", both.narrow(0, inner))
                    .bind(name + "up.weight", both.narrow(inner, 2 * inner))
                    .bind(name + "down.weight", second.select(expert).transposed());
        }
        Blocks.sharedExpert(layer, "feed_forward.shared_expert.", experts.hidden(), inner, false);
    }
}
