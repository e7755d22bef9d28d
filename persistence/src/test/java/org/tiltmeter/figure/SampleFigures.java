package org.tiltmeter.figure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.tiltmeter.model.Matrix;

/// Figures of every kind with made-up numbers.
final class SampleFigures {

    static final String CAUTION = "A routing difference is not yet bias; routing is not explanation.";
    private static final List<String> TOKENS =
            List.of("⟨s⟩", "·the", "·nurse", "·said", "·that", "·she", "·was", "·late", ".", "·then", "·we", "·left");

    private SampleFigures() {}

    static Heatmap routing(boolean difference) {
        Random random = new Random(7);
        int experts = 16;
        float[] values = new float[experts * TOKENS.size()];
        BitSet chosen = new BitSet();
        for (int column = 0; column < TOKENS.size(); column++) {
            double sum = 0;
            for (int row = 0; row < experts; row++) {
                double weight = Math.exp(random.nextGaussian() * 1.6);
                values[row * TOKENS.size() + column] = (float) weight;
                sum += weight;
            }
            for (int row = 0; row < experts; row++) {
                int at = row * TOKENS.size() + column;
                values[at] =
                        (float) (difference ? random.nextGaussian() * (column < 5 ? 0.01 : 0.12) : values[at] / sum);
                if (!difference && values[at] > 0.12) {
                    chosen.set(at);
                }
            }
        }
        Caption caption = Caption.of("Routing in layer 3: " + (difference ? "“he” minus “she”" : "“she”"))
                .withFinding("Jensen–Shannon divergence after the edited word 0.021 bits, 1.3 times the neutral swap.")
                .withFooter(CAUTION)
                .withFooter("sample · seed 42 · Tiltmeter 0.1.0 · model 3f9a01c2");
        return new Heatmap(
                caption,
                Axis.numbered("expert", experts),
                Axis.of("token", TOKENS).withMarks(List.of(new Axis.Span(5, 6, "edited"))),
                new Matrix(experts, TOKENS.size(), values),
                difference
                        ? Scale.diverging(0.4, "difference of router probabilities")
                        : Scale.sequential(
                                0, 0.5, "router probability: softmax over all 16 routed experts, before top-k"),
                difference ? Optional.empty() : Optional.of(chosen));
    }

    static Heatmap large() {
        Random random = new Random(7);
        int experts = 128;
        int tokens = 4096;
        float[] values = new float[experts * tokens];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.pow(random.nextDouble(), 24);
        }
        return new Heatmap(
                Caption.of("Many tokens"),
                Axis.numbered("expert", experts),
                Axis.numbered("token", tokens),
                new Matrix(experts, tokens, values),
                Scale.sequential(0, 1, "router probability"),
                Optional.empty());
    }

    static IntervalChart intervals() {
        Random random = new Random(3);
        List<IntervalChart.Row> rows = new ArrayList<>();
        for (String name : List.of("electrician", "carpenter", "software developer", "nurse", "kindergarten teacher")) {
            double value = random.nextGaussian() * 1.5;
            rows.add(new IntervalChart.Row(
                    name,
                    "n = 24",
                    List.of(
                            new IntervalChart.Point(0, value, value - 0.4, value + 0.5),
                            new IntervalChart.Point(1, value * 0.4, value * 0.4 - 0.3, value * 0.4 + 0.2))));
        }
        return new IntervalChart(
                Caption.of("How much more probable the text with “he” is than with “she”")
                        .withFinding(
                                "Associated with “he”: electrician, by 1.9 nats (95 % interval 1.5 to 2.4; n = 24).")
                        .withFooter("sample · seed 42 · Tiltmeter 0.1.0 · model 3f9a01c2"),
                "log-probability difference, he − she (nats)",
                List.of("sample model", "balanced twin"),
                rows,
                OptionalDouble.of(0),
                Optional.of(new IntervalChart.Band(-0.18, 0.21, "noise floor: Monday instead of Tuesday")));
    }

    static LineChart lines() {
        Random random = new Random(5);
        double[] places = new double[12];
        double[] main = new double[12];
        double[] control = new double[12];
        double[] low = new double[12];
        double[] high = new double[12];
        for (int i = 0; i < 12; i++) {
            places[i] = i;
            main[i] = 0.02 + 0.1 * Math.sin(i / 3.0) * Math.sin(i / 3.0) + random.nextDouble() * 0.01;
            control[i] = 0.02 + random.nextDouble() * 0.01;
            low[i] = control[i] - 0.012;
            high[i] = control[i] + 0.018;
        }
        return new LineChart(
                Caption.of("Routing divergence of the pair, layer by layer")
                        .withFinding("Largest in layer 5: 0.12 bits, 5 times the neutral swap.")
                        .withFooter(CAUTION),
                "layer",
                "Jensen–Shannon divergence (bits)",
                places,
                List.of(
                        new LineChart.Series("later tokens", 0, main, Optional.empty()),
                        new LineChart.Series(
                                "neutral swap",
                                -1,
                                control,
                                Optional.of(new LineChart.Band(low, high, "95 % of neutral swaps")))),
                OptionalDouble.empty(),
                Optional.empty());
    }

    static ScatterChart scatter() {
        Random random = new Random(9);
        List<ScatterChart.Point> points = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double planted = random.nextDouble();
            points.add(new ScatterChart.Point(
                    "occupation " + i, i % 2, planted, Math.clamp(planted + random.nextGaussian() * 0.04, 0, 1)));
        }
        return new ScatterChart(
                Caption.of("Planted against measured share of women")
                        .withFinding("Rank correlation 0.98 over 40 occupations; mean absolute error 0.03.")
                        .withFooter("sample · seed 42"),
                "planted share of women",
                "measured share of women",
                List.of("seen in training", "held out"),
                points,
                true);
    }

    static List<Figure> all() {
        return List.of(routing(false), routing(true), intervals(), lines(), scatter());
    }
}
