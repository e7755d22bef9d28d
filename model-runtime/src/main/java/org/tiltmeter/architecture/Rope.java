package org.tiltmeter.architecture;

import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// Rotary position encoding: at which frequencies it turns, and by how much cosine and sine are scaled. Some kinds
/// depend on the length of the text.
public sealed interface Rope {

    /// Inverse frequencies for a text of this many tokens, `[dimensions / 2]`, in radians per position.
    float[] inverseFrequencies(int tokens);

    /// What cosine and sine are multiplied with for a text of this many tokens.
    default double scale(int tokens) {
        return 1;
    }

    /// The base of the frequencies.
    double theta();

    /// What the scale of attention scores is multiplied with where a model follows YaRN in full.
    default double softmaxScale() {
        return 1;
    }

    /// Most tokens of one text that the encoding is made for, given what the configuration says.
    default int longest(int context) {
        return context;
    }

    /// Whether a longer text turns the tokens before it differently, so that nothing computed for the shorter one may
    /// be kept.
    default boolean dependsOnLength() {
        return false;
    }

    /// The rope that a configuration asks for, in the older spelling (`rope_theta`, `rope_scaling`) or the newer one
    /// (`rope_parameters`).
    ///
    /// @param headSize of which the rope turns all or a part
    /// @param theta the base where the configuration names none
    static Rope of(Configuration settings, int headSize, double theta) {
        return of(settings, headSize, theta, 1);
    }

    /// The same where only a part of each head turns unless the configuration says otherwise.
    static Rope of(Configuration settings, int headSize, double theta, double partly) {
        return RopeSettings.rope(settings, headSize, theta, partly);
    }

    /// The rope of a family whose heads turn as a whole: another part is refused.
    static Rope whole(Configuration settings, int headSize, double theta) {
        return RopeSettings.whole(settings, headSize, theta);
    }

