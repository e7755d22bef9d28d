package org.tiltmeter.concept.sparse;

import java.util.SplittableRandom;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Trains a top-k sparse autoencoder (Gao et al. 2024) on hidden states: mean squared error, Adam, decoder rows kept at
/// length 1, encoder and decoder begun as transposes of each other. Only features that are on have a gradient, which
/// makes plain Java fast enough for models as small as the samples. The same seed gives the same features.
public final class SparseTrainer {

    private static final double DECAY_FIRST = 0.9;
    private static final double DECAY_SECOND = 0.999;

    private final float[][] states;
    private final SparseTraining training;
    private final int size;
    private final int features;
    private final float[] encoder;
    private final float[] encoderBias;
    private final float[] decoder;
    private final float[] decoderBias;
    private final Adam[] moments;

    /// A parameter's running means of gradient and squared gradient.
    private record Adam(float[] values, float[] gradient, float[] first, float[] second) {
        Adam(float[] values) {
            this(values, new float[values.length], new float[values.length], new float[values.length]);
        }

        void step(int step, double rate) {
            double first1 = 1 - Math.pow(DECAY_FIRST, step);
            double second1 = 1 - Math.pow(DECAY_SECOND, step);
            for (int i = 0; i < values.length; i++) {
                float slope = gradient[i];
                first[i] = (float) (DECAY_FIRST * first[i] + (1 - DECAY_FIRST) * slope);
                second[i] = (float) (DECAY_SECOND * second[i] + (1 - DECAY_SECOND) * slope * slope);
                values[i] -= (float) (rate * (first[i] / first1) / (Math.sqrt(second[i] / second1) + 1e-8));
                gradient[i] = 0;
            }
        }
    }

    private SparseTrainer(float[][] states, SparseTraining training) {
        this.states = states;
        this.training = training;
        size = states[0].length;
        features = training.features();
        encoder = new float[size * features];
        decoder = new float[features * size];
        encoderBias = new float[features];
        decoderBias = new float[size];
        moments = new Adam[] {new Adam(encoder), new Adam(encoderBias), new Adam(decoder), new Adam(decoderBias)};
    }

    /// Trains.
    ///
    /// @param name what the autoencoder will be called
    /// @param layer which hidden state these are
    /// @param states `[rows][size]`
    /// @param progress hears TRAINING in steps
    /// @throws BadInputException if there are no states
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static SparseAutoencoder train(
            String name,
            int layer,
            float[][] states,
            SparseTraining training,
            Progress progress,
            Cancellation cancellation) {
        if (states.length < 2) {
            throw new BadInputException(
                    "A sparse autoencoder needs at least two hidden states to learn from; give more texts.");
        }
        SparseTrainer trainer = new SparseTrainer(states, training);
        trainer.begin();
        trainer.run(progress, cancellation);
        return new SparseAutoencoder(
                name,
                layer,
                SparseActivation.TOP_K,
                training.active(),
                true,
                trainer.encoder,
                trainer.encoderBias,
                trainer.decoder,
                trainer.decoderBias,
                new float[0]);
    }

    private void begin() {
        SplittableRandom random = new SplittableRandom(training.seed());
        for (float[] state : states) {
            for (int i = 0; i < size; i++) {
                decoderBias[i] += state[i] / states.length;
            }
        }
        for (int i = 0; i < decoder.length; i++) {
            decoder[i] = (float) random.nextGaussian();
        }
        unitRows();
        for (int feature = 0; feature < features; feature++) {
            for (int i = 0; i < size; i++) {
                encoder[i * features + feature] = decoder[feature * size + i];
            }
        }
    }

    private void unitRows() {
        for (int feature = 0; feature < features; feature++) {
            double squares = 0;
            for (int i = feature * size; i < (feature + 1) * size; i++) {
                squares += (double) decoder[i] * decoder[i];
            }
            for (int i = feature * size; squares > 0 && i < (feature + 1) * size; i++) {
                decoder[i] /= (float) Math.sqrt(squares);
            }
        }
    }

    private void run(Progress progress, Cancellation cancellation) {
        SplittableRandom random = new SplittableRandom(training.seed() + 1);
        for (int step = 1; step <= training.steps(); step++) {
            cancellation.throwIfRequested();
            for (int i = 0; i < training.batch(); i++) {
                learn(states[random.nextInt(states.length)]);
            }
            double left = 1 - (step - 1.0) / training.steps();
            for (Adam moment : moments) {
                moment.step(step, training.rate() * Math.min(1, 5 * left));
            }
            unitRows();
            progress.report(new Progress.Step(Progress.Phase.TRAINING, step, training.steps()));
        }
    }

    /// Adds the gradient of |x − x̂|² / (size * batch) of one state.
    private void learn(float[] state) {
        float[] away = new float[size];
        float[] sums = encoderBias.clone();
        for (int i = 0; i < size; i++) {
            away[i] = state[i] - decoderBias[i];
            int from = i * features;
            for (int feature = 0; feature < features; feature++) {
                sums[feature] += away[i] * encoder[from + feature];
            }
        }
        float least = Math.max(Math.nextUp(0f), SparseAutoencoder.largest(sums, training.active()));
        float[] slope = new float[size];
        for (int i = 0; i < size; i++) {
            slope[i] = -away[i];
        }
        for (int feature = 0; feature < features; feature++) {
            if (sums[feature] >= least) {
                for (int i = 0; i < size; i++) {
                    slope[i] += sums[feature] * decoder[feature * size + i];
                }
            }
        }
        float scale = 2f / size / training.batch();
        for (int i = 0; i < size; i++) {
            slope[i] *= scale;
            moments[3].gradient()[i] += slope[i];
        }
        for (int feature = 0; feature < features; feature++) {
            if (sums[feature] >= least) {
                float along = 0;
                for (int i = 0; i < size; i++) {
                    along += slope[i] * decoder[feature * size + i];
                    moments[2].gradient()[feature * size + i] += slope[i] * sums[feature];
                }
                moments[1].gradient()[feature] += along;
                for (int i = 0; i < size; i++) {
                    moments[0].gradient()[i * features + feature] += along * away[i];
                    moments[3].gradient()[i] -= along * encoder[i * features + feature];
                }
            }
        }
    }
}
