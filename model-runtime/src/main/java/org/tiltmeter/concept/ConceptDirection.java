package org.tiltmeter.concept;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.tiltmeter.model.Matrix;

/// One concept's direction in one layer.
///
/// @param concept name of the concept
/// @param layer index into the hidden states: 0 is the embedding, the last is after the final norm
/// @param method how it was found
/// @param direction of length 1, pointing to the positive texts, `[hidden size]`
/// @param centre half way between the means of the positive and the negative texts, `[hidden size]`
/// @param separation distance between those two means, in the unit of the hidden states
/// @param accuracy share of held-out texts on the right side, positive and negative weighted equally, 0 … 1
/// @param nullAccuracy mean of the same with shuffled labels; about one half
/// @param nullHigh largest accuracy that shuffled labels reached
public record ConceptDirection(
        String concept,
        int layer,
        DirectionMethod method,
        float[] direction,
        float[] centre,
        double separation,
        double accuracy,
        double nullAccuracy,
        double nullHigh) {

    /// Below this held-out accuracy the layer does not hold the concept well enough to interpret its direction.
    public static final double LEAST_ACCURACY = 0.8;

    /// Whether the direction predicts held-out texts well enough, and better than every shuffled one.
    @JsonIgnore
    public boolean isReliable() {
        return accuracy >= LEAST_ACCURACY && accuracy > nullHigh;
    }

    /// Cosine between this direction and another of the same layer, −1 … 1.
    public double cosine(ConceptDirection other) {
        double dot = 0;
        for (int i = 0; i < direction.length; i++) {
            dot += (double) direction[i] * other.direction[i];
        }
        return dot;
    }

    /// Cosine between the direction and each token's hidden state after taking the centre away, −1 … 1,
    /// `[tokens]`;
    /// 0 for a state that is the centre itself.
    ///
    /// @param hiddenStates of the same layer, `[tokens, hidden size]`
    public double[] cosines(Matrix hiddenStates) {
        double[] cosines = new double[hiddenStates.rows()];
        for (int token = 0; token < cosines.length; token++) {
            double dot = 0;
            double squares = 0;
            for (int i = 0; i < direction.length; i++) {
                double away = hiddenStates.get(token, i) - centre[i];
                dot += away * direction[i];
                squares += away * away;
            }
            cosines[token] = squares > 0 ? dot / Math.sqrt(squares) : 0;
        }
        return cosines;
    }
}
