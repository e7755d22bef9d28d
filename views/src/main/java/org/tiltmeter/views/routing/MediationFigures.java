package org.tiltmeter.views.routing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.routing.RouterMediation;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.routing.RouterMediation.Patched;
import org.tiltmeter.views.Texts;

/// Makes the figure of patching, with the caution in its footer.
final class MediationFigures {

    private MediationFigures() {}

    /// Effects of patching one layer at a time; null where no pair could be patched.
    static @Nullable Figure layers(RouterMediation mediation, Comparison comparison, String finding, String origin) {
        if (comparison.whole() == null) {
            return null;
        }
        Caption caption = Caption.of(Texts.get("routing.patchedTitle"))
                .withFinding(finding)
                .withAlternativeText(Texts.get("routing.patchedAlternative", finding))
                .withHowToRead(Texts.get("routing.patchedHowToRead"))
                .withFooter(Texts.get(
                        "routing.studyOf",
                        mediation.probes(),
                        MediationWords.name(comparison),
                        Integer.toString(comparison.pairs()),
                        Integer.toString(comparison.templates()),
                        Integer.toString(mediation.settings().resamples()),
                        Long.toString(mediation.settings().seed())))
                .withFooter(Texts.get("routing.caution"))
                .withFooter(origin);
        return new LineChart(
                caption,
                Texts.get("routing.layer"),
                Texts.get("routing.patchedQuantity"),
                comparison.layers().stream().mapToDouble(one -> one.layer()).toArray(),
                List.of(
                        line(comparison, 0, Texts.get("routing.patchedRouting"), Patched::routing),
                        line(comparison, 1, Texts.get("routing.patchedOutputs"), Patched::outputs),
                        line(comparison, 2, Texts.get("routing.patchedBoth"), Patched::both),
                        line(comparison, -1, Texts.get("routing.patchedBranch"), Patched::branch)),
                OptionalDouble.of(0),
                Optional.empty());
    }

    private static LineChart.Series line(
            Comparison comparison, int group, String name, ToDoubleFunction<Patched> effect) {
        return new LineChart.Series(
                name,
                group,
                comparison.layers().stream()
                        .mapToDouble(one -> effect.applyAsDouble(one.patched()))
                        .toArray(),
                Optional.empty());
    }
}
