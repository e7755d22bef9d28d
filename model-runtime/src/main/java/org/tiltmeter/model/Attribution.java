package org.tiltmeter.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Direct logit attribution at every token of a text: how far each thing that is added to the residual stream moves the
/// logit of one token against that of another, in logits. With `c` such a thing, `s` the scale of the final norm as it
/// came out of the whole pass and `g` its gain, `DLA(c) = s (c . g (W_U[positive] - W_U[negative]))`, `c` less its mean
/// where the norm centres. The sum of all parts is the difference of the two logits. Direct effects only: what a part
/// does through later layers is not counted.
///
/// Source: TransformerLens, ActivationCache (`logit_attrs`), here with each chosen expert `g_e E_e(x)` as a part.
///
/// @param ids the tokens
/// @param positive the token whose logit counts
/// @param negative the token whose logit is taken away
/// @param embedding what the embedding gives, `[tokens]`
/// @param layers the parts of each layer
/// @param constant what biases of the final norm and of the head give, the same for every token
public record Attribution(
        int[] ids, int positive, int negative, float[] embedding, List<Layer> layers, double constant) {

    /// Copies the list.
    public Attribution {
        layers = List.copyOf(layers);
    }

    /// The parts of one layer.
    ///
    /// @param layer absolute index of the layer, from 0
    /// @param attention what attention gives, `[tokens]`
    /// @param cross what looking at the encoder's text gives, `[tokens]`, in a decoder that does
    /// @param feedForward what the dense feed-forward network gives, `[tokens]`, where the layer has one
    /// @param experts what each chosen expert gives, where the layer has them
    public record Layer(
            int layer,
            float[] attention,
            Optional<float[]> cross,
            Optional<float[]> feedForward,
            Optional<Experts> experts) {

        /// All parts together at one token.
        public double sum(int token) {
            double sum = attention[token];
            sum += cross.map(parts -> parts[token]).orElse(0f);
            sum += feedForward.map(parts -> parts[token]).orElse(0f);
            return sum + experts.map(parts -> parts.sum(token)).orElse(0.0);
        }
    }

    /// What the experts of a layer give.
    ///
    /// @param chosen indices of the chosen experts, `[tokens][k]`
    /// @param contributions what each of them gives, weight included, `[tokens, k]`
    /// @param shared what shared experts give, `[tokens]`, where there are any
    /// @param bias what a bias of all experts together gives, `[tokens]`, where there is one
    public record Experts(int[][] chosen, Matrix contributions, Optional<float[]> shared, Optional<float[]> bias) {

        /// All experts together at one token.
        public double sum(int token) {
            double sum = shared.map(parts -> parts[token]).orElse(0f);
            sum += bias.map(parts -> parts[token]).orElse(0f);
            for (int i = 0; i < contributions.columns(); i++) {
                sum += contributions.get(token, i);
            }
            return sum;
        }
    }

    /// The sum of all parts at one token: the difference of the two logits, before a cap if the model has one.
    public double sum(int token) {
        return embedding[token]
                + constant
                + layers.stream().mapToDouble(layer -> layer.sum(token)).sum();
    }

    /// The same from a token on.
    Attribution from(int token) {
        return new Attribution(
                Arrays.copyOfRange(ids, token, ids.length),
                positive,
                negative,
                from(embedding, token),
                layers.stream()
                        .map(layer -> new Layer(
                                layer.layer(),
                                from(layer.attention(), token),
                                layer.cross().map(parts -> from(parts, token)),
                                layer.feedForward().map(parts -> from(parts, token)),
                                layer.experts()
                                        .map(parts -> new Experts(
                                                Arrays.copyOfRange(parts.chosen(), token, parts.chosen().length),
                                                parts.contributions().from(token),
                                                parts.shared().map(shared -> from(shared, token)),
                                                parts.bias().map(bias -> from(bias, token))))))
                        .toList(),
                constant);
    }

    private static float[] from(float[] parts, int token) {
        return Arrays.copyOfRange(parts, token, parts.length);
    }
}
