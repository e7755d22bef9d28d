package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hipparchus.stat.inference.AlternativeHypothesis;
import org.hipparchus.stat.inference.BinomialTest;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.AskedPair.Side;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.statistics.Wilson;

/// What a model does whatever the group: lines that stand beside choices and decisions.
final class Habits {

    private final HabitRows rows;

    Habits(HabitRows rows) {
        this.rows = rows;
    }

    /// The different texts that were asked.
    static Set<Side> distinctSides(List<AskedPair> pairs) {
        Set<Side> sides = new LinkedHashSet<>();
        for (AskedPair pair : pairs) {
            sides.add(pair.a());
            sides.add(pair.b());
        }
        return sides;
    }

    /// Position of the largest value; the first of several.
    static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }

    List<MeasureRow> position(
            List<Double> masses, int texts, int consistent, int inconsistentPrompts, int firstSlot, double expected) {
        List<MeasureRow> lines = new ArrayList<>();
        mass(lines, masses);
        if (texts > 0) {
            Estimate share = Wilson.share(consistent, texts, rows.settings().level());
            lines.add(rows.row(
                    "position bias: share of texts with the same option in every order",
                    share.value(),
                    share.interval(),
                    texts,
                    null,
                    null));
        }
        if (inconsistentPrompts > 0) {
            Estimate share =
                    Wilson.share(firstSlot, inconsistentPrompts, rows.settings().level());
            double p = new BinomialTest()
                    .binomialTest(inconsistentPrompts, firstSlot, expected, AlternativeHypothesis.TWO_SIDED);
            lines.add(rows.row(
                    "position bias: share of the first slot where the orders disagree",
                    share.value(),
                    share.interval(),
                    inconsistentPrompts,
                    Math.min(1, p),
                    null));
        }
        return lines;
    }

    List<MeasureRow> negative(List<Double> masses, List<Double> negative) {
        List<MeasureRow> lines = new ArrayList<>();
        mass(lines, masses);
        if (!negative.isEmpty()) {
            lines.add(rows.mean("negative bias: P(no) − 0.5 over both polarities", negative));
        }
        return lines;
    }

    private void mass(List<MeasureRow> lines, List<Double> masses) {
        if (!masses.isEmpty()) {
            lines.add(rows.amount("answer mass: joint probability of the answers offered", masses));
        }
    }
}
