package org.tiltmeter.architecture;

import java.util.Map;

/// How many multiplications and additions the matrix products of a text need, from sizes alone: each weight of a matrix
/// once per token, of routed experts only the chosen share, and queries times keys times values over the tokens that
/// each query sees (sliding windows count as if they saw all). Tables that are read by row count nothing.
public final class MatrixWork {

    private final double layersPerToken;
    private final double headPerToken;
    private final double perSeenToken;

    private MatrixWork(double layersPerToken, double headPerToken, double perSeenToken) {
        this.layersPerToken = layersPerToken;
        this.headPerToken = headPerToken;
        this.perSeenToken = perSeenToken;
    }

    /// The work of a model; of an encoder-decoder that of the decoder.
    public static MatrixWork of(Blueprint blueprint) {
        double share = blueprint.experts() == 0 ? 1 : (double) blueprint.chosen() / blueprint.experts();
        double layers = 0;
        for (Part part : blueprint.parts().subList(1, blueprint.parts().size())) {
            for (Map.Entry<String, BoundTensor> tensor : part.tensors().entrySet()) {
                double weights = weights(tensor.getKey(), tensor.getValue());
                layers += 2 * weights * (tensor.getKey().startsWith("experts.") ? share : 1);
            }
        }
        double head = 0;
        for (Map.Entry<String, BoundTensor> tensor :
                blueprint.parts().getFirst().tensors().entrySet()) {
            head += 2 * weights(tensor.getKey(), tensor.getValue());
        }
        Decoder sizes = blueprint.sizes();
        return new MatrixWork(layers, head, 4.0 * sizes.layers() * sizes.heads() * sizes.headSize());
    }

    private static double weights(String name, BoundTensor tensor) {
        boolean matrix = tensor.sizes().size() == 2 && (name.endsWith(".weight") || name.endsWith(".blocks"));
        boolean table = name.contains("embedding") || name.contains("norm") || name.contains("relative");
        if (!matrix || table) {
            return name.endsWith(".blocks") ? 2 * count(tensor) : 0;
        }
        return count(tensor);
    }

    private static double count(BoundTensor tensor) {
        return tensor.sizes().stream().mapToDouble(Long::doubleValue).reduce(1, (first, second) -> first * second);
    }

    /// Multiplications and additions of a pass over texts of this length, logits at every token included.
    public double of(int texts, int tokens) {
        double seen = tokens * (tokens + 1.0) / 2;
        return texts * (tokens * (layersPerToken + headPerToken) + seen * perSeenToken);
    }
}
