package org.tiltmeter.concept.sparse;

import java.util.Arrays;
import org.tiltmeter.concept.FeatureEncoder;

/// A sparse autoencoder of one layer's hidden states:
///
/// z = (x − b_dec if asked for) W_enc + b_enc, f = activation(z), x̂ = f W_dec + b_dec.
///
/// Immutable as long as nobody writes to its arrays; for any thread.
///
/// @param name what it is called in results
/// @param layer which hidden state it reads: 0 is the embedding
/// @param activation how features are switched on
/// @param active how many features may be on with top-k; 0 otherwise
/// @param centred whether the decoder's bias is taken from the input first
/// @param encoder W_enc, `[size * features]`, the feature running fastest
/// @param encoderBias b_enc, `[features]`
/// @param decoder W_dec, `[features * size]`
/// @param decoderBias b_dec, `[size]`
/// @param threshold of each feature with jump ReLU, `[features]`; empty otherwise
public record SparseAutoencoder(
        String name,
        int layer,
        SparseActivation activation,
        int active,
        boolean centred,
        float[] encoder,
        float[] encoderBias,
        float[] decoder,
        float[] decoderBias,
        float[] threshold)
        implements FeatureEncoder {

    /// @throws IllegalArgumentException if the arrays do not fit each other
    public SparseAutoencoder {
        long numbers = (long) encoderBias.length * decoderBias.length;
        if (encoder.length != numbers || decoder.length != numbers) {
            throw new IllegalArgumentException("matrices of %d and %d numbers for %d features of %d"
                    .formatted(encoder.length, decoder.length, encoderBias.length, decoderBias.length));
        }
        if (threshold.length != (activation == SparseActivation.JUMP_RELU ? encoderBias.length : 0)
                || (activation == SparseActivation.TOP_K) != (active > 0)
                || active > encoderBias.length) {
            throw new IllegalArgumentException("thresholds or number of active features do not fit " + activation);
        }
    }

    @Override
    public int features() {
        return encoderBias.length;
    }

    /// Width of the hidden states it reads.
    public int size() {
        return decoderBias.length;
    }

    @Override
    public float[][] encode(float[][] activations) {
        float[][] features = new float[activations.length][];
        for (int row = 0; row < features.length; row++) {
            features[row] = encode(activations[row]);
        }
        return features;
    }

    private float[] encode(float[] vector) {
        float[] sums = encoderBias.clone();
        for (int i = 0; i < vector.length; i++) {
            float value = centred ? vector[i] - decoderBias[i] : vector[i];
            int from = i * sums.length;
            for (int feature = 0; feature < sums.length; feature++) {
                sums[feature] += value * encoder[from + feature];
            }
        }
        float least = activation == SparseActivation.TOP_K ? largest(sums, active) : Float.NEGATIVE_INFINITY;
        int left = active;
        for (int feature = 0; feature < sums.length; feature++) {
            boolean on = sums[feature] > 0;
            switch (activation) {
                case RELU -> {}
                case JUMP_RELU -> on &= sums[feature] > threshold[feature];
                case TOP_K -> {
                    on &= sums[feature] >= least && left > 0;
                    left -= on ? 1 : 0;
                }
            }
            if (!on) {
                sums[feature] = 0;
            }
        }
        return sums;
    }

    /// The smallest of the largest `count` numbers.
    static float largest(float[] values, int count) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - count];
    }

    /// What features stand for.
    ///
    /// @param features `[rows][features]`
    /// @return `[rows][size]`
    public float[][] decode(float[][] features) {
        float[][] vectors = new float[features.length][];
        for (int row = 0; row < vectors.length; row++) {
            float[] vector = decoderBias.clone();
            for (int feature = 0; feature < features[row].length; feature++) {
                float value = features[row][feature];
                int from = feature * vector.length;
                for (int i = 0; value != 0 && i < vector.length; i++) {
                    vector[i] += value * decoder[from + i];
                }
            }
            vectors[row] = vector;
        }
        return vectors;
    }

    /// How well hidden states come back, and how few features that takes.
    ///
    /// @param activations `[rows][size]`, at least two rows
    public SparseQuality quality(float[][] activations) {
        double[] mean = new double[size()];
        for (float[] row : activations) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (double) row[i] / activations.length;
            }
        }
        boolean[] everOn = new boolean[features()];
        double error = 0;
        double variance = 0;
        long on = 0;
        for (float[] row : activations) {
            float[] features = encode(row);
            float[] back = decode(new float[][] {features})[0];
            for (int feature = 0; feature < features.length; feature++) {
                if (features[feature] != 0) {
                    on++;
                    everOn[feature] = true;
                }
            }
            for (int i = 0; i < mean.length; i++) {
                error += ((double) row[i] - back[i]) * ((double) row[i] - back[i]);
                variance += (row[i] - mean[i]) * (row[i] - mean[i]);
            }
        }
        int alive = 0;
        for (boolean one : everOn) {
            alive += one ? 1 : 0;
        }
        return new SparseQuality(
                activations.length,
                error / variance,
                (double) on / activations.length,
                1 - (double) alive / features());
    }
}
