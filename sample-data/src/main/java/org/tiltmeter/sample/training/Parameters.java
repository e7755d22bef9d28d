package org.tiltmeter.sample.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.tiltmeter.model.Tensor;

/// Which parameters a model has, their first values, and how they are named in a checkpoint.
///
/// During training the experts of a layer lie in one tensor, `[experts, …]`; a checkpoint has one tensor per expert.
final class Parameters {

    private static final double SPREAD = 0.05;
    private static final String EXPERTS = "mlp.experts.";

    private Parameters() {}

    /// The first values: norms 1, matrices normally distributed, those that write to the residual stream narrower the
    /// more layers there are.
    static Map<String, Tensor> initial(TrainingSettings settings, int vocabularySize) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(settings.seed());
        int hidden = settings.hiddenSize();
        int inner = settings.innerSize();
        int experts = settings.experts();
        double narrow = SPREAD / Math.sqrt(2.0 * settings.layers());
        parameters.put("model.embed_tokens.weight", normal(random, SPREAD, vocabularySize, hidden));
        for (int layer = 0; layer < settings.layers(); layer++) {
            String prefix = "model.layers." + layer + ".";
            parameters.put(prefix + "input_layernorm.weight", ones(hidden));
            for (String projection : new String[] {"q_proj", "k_proj", "v_proj"}) {
                parameters.put(prefix + "self_attn." + projection + ".weight", normal(random, SPREAD, hidden, hidden));
            }
            parameters.put(prefix + "self_attn.o_proj.weight", normal(random, narrow, hidden, hidden));
            if (settings.layout() == TrainingSettings.Layout.OLMOE) {
                parameters.put(prefix + "self_attn.q_norm.weight", ones(hidden));
                parameters.put(prefix + "self_attn.k_norm.weight", ones(hidden));
            }
            parameters.put(prefix + "post_attention_layernorm.weight", ones(hidden));
            if (experts > 0) {
                String block = prefix + EXPERTS;
                parameters.put(prefix + "mlp.gate.weight", normal(random, SPREAD, experts, hidden));
                parameters.put(block + "gate_proj.weight", normal(random, SPREAD, experts, inner, hidden));
                parameters.put(block + "up_proj.weight", normal(random, SPREAD, experts, inner, hidden));
                parameters.put(block + "down_proj.weight", normal(random, narrow, experts, hidden, inner));
            } else {
                parameters.put(prefix + "mlp.gate_proj.weight", normal(random, SPREAD, inner, hidden));
                parameters.put(prefix + "mlp.up_proj.weight", normal(random, SPREAD, inner, hidden));
                parameters.put(prefix + "mlp.down_proj.weight", normal(random, narrow, hidden, inner));
            }
        }
        parameters.put("model.norm.weight", ones(hidden));
        parameters.put("lm_head.weight", normal(random, SPREAD, vocabularySize, hidden));
        return parameters;
    }

    /// The parameters as a checkpoint names them.
    static Map<String, Tensor> checkpoint(Map<String, Tensor> trained) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        trained.forEach((name, tensor) -> {
            int at = name.indexOf(EXPERTS);
            if (at < 0) {
                named.put(name, tensor);
                return;
            }
            long[] shape = tensor.shape();
            int size = Math.toIntExact(shape[1] * shape[2]);
            for (int expert = 0; expert < shape[0]; expert++) {
                float[] values = new float[size];
                System.arraycopy(tensor.floats(), expert * size, values, 0, size);
                String rest = name.substring(at + EXPERTS.length());
                named.put(name.substring(0, at) + EXPERTS + expert + "." + rest, Tensor.of(values, shape[1], shape[2]));
            }
        });
        return named;
    }

    private static Tensor ones(int size) {
        float[] values = new float[size];
        Arrays.fill(values, 1f);
        return Tensor.of(values, size);
    }

    private static Tensor normal(SplittableRandom random, double spread, int... sizes) {
        long[] shape = new long[sizes.length];
        int count = 1;
        for (int i = 0; i < sizes.length; i++) {
            shape[i] = sizes[i];
            count *= sizes[i];
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return Tensor.of(values, shape);
    }
}
