package org.tiltmeter.views.benchmarks;

import org.tiltmeter.figure.Numbers;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// Benchmarks in the user's words. For any thread.
final class BenchmarkWords {

    private static final int DECIMALS = 3;
    private static final double LEVEL = 0.95;

    private BenchmarkWords() {}

    /// The published name.
    static String name(String id) {
        return switch (id) {
            case "crows-pairs" -> Texts.get("benchmarks.crowsPairs");
            case "stereoset" -> Texts.get("benchmarks.stereoset");
            case "winobias" -> Texts.get("benchmarks.winobias");
            case "winogender" -> Texts.get("benchmarks.winogender");
            case "bbq" -> Texts.get("benchmarks.bbq");
            case "discrim-eval" -> Texts.get("benchmarks.discrimEval");
            case "implicit-association" -> Texts.get("benchmarks.implicit");
            case "unstereo" -> Texts.get("benchmarks.unstereo");
            case "holistic-likelihood" -> Texts.get("benchmarks.holistic");
            case "decision" -> Texts.get("benchmarks.decision");
            case "bec-pro" -> Texts.get("benchmarks.becPro");
            case "calm" -> Texts.get("benchmarks.calm");
            default -> id;
        };
    }

    /// What it measures, one sentence.
    static String measures(String id) {
        return switch (id) {
            case "crows-pairs" -> Texts.get("benchmarks.crowsPairsMeasures");
            case "stereoset" -> Texts.get("benchmarks.stereosetMeasures");
            case "winobias" -> Texts.get("benchmarks.winobiasMeasures");
            case "winogender" -> Texts.get("benchmarks.winogenderMeasures");
            case "bbq" -> Texts.get("benchmarks.bbqMeasures");
            case "discrim-eval" -> Texts.get("benchmarks.discrimEvalMeasures");
            case "implicit-association" -> Texts.get("benchmarks.implicitMeasures");
            case "unstereo" -> Texts.get("benchmarks.unstereoMeasures");
            case "holistic-likelihood" -> Texts.get("benchmarks.holisticMeasures");
            case "decision" -> Texts.get("benchmarks.decisionMeasures");
            case "bec-pro" -> Texts.get("benchmarks.becProMeasures");
            case "calm" -> Texts.get("benchmarks.calmMeasures");
            default -> "";
        };
    }

    static String value(MeasureRow row) {
        return row.interval().isEmpty()
                ? Numbers.fixed(row.value(), DECIMALS)
                : Precision.number(row.value(), interval(row));
    }

    static String range(MeasureRow row) {
        return row.interval().isEmpty() ? Texts.get("number.none") : Precision.range(interval(row));
    }

    static String floor(MeasureRow row) {
        Double floor = row.noiseFloor();
        if (floor == null) {
            return Texts.get("number.none");
        }
        return row.interval().isEmpty() ? Numbers.fixed(floor, DECIMALS) : Precision.number(floor, interval(row));
    }

    private static Interval interval(MeasureRow row) {
        return new Interval(row.interval().getFirst(), row.interval().getLast(), LEVEL);
    }
}
