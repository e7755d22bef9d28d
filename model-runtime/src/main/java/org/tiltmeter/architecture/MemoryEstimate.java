package org.tiltmeter.architecture;

import java.util.Map;
import org.tiltmeter.checkpoint.StoredType;

/// How much memory a model will take, said before it is loaded, in bytes. Compared with the measured peak in
/// docs/performance.md.
///
/// @param engine the program and the engine's libraries
/// @param weights as they lie in memory while they are computed with
/// @param working what a pass over as many tokens as are computed at once takes besides
/// @param captured what such a pass hands out when everything is asked for: logits and hidden states in the engine,
///     routing once there and once in Java
public record MemoryEstimate(long engine, long weights, long working, long captured) {

    /// Tokens that are computed at once.
    public static final int TOKENS_AT_ONCE = 1024;

    /// Models of more parameters than this compute in the type in which they are stored, unless asked otherwise.
    private static final long LARGE = 200_000_000;

    private static final long ENGINE = 330_000_000L;
    private static final int QUERIES_AT_ONCE = 128;
    private static final int USUAL_TEXT = 512;

    /// The usual way of computing with weights stored like this: as stored, or in float32.
    public static boolean computesAsStored(StoredType stored, long parameters) {
        return stored == StoredType.BF16 && parameters > LARGE;
    }

    /// The estimate for a model.
    ///
    /// @param asStored whether it computes in the type of its weights; otherwise in float32
    /// @param tokens computed at once
    public static MemoryEstimate of(Blueprint blueprint, boolean asStored, long tokens) {
        long weights = weights(blueprint, asStored)
                + blueprint.encoder().map(encoder -> weights(encoder, asStored)).orElse(0L);
        Decoder sizes = blueprint.sizes();
        long width = asStored ? Short.BYTES : Float.BYTES;
        long attended = Math.min(tokens, USUAL_TEXT);
        long scores = 2
                * width
                * sizes.heads()
                * Math.min(QUERIES_AT_ONCE, attended)
                * attended
                * Math.max(1, tokens / attended);
        long copies = blueprint.experts() == 0 ? 1 : blueprint.chosen();
        long through = width * tokens * copies * (2L * sizes.hidden() + 3L * widest(blueprint));
        long states = width * tokens * sizes.hidden() * (sizes.layers() + 1L);
        long logits = width * tokens * sizes.vocabulary();
        long routing = Float.BYTES * tokens * blueprint.expertLayers().size() * (blueprint.experts() + 3L * copies);
        // what goes through a layer lies there before and after a step; the softmax of a score takes some rows of
        // logits
        long working = scores + 2 * through + logits / 4;
        return new MemoryEstimate(ENGINE, weights, working, states + 2 * routing + logits);
    }

    /// All together.
    public long total() {
        return engine + weights + working + captured;
    }

    /// What of it lies on a graphics processor when the model computes there.
    public long onDevice() {
        return weights + working + captured;
    }

    private static long weights(Blueprint blueprint, boolean asStored) {
        long bytes = 0;
        for (Part part : blueprint.parts()) {
            for (BoundTensor tensor : part.tensors().values()) {
                StoredType type = tensor.stored().type();
                boolean half = type == StoredType.BF16 || type == StoredType.F16;
                int width = half && !asStored ? Float.BYTES : type.width();
                bytes += count(tensor) * width;
            }
        }
        return bytes;
    }

    /// The largest matrix dimension of a layer: the width of its feed-forward network or attention.
    private static long widest(Blueprint blueprint) {
        long widest = 0;
        for (Part part : blueprint.parts().subList(1, blueprint.parts().size())) {
            for (Map.Entry<String, BoundTensor> tensor : part.tensors().entrySet()) {
                if (tensor.getKey().endsWith(".weight")
                        && tensor.getValue().sizes().size() == 2) {
                    widest = Math.max(widest, tensor.getValue().sizes().getFirst());
                }
            }
        }
        return widest;
    }

    private static long count(BoundTensor tensor) {
        return tensor.sizes().stream().reduce(1L, Math::multiplyExact);
    }
}
