package org.tiltmeter.architecture;

import java.util.Optional;
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
        Optional<Configuration> scaling = scaling(settings);
        double base = base(settings, scaling, theta);
        Optional<Double> inner = scaling.flatMap(found -> boxed(found, "partial_rotary_factor"));
        Optional<Double> outer = boxed(settings, "partial_rotary_factor").or(() -> boxed(settings, "rotary_pct"));
        if (inner.isPresent() && outer.isPresent() && !inner.equals(outer)) {
            throw new BadInputException("config.json sets partial_rotary_factor to " + outer.get() + " and, within"
                    + " the settings of rope, to " + inner.get() + "; remove the wrong one.");
        }
        double part = inner.or(() -> outer).orElse(partly);
        if (kind(scaling).equals("proportional")) {
            return proportional(
                    scaling.orElseThrow(), headSize, base, inner.or(() -> outer).orElse(1.0));
        }
        return of(settings, scaling, (int) (headSize * part), base);
    }

    /// The base that is written down, within the settings of rope or beside them; two that differ are refused.
    static double base(Configuration settings, Optional<Configuration> scaling, double theta) {
        Optional<Double> inner = scaling.flatMap(found -> boxed(found, "rope_theta"));
        Optional<Double> outer = boxed(settings, "rope_theta").or(() -> boxed(settings, "rotary_emb_base"));
        if (inner.isPresent() && outer.isPresent() && !inner.equals(outer)) {
            throw new BadInputException("config.json sets rope_theta to " + outer.get() + " and, within the settings of"
                    + " rope, to " + inner.get() + "; remove the wrong one.");
        }
        return inner.or(() -> outer).orElse(theta);
    }

    /// The rope of a family whose heads turn as a whole: another part is refused.
    static Rope whole(Configuration settings, int headSize, double theta) {
        Rope rope = of(settings, headSize, theta);
        int turned = rope.inverseFrequencies(1).length;
        if (turned != headSize / 2) {
            throw new BadInputException("config.json sets partial_rotary_factor to " + 2.0 * turned / headSize
                    + ", which Tiltmeter does not implement for " + settings.text("model_type", "such") + " models.");
        }
        return rope;
    }

    /// The settings of scaling in either spelling; files that have both must mean the same.
    static Optional<Configuration> scaling(Configuration settings) {
        Optional<Configuration> newer = settings.findObject("rope_parameters");
        Optional<Configuration> older = settings.findObject("rope_scaling");
        if (newer.isPresent() && older.isPresent() && !settings.same("rope_parameters", "rope_scaling")) {
            throw new BadInputException("config.json sets both rope_parameters and rope_scaling, and to different"
                    + " values; remove the wrong one.");
        }
        return newer.or(() -> older);
    }

    private static String kind(Optional<Configuration> scaling) {
        return scaling.flatMap(found -> found.findText("rope_type").or(() -> found.findText("type")))
                .orElse("default");
    }

    /// Only the first pairs of each half turn, at the speeds of a whole head.
    private static Rope proportional(Configuration scaling, int headSize, double theta, double part) {
        Rope rope = new Proportional(headSize, theta, scaling.number("factor", 1), (int) (part * headSize / 2));
        refuseUnknown(scaling);
        return rope;
    }

    /// The same with the settings of the scaling already found.
    ///
    /// @param dimensions how many dimensions of each head turn
    static Rope of(Configuration settings, Optional<Configuration> scaling, int dimensions, double theta) {
        if (dimensions < 2 || dimensions % 2 != 0) {
            throw new BadInputException("config.json asks for a rotary encoding of " + dimensions
                    + " dimensions, which must be an even number from 2 on.");
        }
        if (!(theta > 0)) {
            throw new BadInputException("config.json sets rope_theta to " + theta + ", which must be above 0.");
        }
        boolean phi3 = settings.text("model_type", "").equals("phi3");
        String named = kind(scaling);
        String kind = phi3 && named.equals("yarn") ? "longrope" : named; // as the first Phi 3 files call it
        Rope rope =
                switch (kind) {
                    case "default" -> new Plain(dimensions, theta, 1);
                    case "linear" -> new Plain(dimensions, theta, factor(scaling.orElseThrow()));
                    case "dynamic" -> dynamic(settings, scaling.orElseThrow(), dimensions, theta);
                    case "llama3" -> Llama3.of(settings, scaling.orElseThrow(), dimensions, theta);
                    case "yarn" -> Yarn.of(settings, scaling.orElseThrow(), dimensions, theta);
                    case "longrope", "su" -> LongRope.of(settings, scaling.orElseThrow(), dimensions, theta);
                    default ->
                        throw new BadInputException("config.json asks for the rotary encoding \"" + kind
                                + "\", which Tiltmeter does not know; it knows default, linear, dynamic,"
                                + " proportional, llama3, yarn and longrope.");
                };
        scaling.ifPresent(Rope::refuseUnknown);
        return rope;
    }

    /// Hunyuan's `alpha` enlarges the base once and for all.
    private static Rope dynamic(Configuration settings, Configuration scaling, int dimensions, double theta) {
        boolean hunyuan = settings.text("model_type", "").startsWith("hunyuan");
        double alpha = hunyuan ? scaling.number("alpha", 0) : 0;
        if (alpha > 0) {
            for (String unused : new String[] {"factor", "beta_fast", "beta_slow", "mscale", "mscale_all_dim"}) {
                scaling.has(unused);
            }
            return new Plain(dimensions, theta * Math.pow(alpha, dimensions / (dimensions - 2.0)), 1);
        }
        return new Dynamic(dimensions, theta, factor(scaling), settings.size("max_position_embeddings"));
    }

    private static void refuseUnknown(Configuration scaling) {
        scaling.findNumber("rope_theta");
        scaling.findNumber("partial_rotary_factor");
        scaling.findText("type");
        scaling.findText("rope_type");
        for (String harmless :
                new String[] {"max_position_embeddings", "original_max_position_embeddings", "finetuned"}) {
            scaling.has(harmless);
        }
        for (String key : scaling.unasked()) {
            throw new BadInputException(scaling.where() + " sets " + key + " to " + scaling.spelled(key)
                    + ", which Tiltmeter does not implement for this kind of rotary encoding.");
        }
    }

    /// Tokens of one text that a model was first trained on: said beside the settings of rope or within them.
    private static double trained(Configuration settings, Configuration scaling) {
        double within = scaling.number(ORIGINAL, settings.number("max_position_embeddings", 0));
        double trained = settings.number(ORIGINAL, within);
        if (!(trained >= 1)) {
            throw new BadInputException(
                    scaling.where() + " sets " + ORIGINAL + " to " + trained + ", which must be at least 1.");
        }
        return trained;
    }

    /// The factor that is written down, or how many times longer texts may be than those first trained on.
    private static double lengthening(Configuration settings, Configuration scaling, double trained) {
        return scaling.findNumber("factor").isPresent()
                ? factor(scaling)
                : settings.number("max_position_embeddings") / trained;
    }

    private static double factor(Configuration scaling) {
        double factor = scaling.number("factor");
        if (!(factor > 0)) {
            throw new BadInputException(scaling.where() + " sets factor to " + factor + ", which must be above 0.");
        }
        return factor;
    }

    /// How a configuration says how long the texts were that a model was first trained on.
    String ORIGINAL = "original_max_position_embeddings";

    private static Optional<Double> boxed(Configuration settings, String key) {
        return settings.findNumber(key).stream().boxed().findFirst();
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
                    Rope.factor(scaling),
                    scaling.number("low_freq_factor"),
                    scaling.number("high_freq_factor"),
                    Rope.trained(settings, scaling));
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
            double trained = Rope.trained(settings, scaling);
            double factor = Rope.lengthening(settings, scaling, trained);
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
            int trained = phi3 ? settings.integer(ORIGINAL, 4096) : (int) Rope.trained(settings, scaling);
            double factor = Rope.lengthening(settings, scaling, trained);
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