    /// theta^(-2i / dimensions) for pair i, `[dimensions / 2]`.
    private static double[] plain(int dimensions, double theta) {
        double[] inverse = new double[dimensions / 2];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = Math.pow(theta, -2.0 * i / dimensions);
        }
        return inverse;
    }

    private static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /// Every position as it is, or divided by a factor.
    record Plain(int dimensions, double theta, double factor) implements Rope {
        @Override
        public float[] inverseFrequencies(int tokens) {
            double[] inverse = plain(dimensions, theta);
            for (int i = 0; i < inverse.length; i++) {
                inverse[i] /= factor;
            }
            return rounded(inverse);
        }
    }

    /// Only the first pairs turn, at the speeds they have where all do.
    record Proportional(int dimensions, double theta, double factor, int turning) implements Rope {
        @Override
        public float[] inverseFrequencies(int tokens) {
            double[] inverse = plain(dimensions, theta);
            for (int i = 0; i < inverse.length; i++) {
                inverse[i] = i < turning ? inverse[i] / factor : 0;
            }
            return rounded(inverse);
        }
    }

    /// The base grows with texts longer than those the model was trained on.
    record Dynamic(int dimensions, double theta, double factor, int trained) implements Rope {
        @Override
        public float[] inverseFrequencies(int tokens) {
            double length = Math.max(tokens, trained);
            double base = theta * Math.pow(factor * length / trained - (factor - 1), dimensions / (dimensions - 2.0));
            return rounded(plain(dimensions, base));
        }

        @Override
        public int longest(int context) {
            return (int) Math.max(context, trained * factor);
        }

        @Override
        public boolean dependsOnLength() {
            return true;
        }
    }

    /// Slow frequencies are divided by a factor, fast ones kept, those between mixed (Llama 3.1).
    record Llama3(int dimensions, double theta, double factor, double slow, double fast, double trained)
            implements Rope {
        static Rope of(Configuration settings, Configuration scaling, int dimensions, double theta) {
            return new Llama3(
                    dimensions,
                    theta,
                    RopeSettings.factor(scaling),
                    scaling.number("low_freq_factor"),
                    scaling.number("high_freq_factor"),
                    RopeSettings.trained(settings, scaling));
        }

        @Override
        public float[] inverseFrequencies(int tokens) {
            double[] inverse = plain(dimensions, theta);
            for (int i = 0; i < inverse.length; i++) {
                double wavelength = 2 * Math.PI / inverse[i];
                if (wavelength > trained / slow) {
                    inverse[i] /= factor;
                } else if (wavelength >= trained / fast) {
                    double smooth = (trained / wavelength - slow) / (fast - slow);
                    inverse[i] = (1 - smooth) * inverse[i] / factor + smooth * inverse[i];
                }
            }
            return rounded(inverse);
        }
    }

    /// Interpolates slow frequencies and keeps fast ones, with a ramp between (YaRN).
    record Yarn(
            int dimensions, double theta, double factor, double low, double high, double attention, double softmaxScale)
            implements Rope {
        static Yarn of(Configuration settings, Configuration scaling, int dimensions, double theta) {
            double trained = RopeSettings.trained(settings, scaling);
            double factor = RopeSettings.lengthening(settings, scaling, trained);
            boolean truncate = scaling.flag("truncate", true);
            double low = correction(notZero(scaling.number("beta_fast", 32), 32), dimensions, theta, trained);
            double high = correction(notZero(scaling.number("beta_slow", 1), 1), dimensions, theta, trained);
            double mscale = scaling.number("mscale", 0);
            double mscaleAll = scaling.number("mscale_all_dim", 0);
            double standard = mscale != 0 && mscaleAll != 0
                    ? magnitude(factor, mscale) / magnitude(factor, mscaleAll)
                    : magnitude(factor, 1);
            return new Yarn(
                    dimensions,
                    theta,
                    factor,
                    Math.max(truncate ? Math.floor(low) : low, 0),
                    Math.min(truncate ? Math.ceil(high) : high, dimensions - 1),
                    scaling.number("attention_factor", standard),
                    mscaleAll == 0 ? 1 : Math.pow(magnitude(factor, mscaleAll), 2));
        }

        /// The reference takes 0 for not said.
        private static double notZero(double value, double otherwise) {
            return value == 0 ? otherwise : value;
        }

        /// The factor by which YaRN enlarges attention scores: 0.1 m ln(factor) + 1.
        static double magnitude(double factor, double m) {
            return factor <= 1 ? 1 : 0.1 * m * Math.log(factor) + 1;
        }

        private static double correction(double rotations, int dimensions, double theta, double trained) {
            return dimensions * Math.log(trained / (rotations * 2 * Math.PI)) / (2 * Math.log(theta));
        }

        @Override
        public float[] inverseFrequencies(int tokens) {
            double[] inverse = plain(dimensions, theta);
            double width = high == low ? 0.001 : high - low;
            for (int i = 0; i < inverse.length; i++) {
                double interpolated = Math.clamp((i - low) / width, 0, 1);
                inverse[i] = inverse[i] / factor * interpolated + inverse[i] * (1 - interpolated);
            }
            return rounded(inverse);
        }

        @Override
        public double scale(int tokens) {
            return attention;
        }
    }

    /// One learned factor per pair, another set for texts longer than the model was first trained on (LongRoPE).
    record LongRope(
            int dimensions,
            double theta,
            double[] shortFactors,
            double[] longFactors,
            int trained,
            double shortScale,
            double longScale)
            implements Rope {
        static LongRope of(Configuration settings, Configuration scaling, int dimensions, double theta) {
            double[] shorter = factors(scaling, "short_factor", dimensions);
            double[] longer = factors(scaling, "long_factor", dimensions);
            boolean phi3 = settings.text("model_type", "").equals("phi3");
            int trained = phi3
                    ? settings.integer(RopeSettings.ORIGINAL, 4096)
                    : (int) RopeSettings.trained(settings, scaling);
            double factor = RopeSettings.lengthening(settings, scaling, trained);
            double standard = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(trained));
            double attention = scaling.number("attention_factor", standard);
            return new LongRope(
                    dimensions,
                    theta,
                    shorter,
                    longer,
                    trained,
                    scaling.number("short_mscale", attention),
                    scaling.number("long_mscale", attention));
        }

        private static double[] factors(Configuration scaling, String key, int dimensions) {
            double[] factors = scaling.findNumbers(key).orElse(new double[0]);
            if (factors.length != dimensions / 2) {
                throw new BadInputException("%s gives %d values in %s where %d are needed."
                        .formatted(scaling.where(), factors.length, key, dimensions / 2));
            }
            return factors;
        }

        @Override
        public float[] inverseFrequencies(int tokens) {
            double[] inverse = plain(dimensions, theta);
            double[] factors = tokens > trained ? longFactors : shortFactors;
            for (int i = 0; i < inverse.length; i++) {
                inverse[i] /= factors[i];
            }
            return rounded(inverse);
        }

        @Override
        public double scale(int tokens) {
            return tokens > trained ? longScale : shortScale;
        }

        @Override
        public boolean dependsOnLength() {
            return true;
        }
    }
}
