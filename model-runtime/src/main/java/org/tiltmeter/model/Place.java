package org.tiltmeter.model;

/// Where in a model vectors as wide as the residual stream can be read and changed.
///
/// @param kind what is changed
/// @param layer of the layer, from 0; of the residual stream, the layer that it goes into, and the number of layers for
///     the last layer's output before the final norm
public record Place(Kind kind, int layer) {

    /// What is changed.
    public enum Kind {
        /// The residual stream as it comes into a layer.
        RESIDUAL,
        /// What attention adds to the residual stream, after its output norm and scale where it has them.
        ATTENTION_OUTPUT,
        /// What the feed-forward network or the experts, shared ones counted, add to the residual stream.
        FEED_FORWARD_OUTPUT
    }

    /// @throws IllegalArgumentException if the layer is negative
    public Place {
        if (layer < 0) {
            throw new IllegalArgumentException("no layer " + layer);
        }
    }

    /// The residual stream as it comes into a layer, hidden state number `layer` of a trace.
    public static Place residual(int layer) {
        return new Place(Kind.RESIDUAL, layer);
    }

    /// What attention of a layer adds to the residual stream.
    public static Place attentionOutput(int layer) {
        return new Place(Kind.ATTENTION_OUTPUT, layer);
    }

    /// What feed-forward of a layer adds to the residual stream.
    public static Place feedForwardOutput(int layer) {
        return new Place(Kind.FEED_FORWARD_OUTPUT, layer);
    }
}
