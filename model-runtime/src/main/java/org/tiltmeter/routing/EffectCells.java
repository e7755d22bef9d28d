package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Interval;

/// The differences of one effect by template and words of slots, before and after a change.
final class EffectCells {

    private final List<List<double[]>> templates;

    private EffectCells(List<List<double[]>> templates) {
        this.templates = templates;
    }

    /// @param result an effect of the audit before
    /// @param after an audit of the same probe set
    static EffectCells of(ProbeResult result, AuditResult before, AuditResult after) {
        Map<String, Map<String, double[]>> first = means(result, before);
        Map<String, Map<String, double[]>> second = means(result, after);
        List<List<double[]>> templates = new ArrayList<>();
        first.forEach((template, cells) -> {
            List<double[]> both = new ArrayList<>();
            cells.forEach((fills, sum) -> Optional.ofNullable(
                            second.getOrDefault(template, Map.of()).get(fills))
                    .ifPresent(other -> both.add(new double[] {sum[0] / sum[1], other[0] / other[1]})));
            if (!both.isEmpty()) {
                templates.add(both);
            }
        });
        return new EffectCells(templates);
    }

    /// Sum and number of differences by template and fills.
    private static Map<String, Map<String, double[]>> means(ProbeResult result, AuditResult audit) {
        Map<String, Map<String, double[]>> means = new LinkedHashMap<>();
        for (ScoredPair item : audit.items()) {
            if (!result.holds(item)) {
                continue;
            }
            double[] sum = means.computeIfAbsent(item.pair().template(), id -> new LinkedHashMap<>())
                    .computeIfAbsent(item.pair().fills().toString(), fills -> new double[2]);
            sum[0] += item.difference();
            sum[1]++;
        }
        return means;
    }

    /// Root mean square of the differences; `which` 0 before, 1 after.
    double rootMeanSquare(int which) {
        double squares = 0;
        int count = 0;
        for (List<double[]> template : templates) {
            for (double[] cell : template) {
                squares += cell[which] * cell[which];
                count++;
            }
        }
        return Math.sqrt(squares / count);
    }

    /// 1 − Σ before · after / Σ before².
    double removed() {
        int[] all = new int[templates.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return removed(all);
    }

    private double removed(int[] drawn) {
        double products = 0;
        double squares = 0;
        for (int template : drawn) {
            for (double[] cell : templates.get(template)) {
                products += cell[0] * cell[1];
                squares += cell[0] * cell[0];
            }
        }
        return squares == 0 ? 0 : 1 - products / squares;
    }

    /// Bootstrap over templates.
    Interval removedInterval(InterventionSettings settings) {
        return templates.size() < 2
                ? Interval.unknown(settings.level())
                : Bootstrap.of(templates.size(), this::removed, settings.resamples(), settings.level(), settings.seed())
                        .percentile();
    }
}
