package org.tiltmeter.architecture;

import java.util.Optional;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// Reads from a configuration which rotary encoding a model has. What contradicts itself, or is not known, is
/// refused.
final class RopeSettings {

    /// How a configuration says how long the texts were that a model was first trained on.
    static final String ORIGINAL = "original_max_position_embeddings";

    private RopeSettings() {}

    /// The rope that a configuration asks for.
    ///
    /// @param headSize of which the rope turns all or a part
    /// @param theta the base where the configuration names none
    /// @param partly which part of each head turns where the configuration does not say
    static Rope rope(Configuration settings, int headSize, double theta, double partly) {
        Optional<Configuration> scaling = scaling(settings);
        double base = base(settings, scaling, theta);
        Optional<Double> inner = scaling.flatMap(found -> boxed(found, "partial_rotary_factor"));
        Optional<Double> outer = boxed(settings, "partial_rotary_factor").or(() -> boxed(settings, "rotary_pct"));
        // the reference writes a family's usual part beside the one that counts
        boolean usual = outer.equals(Optional.of(partly)) && kind(scaling).equals("default");
        if (inner.isPresent() && outer.isPresent() && !inner.equals(outer) && !usual) {
            throw new BadInputException("config.json sets partial_rotary_factor to " + outer.get() + " and, within"
                    + " the settings of rope, to " + inner.get() + "; remove the wrong one.");
        }
        double part = inner.or(() -> outer).orElse(partly);
        if (kind(scaling).equals("proportional")) {
            return proportional(
                    scaling.orElseThrow(), headSize, base, inner.or(() -> outer).orElse(1.0));
        }
        return rope(settings, scaling, (int) (headSize * part), base);
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
        Rope rope = rope(settings, headSize, theta, 1);
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
        Rope rope = new Rope.Proportional(headSize, theta, scaling.number("factor", 1), (int) (part * headSize / 2));
        refuseUnknown(scaling);
        return rope;
    }

    /// The same with the settings of the scaling already found.
    ///
    /// @param dimensions how many dimensions of each head turn
    static Rope rope(Configuration settings, Optional<Configuration> scaling, int dimensions, double theta) {
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
                    case "default" -> new Rope.Plain(dimensions, theta, 1);
                    case "linear" -> new Rope.Plain(dimensions, theta, factor(scaling.orElseThrow()));
                    case "dynamic" -> dynamic(settings, scaling.orElseThrow(), dimensions, theta);
                    case "llama3" -> Rope.Llama3.of(settings, scaling.orElseThrow(), dimensions, theta);
                    case "yarn" -> Rope.Yarn.of(settings, scaling.orElseThrow(), dimensions, theta);
                    case "longrope", "su" -> Rope.LongRope.of(settings, scaling.orElseThrow(), dimensions, theta);
                    default ->
                        throw new BadInputException("config.json asks for the rotary encoding \"" + kind
                                + "\", which Tiltmeter does not know; it knows default, linear, dynamic,"
                                + " proportional, llama3, yarn and longrope.");
                };
        scaling.ifPresent(RopeSettings::refuseUnknown);
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
            return new Rope.Plain(dimensions, theta * Math.pow(alpha, dimensions / (dimensions - 2.0)), 1);
        }
        return new Rope.Dynamic(dimensions, theta, factor(scaling), settings.size("max_position_embeddings"));
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
    static double trained(Configuration settings, Configuration scaling) {
        double within = scaling.number(ORIGINAL, settings.number("max_position_embeddings", 0));
        double trained = settings.number(ORIGINAL, within);
        if (!(trained >= 1)) {
            throw new BadInputException(
                    scaling.where() + " sets " + ORIGINAL + " to " + trained + ", which must be at least 1.");
        }
        return trained;
    }

    /// The factor that is written down, or how many times longer texts may be than those first trained on.
    static double lengthening(Configuration settings, Configuration scaling, double trained) {
        return scaling.findNumber("factor").isPresent()
                ? factor(scaling)
                : settings.number("max_position_embeddings") / trained;
    }

    /// The factor of a scaling, above 0.
    static double factor(Configuration scaling) {
        double factor = scaling.number("factor");
        if (!(factor > 0)) {
            throw new BadInputException(scaling.where() + " sets factor to " + factor + ", which must be above 0.");
        }
        return factor;
    }

    private static Optional<Double> boxed(Configuration settings, String key) {
        return settings.findNumber(key).stream().boxed().findFirst();
    }
}
